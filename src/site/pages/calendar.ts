/** Lists by year or by month: what the archives of the blog and of a planet have in common. */
import {zonedDay} from '../format.ts'

/** A part of time with what belongs to it. */
export interface Part<Value> {
  /** With base: `/2026/`, `/planet/2026/11/`. */
  readonly url: string
  /** A moment in it. */
  readonly date: string
  readonly values: readonly Value[]
}

/** Where the parts stand, and how times are told. */
interface Calendar<Value> {
  readonly unit: 'year' | 'month'
  /** URL with base below which they stand, with its slash. */
  readonly below: string
  /** The time of a value, ISO 8601 in UTC. */
  readonly timeOf: (value: Value) => string
  readonly settings: Parameters<typeof zonedDay>[0]
}

/** The parts of time in which something stands, in the time zone of the site and in the order of the values. */
export function partsOf<Value>(
  values: readonly Value[],
  {unit, below, timeOf, settings}: Calendar<Value>,
): readonly Part<Value>[] {
  const parts = Map.groupBy(values, (value) => zonedDay(settings, timeOf(value)).slice(0, unit === 'year' ? 4 : 7))
  return Array.from(parts, ([name, list]) => ({
    url: `${below}${name.replace('-', '/')}/`,
    date: unit === 'year' ? `${name}-07-01T12:00:00Z` : `${name}-15T12:00:00Z`,
    values: list,
  }))
}

/** What stands beside one of a list, newest first. */
export function neighbours<Value>(list: readonly Value[], index: number): {newer?: Value; older?: Value} {
  const [newer, older] = [list[index - 1], list[index + 1]]
  return {...(newer && {newer}), ...(older && {older})}
}
