/** The contract between the engine and a theme: one function per kind of page, from plain values to HTML. */
import type {Article, FeedInfo, Item, Settings, Summary} from '../types.ts'
import type {Html} from './html.ts'

export type * from '../types.ts'
export {type Html, html, raw} from './html.ts'

/** Version of the contract below. A theme made for another one is refused with a clear message. */
export const contract = 1

/** What every view is told besides its own subject. */
export interface Frame {
  readonly site: SiteInfo
  /** Path of this page with base, for the canonical link and the marked menu entry. */
  readonly url: string
}

/** The same for every page of a site. */
export interface SiteInfo extends Pick<Settings, 'site'> {
  readonly options: Settings['theme']['options']
  readonly menu: readonly {readonly title: string; readonly url: string}[]
  /** Feeds to announce in the head and the footer: URLs with base. */
  readonly feeds: readonly FeedLink[]
  readonly planets: readonly {readonly title: string; readonly url: string; readonly feeds: readonly FeedLink[]}[]
  /** URL of the stylesheet, with its fingerprint. */
  readonly stylesheet: string
}

export interface FeedLink {
  readonly title: string
  readonly url: string
  readonly type: string
}

/** Where a page of a list stands; urls with base. */
export interface Pagination {
  readonly page: number
  readonly pages: number
  readonly newer?: string
  readonly older?: string
  /** URL of every page in order. */
  readonly urls: readonly string[]
}

/** A post as a list shows it. */
export interface Teaser {
  readonly summary: Summary
  /** HTML before `<!--more-->`, when the author set it. */
  readonly excerpt?: string
}

export interface Term {
  readonly name: string
  readonly url: string
  readonly count: number
}

/** The props of every view, by its name. */
export interface Views {
  home: {readonly posts: readonly Teaser[]; readonly pagination: Pagination}
  post: {
    readonly article: Article
    readonly tags: readonly Term[]
    readonly categories: readonly Term[]
    readonly newer?: Summary
    readonly older?: Summary
  }
  page: {readonly article: Article}
  /** All terms of a taxonomy: the tags, the categories. */
  terms: {readonly taxonomy: Taxonomy; readonly terms: readonly Term[]}
  /** The posts of one term. */
  term: {
    readonly taxonomy: Taxonomy
    readonly term: Term
    readonly posts: readonly Teaser[]
    readonly pagination: Pagination
    readonly feeds: readonly FeedLink[]
  }
  archive: {readonly posts: readonly Summary[]}
  planet: PlanetHead & {readonly items: readonly PlanetItem[]; readonly pagination: Pagination}
  /** One followed feed. */
  source: PlanetHead & {readonly feed: FeedInfo; readonly items: readonly Item[]; readonly pagination: Pagination}
  missing: object
}

export interface Taxonomy {
  readonly name: 'tags' | 'categories' | (string & {})
  readonly title: string
  readonly url: string
}

/** What all pages of one planet share. */
export interface PlanetHead {
  readonly planet: {
    readonly title: string
    readonly description: string
    readonly url: string
    readonly feeds: readonly FeedLink[]
  }
  readonly sources: readonly FeedInfo[]
}

/** An item of the river with what stands folded under it. */
export interface PlanetItem {
  readonly item: Item
  readonly folded: readonly Item[]
}

export type ViewName = keyof Views

/** A view: props in, a whole HTML document out. Pure, so the same props always give the same bytes. */
export type View<Name extends ViewName> = (props: Views[Name] & Frame) => Html

/** What the module of a theme exports as `default`. A site's own theme may leave views out: the default theme's serve. */
export interface Theme {
  readonly contract: number
  readonly views: {readonly [Name in ViewName]?: View<Name>}
  /** The stylesheet's text for these options; undefined keeps the default theme's. */
  readonly stylesheet?: (options: Settings['theme']['options']) => string
}

/** Type a theme while writing it. */
export function defineTheme(theme: Theme): Theme {
  return theme
}
