/** Long lists, cut into pages with a URL each. */
import type {Pagination} from './theme.ts'

/** One page of a list. */
export interface Cut<Value> {
  /** Below the root of the site, without base. */
  readonly url: string
  readonly values: readonly Value[]
  readonly pagination: Pagination
}

/**
 * The list in pages of `size`. The first stands at `url`, the others at `page/2/` and so on below it. An empty list has
 * one empty page.
 */
export function paginate<Value>(
  base: string,
  url: string,
  values: readonly Value[],
  size: number,
): readonly Cut<Value>[] {
  const pages = Math.max(1, Math.ceil(values.length / size))
  const paths = Array.from({length: pages}, (_, index) => (index === 0 ? url : `${url}page/${index + 1}/`))
  const urls = paths.map((path) => base + path)
  return paths.map((path, index) => ({
    url: path,
    values: values.slice(index * size, (index + 1) * size),
    pagination: {
      page: index + 1,
      pages,
      urls: pages > 1 ? urls : [],
      ...(index > 0 && {newer: urls[index - 1]!}),
      ...(index + 1 < pages && {older: urls[index + 1]!}),
    },
  }))
}
