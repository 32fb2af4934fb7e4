/** Long lists, cut into pages with a URL each that stay as they are when the list grows. */
import {cutPages} from '../pages.ts'
import type {PageLink, Pagination} from './props.ts'

/** One page of a list. */
export interface Cut<Value> {
  /** Below the root of the site, without base. */
  readonly url: string
  readonly values: readonly Value[]
  readonly pagination: Pagination
}

/**
 * The list, newest first, in pages of `size`. The first stands at `url`; the others are counted from the oldest, at
 * `page/1/` and so on below it, so that page 7 holds for ever what it holds now. What does not fill a page is shown on the
 * first, which therefore holds between half of `size` and one and a half. An empty list has one empty page.
 */
export function paginate<Value>(
  base: string,
  url: string,
  values: readonly Value[],
  size: number,
): readonly Cut<Value>[] {
  const {front, numbered} = cutPages(values.length, size)
  const links: readonly PageLink[] = [
    {url: base + url},
    ...Array.from({length: numbered}, (_, index) => toLink(base + url, numbered - index)),
  ]
  return links.map((link, index) => ({
    url: link.url.slice(base.length),
    values: index === 0 ? values.slice(0, front) : values.slice(front + (index - 1) * size, front + index * size),
    pagination: toPagination(links, index),
  }))
}

function toLink(url: string, page: number): PageLink {
  return {page, url: `${url}page/${page}/`}
}

/** No page is told how many there are: that changes while the page does not. */
function toPagination(links: readonly PageLink[], index: number): Pagination {
  const {page} = links[index]!
  const [newer, older] = [links[index - 1], links[index + 1]]
  const near = [links[0]!, newer, links[index]!, older, links.at(-1)!].filter((link) => link !== undefined)
  return {
    ...(page !== undefined && {page}),
    ...(newer && {newer: newer.url}),
    ...(older && {older: older.url}),
    near: links.length > 1 ? [...new Set(near)] : [],
  }
}
