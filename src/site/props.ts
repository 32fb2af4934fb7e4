/** What views are told: links, pages of lists, terms, times. */
import type {Item, Summary} from '../types.ts'

/** Where something leads. */
export interface Link {
  readonly title: string
  readonly url: string
}

/** Where a feed is. */
export interface FeedLink extends Link {
  /** Name of its format: `Atom`. */
  readonly format: string
  /** Media type: `application/atom+xml`. */
  readonly type: string
}

/** Where a planet and its pages are. */
export interface PlanetLink extends Link {
  readonly description: string
  readonly feeds: readonly FeedLink[]
  /** Page of all its sources. */
  readonly sources: string
  /** Page of its months. */
  readonly archive: string
  /** Its list of subscriptions as OPML. */
  readonly opml: string
  /** Page that says how its feeds are doing, unless the config wants none. */
  readonly status?: string
}

/** A page of a list. */
export interface PageLink {
  /** Its number, counted from the oldest page; undefined for the first of the list, which shows what is newest. */
  readonly page?: number
  readonly url: string
}

/** Where a page of a list stands. Nothing in it changes while the page shows the same, but when a newer page comes. */
export interface Pagination {
  /** Number of the page, counted from the oldest; undefined on the first of the list. */
  readonly page?: number
  readonly newer?: string
  readonly older?: string
  /** Pages to offer: the first of the list, those near by, and the oldest; none for a list of one page. */
  readonly near: readonly PageLink[]
}

/** A post as a list shows it. */
export interface Teaser {
  readonly summary: Summary
  /** HTML before `<!--more-->`, when the author set it. */
  readonly excerpt?: string
}

/** A text in one of its languages. */
export interface Translation extends Link {
  /** BCP 47 tag. */
  readonly language: string
  /** What the language calls itself. */
  readonly name: string
}

/** A tag or category with the number of its posts. */
export interface Term {
  readonly name: string
  readonly url: string
  readonly count: number
}

/** A way of sorting posts: the tags, the categories. */
export interface Taxonomy {
  readonly name: 'tags' | 'categories' | (string & {})
  readonly title: string
  readonly url: string
}

/** Where a post stands in its series. */
export interface SeriesPlace {
  /** The series and its page. */
  readonly series: Link
  /** Number of the post, from 1. */
  readonly part: number
  readonly parts: number
  readonly previous?: Summary
  readonly next?: Summary
}

/** The terms of a post in one further taxonomy of the site. */
export interface TermList {
  readonly taxonomy: Taxonomy
  readonly terms: readonly Link[]
}

/** A month of a planet. */
export interface Month {
  readonly url: string
  /** A moment in it. */
  readonly date: string
}

/** A year or a month of the blog. */
export interface Period {
  readonly unit: 'year' | 'month'
  readonly url: string
  /** A moment in it. */
  readonly date: string
}

/** A day of the year with its posts, newest first. */
export interface Day {
  /** Where it stands on its page: `d01-31`. */
  readonly id: string
  /** A moment on that day. */
  readonly date: string
  readonly posts: readonly Summary[]
}

/** An item of the river with what stands folded under it. */
export interface PlanetItem {
  readonly item: Item
  readonly folded: readonly Item[]
}
