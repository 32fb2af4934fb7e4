/** What views are told: the props of each, and the links, lists, terms and times in them. */
import type {Article, Author, FeedHead, FeedInfo, FeedStatus, Item, Summary, Thread} from '../types.ts'

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

/** The props of every view, by its name. */
export interface Views {
  home: {
    /** The page whose URL is that of the home page, when the author wrote one. */
    readonly intro?: Article
    readonly posts: readonly Teaser[]
    readonly pagination: Pagination
  }
  post: {
    readonly article: Article
    readonly tags: readonly Link[]
    readonly categories: readonly Link[]
    /** Its terms in the further taxonomies of the site, where it has any. */
    readonly terms: readonly TermList[]
    /** Pages of its authors, where several people write here. */
    readonly authors: readonly Link[]
    readonly series?: SeriesPlace
    /** Posts that have most in common with it, best first. */
    readonly related: readonly Summary[]
    /** Posts and pages that link to it, newest first. */
    readonly linkedFrom: readonly Summary[]
    readonly comments: readonly Thread[]
    /** The post in each language it stands in, its own among them; empty where it stands in one alone. */
    readonly translations: readonly Translation[]
    readonly newer?: Summary
    readonly older?: Summary
    /** Where the posts of this day in other years are, when there are any. */
    readonly onThisDay?: string
  }
  page: {
    readonly article: Article
    readonly translations: readonly Translation[]
    /** What readers said, answers below what they answer. */
    readonly comments: readonly Thread[]
  }
  /** All terms of a taxonomy. */
  terms: {readonly taxonomy: Taxonomy; readonly terms: readonly Term[]}
  /** The posts of one term. */
  term: {
    readonly taxonomy: Taxonomy
    readonly term: Term
    /** In a hierarchy, the terms that it stands below, from the top. */
    readonly parents: readonly Link[]
    /** In a hierarchy, the terms right below it. */
    readonly children: readonly Term[]
    /** The person, when the taxonomy is `authors`. */
    readonly author?: Author
    /** Newest first; those of a series in the order in which they are to be read. */
    readonly posts: readonly Teaser[]
    readonly pagination: Pagination
    readonly feeds: readonly FeedLink[]
  }
  /** All posts, or those of a year or month with the years or months beside it in which there are posts. */
  archive: {
    readonly posts: readonly Summary[]
    readonly period?: Period
    readonly newer?: Period
    readonly older?: Period
  }
  /** Posts by the day of the year. */
  days: {readonly days: readonly Day[]}
  planet: {
    readonly planet: PlanetLink
    /** The group or tag of sources whose items these are; undefined for all. */
    readonly selection?: Link
    /** All groups and tags that sources have. */
    readonly selections: readonly Link[]
    /** Feeds of these items. */
    readonly feeds: readonly FeedLink[]
    /** List of the sources of these items, as OPML. */
    readonly opml: string
    readonly sources: readonly FeedHead[]
    readonly items: readonly PlanetItem[]
    readonly pagination: Pagination
  }
  /** Everything of one followed feed. */
  source: {
    readonly planet: PlanetLink
    readonly feed: FeedInfo
    readonly items: readonly Item[]
    /** Why items stand here and not by themselves in the river, in one sentence each, by the id of the item. */
    readonly reasons: Readonly<Record<string, string>>
    readonly pagination: Pagination
  }
  /** The months of a planet; the date of each is that of an item in it. */
  months: {readonly planet: PlanetLink; readonly months: readonly Month[]}
  /** All items of one month, by title. */
  month: {
    readonly planet: PlanetLink
    readonly month: Month
    readonly items: readonly Item[]
    readonly newer?: Month
    readonly older?: Month
  }
  /** All followed feeds with their health. */
  sources: {readonly planet: PlanetLink; readonly feeds: readonly FeedInfo[]}
  /** How all followed feeds are doing; every visit may change it. */
  status: {readonly planet: PlanetLink; readonly feeds: readonly FeedStatus[]}
  /** Where readers search: URL of the script, and of the folder that it finds the index in. */
  search: {readonly script: string; readonly index: string}
  /** The page that hosts show when there is none: `/404.html`. */
  missing: object
}

/** A kind of page. */
export type ViewName = keyof Views
