/** The rows of the table of builds: what is asked of each work, and how its runs are set beside the bar. */
import type {Run} from './measure.ts'
import {megabytes, milliseconds, ratio, seconds, showFigures, type Unit, verdict} from './table.ts'

/** Works that can be measured alone, in the order of the table. */
export const works = ['cold', 'small', 'same', 'edit', 'growth'] as const
/** A work that a bar is set for. */
export type Work = (typeof works)[number]

/** Runs on one blog, the n-th of each in turn with the n-th of the other. Hugo has none where it is not installed. */
export interface Pairs {
  readonly posts: number
  readonly ours: readonly Run[]
  readonly theirs: readonly Run[]
}

/** A value of a run, its unit, and what the ratio of both programs may be at most. */
interface Measure {
  readonly title: string
  readonly of: (run: Run) => number | undefined
  readonly unit: Unit
  readonly bar?: number
}

/** The first row of the table. */
export const head: readonly string[] = ['work', 'bar', 'Almagest', 'Hugo', 'ratio', 'met']

const time = {title: 'time', of: (run: Run) => run.seconds, unit: seconds}
const processor = {title: 'processor', of: (run: Run) => run.processor, unit: seconds}
const memory = {title: 'peak memory', of: (run: Run) => run.megabytes, unit: megabytes}

const asked: Readonly<Record<Exclude<Work, 'growth'>, {title: string; measures: readonly Measure[]}>> = {
  cold: {title: 'cold build', measures: [{...time, bar: 0.9}, processor, {...memory, bar: 0.5}]},
  small: {title: 'cold build', measures: [{...time, bar: 1}, processor, memory]},
  same: {title: 'nothing changed, new process', measures: [{...time, bar: 0.1}]},
  edit: {title: 'one post edited, new process', measures: [{...time, bar: 0.12}]},
}

/** Of the time of a post in a blog ten times as large, and megabytes in that blog. */
const growthBars = {time: 1.15, memory: 1_000}

/** The rows of a work that both programs do. The ratio is that of each pair. */
export function pairedRows(
  work: Exclude<Work, 'growth'>,
  {posts, ours, theirs}: Pairs,
): readonly (readonly string[])[] {
  const {title, measures} = asked[work]
  return measures.map((measure) => {
    const [mine, others] = [ours, theirs].map((runs) => valuesOf(runs, measure))
    const ratios = ratiosOf(mine!, others!)
    return [
      `${title}, ${count(posts)}: ${measure.title}`,
      measure.bar === undefined ? '–' : `≤ ${measure.bar}`,
      showFigures(mine!, measure.unit),
      showFigures(others!, measure.unit),
      showFigures(ratios, ratio),
      verdict(ratios, measure.bar),
    ]
  })
}

/** What a post costs in a large blog, against a small one; `ours` of both are paired. */
export function growthRows(small: Omit<Pairs, 'theirs'>, large: Omit<Pairs, 'theirs'>): readonly (readonly string[])[] {
  const [few, many] = [small, large].map(({posts, ours}) => ours.map((run) => (run.seconds / posts) * 1000))
  const ratios = ratiosOf(many!, few!)
  const peaks = valuesOf(large.ours, memory)
  const title = `cold build, ${count(large.posts)}`
  return [
    [`cold build, ${count(small.posts)}: time of a post`, '–', showFigures(few!, milliseconds), '–', '–', '–'],
    [
      `${title}: time of a post`,
      `≤ ${growthBars.time} of that`,
      showFigures(many!, milliseconds),
      '–',
      showFigures(ratios, ratio),
      verdict(ratios, growthBars.time),
    ],
    [
      `${title}: peak memory`,
      `≤ ${showFigures([growthBars.memory], megabytes)}`,
      showFigures(peaks, megabytes),
      '–',
      '–',
      verdict(peaks, growthBars.memory),
    ],
  ]
}

/** Of every pair; none where one of the two was not measured. */
function ratiosOf(mine: readonly number[], others: readonly number[]): readonly number[] {
  return mine.length === others.length ? mine.map((value, pair) => value / others[pair]!) : []
}

function valuesOf(runs: readonly Run[], measure: Measure): readonly number[] {
  return runs.map(measure.of).filter((value) => value !== undefined)
}

function count(posts: number): string {
  return `${posts.toLocaleString('en')} ${posts === 1 ? 'post' : 'posts'}`
}
