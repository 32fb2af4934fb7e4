/** The contract between the engine and a theme: one function per kind of page, from plain values to HTML. */
import type {Article, Picture, Settings, Summary, Thread} from '../types.ts'
import type {Html} from './html.ts'
import type {FeedLink, Link, Pagination, PlanetItem, PlanetLink, Teaser, Translation, ViewName, Views} from './props.ts'
import type {Words} from './words.ts'

export {cutAtWord} from '../text.ts'
export type * from '../types.ts'
export {absolute, directionOf, fill, formatDate, formatMinutes, formatNumber, zonedDay} from './format.ts'
export {headingsBelow} from './headings.ts'
export {type Html, html, raw, toText} from './html.ts'
export type * from './props.ts'
export {speaks} from './speaks.ts'
export type {Words} from './words.ts'

/** Version of the contract below. A theme made for another one is refused with a clear message. */
export const contract = 1

/** What every view and part is told besides its own subject. */
export interface Frame {
  readonly site: SiteInfo
  /** Path of this page with base, for the canonical link and the marked menu entry. */
  readonly url: string
}

/** The same for every page of a site. All URLs are paths that begin with the site's base. */
export interface SiteInfo {
  /** Language of the site. `settings.language` and `words` are those of the page, which a post in another one has of its own. */
  readonly language: string
  readonly settings: Settings['site']
  readonly options: Settings['theme']['options']
  /** URL of the home page. */
  readonly home: string
  /** URL of the list of posts: the home page, unless `blog.path` puts it elsewhere. */
  readonly blog: string
  /** What stands in `content/data/`, by path without extension. */
  readonly data: Data
  readonly menu: readonly Link[]
  /** Feeds to announce in the head and the footer. */
  readonly feeds: readonly FeedLink[]
  readonly planets: readonly PlanetLink[]
  /** The lists there are: posts where they have a page of their own, archive, “On this day”, taxonomies, search. */
  readonly lists: readonly Link[]
  /** URL of the search page, where there is one. */
  readonly search?: string
  /** URL of the stylesheet, with its fingerprint. */
  readonly stylesheet: string
  readonly icon: string
  /** The theme's words in the language of the page. */
  readonly words: Words
}

/**
 * The data files of a site, parsed. A theme says what it expects in them:
 * `declare module 'almagest/theme' { interface Data { readonly team: readonly {name: string}[] } }`
 */
export interface Data {
  readonly [name: string]: unknown
}

/** What a page says of itself to readers, search engines and other programs. */
export interface About {
  /** Undefined on the home page, whose title is the site's. */
  readonly title?: string
  readonly description?: string
  readonly kind?: 'website' | 'article'
  /** Feeds of this page, before those of the site. */
  readonly feeds?: readonly FeedLink[]
  readonly pagination?: Pagination
  /** Post or page whose dates, authors and language stand in the head. */
  readonly summary?: Summary
  /** Picture that stands for the page elsewhere. */
  readonly image?: Picture
  /** The page in each language it stands in, its own among them. */
  readonly translations?: readonly Translation[]
  /** Class of `main`: `wide` for more room than text for reading wants. */
  readonly width?: 'wide'
  /** False for pages that search engines should leave out. */
  readonly indexed?: boolean
}

/** The props of the parts that views are put together from. Replace one, and every page shows yours. */
export interface Parts {
  /** The whole document around what a page has to show. */
  layout: {readonly about: About; readonly body: Html}
  head: {readonly about: About}
  header: object
  footer: object
  /** Date, authors and the like below a title. */
  byline: {
    readonly summary: Summary
    /** How much there is to read, where all of it is shown. */
    readonly article?: Pick<Article, 'words' | 'minutes'>
    /** Pages of its authors, by name. */
    readonly authors?: readonly Link[]
    /** Where it stands in other languages. */
    readonly translations?: readonly Translation[]
  }
  /** Posts under a heading: related ones, those that link here. Nothing for none. */
  posts: {readonly title: string; readonly posts: readonly Summary[]}
  /** What readers said. Nothing for none. */
  comments: {readonly threads: readonly Thread[]}
  /** A post in a list. */
  teaser: Teaser
  /** An item of the planet. */
  item: PlanetItem & {
    /** Shown in full, without its source: on the page of the source. */
    readonly alone?: boolean
    /** Why it is not in the river, in one sentence. */
    readonly reason?: string | undefined
  }
  pager: {readonly pagination: Pagination}
  /** Picture of a source, or its initials. */
  face: {readonly name: string; readonly key: string; readonly face?: string | undefined}
}

/** A piece that pages are put together from. */
export type PartName = keyof Parts

/** Every part, ready to be called: `parts.byline({...props, summary})`. */
export type PartFunctions = {readonly [Name in PartName]: (props: Parts[Name] & Frame) => Html}

/** A view: props in, a whole HTML document out. Pure, so the same props always give the same bytes. */
export type View<Name extends ViewName> = (props: Views[Name] & Frame, parts: PartFunctions) => Html

/**
 * A part: props in, a piece of a page out. `parts` are those in use, its own replacement among them; `base` are the
 * default theme's, to put something before or after: `${base.footer(props)}<p>…</p>`.
 */
export type Part<Name extends PartName> = (
  props: Parts[Name] & Frame,
  parts: PartFunctions,
  base: PartFunctions,
) => Html

/** What a share card says. */
export interface Card {
  /** Title of the post or page. */
  readonly title: string
  /** Title of the site. */
  readonly site: string
  /** Names of the authors, or nothing. */
  readonly authors: string
  /** Date of a post as its readers write it; empty for pages. */
  readonly date: string
  /** BCP 47 tag of the post. */
  readonly language: string
}

/** What the module of a theme exports as `default`. A site's own theme names what it changes; the default theme serves for the rest. */
export interface Theme {
  readonly contract: number
  readonly views?: {readonly [Name in ViewName]?: View<Name>}
  readonly parts?: {readonly [Name in PartName]?: Part<Name>}
  /** Words that replace the default theme's in this language. */
  readonly words?: (language: string) => Partial<Words>
  /** The stylesheet's text. `base` is the default theme's: put it first, or leave it out. */
  readonly stylesheet?: (options: Settings['theme']['options'], base: string) => string
  /** The share card of a post or page: an SVG of 1200 by 630. */
  readonly card?: (card: Card, options: Settings['theme']['options']) => string
  /** An SVG icon for the browser's tab, for sites that name none in the option `icon`. */
  readonly icon?: (settings: Settings['site'], options: Settings['theme']['options']) => string
}

/** Type a theme while writing it. */
export function defineTheme(theme: Theme): Theme {
  return theme
}
