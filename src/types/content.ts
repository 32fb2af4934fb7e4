/** What the author wrote, and what readers said to it. */
import type {Enclosure, Strange} from './feed.ts'

/** A person who writes. */
export interface Author {
  readonly name: string
  readonly email?: string
  readonly url?: string
  /** Picture, as a URL. */
  readonly image?: string
  readonly bio?: string
  /** URLs of the same person elsewhere, for `rel=me`. */
  readonly me?: readonly string[]
}

/** A file under `content/`, known by its path there and the digest of its bytes. */
export interface Source {
  readonly path: string
  readonly digest: string
}

/** All that lists, feeds and neighbours may know of a post or a page. */
export interface Summary {
  readonly kind: 'post' | 'page'
  /** Path of its source under `content/`. */
  readonly path: string
  /** Path on the site including its base, percent-encoded: `/blog/2025/01/caf%C3%A9/`. */
  readonly url: string
  /** Feed id: a UUID URN of path and date, which outlives changes of scheme, host, permalink and title; or as given. */
  readonly id: string
  readonly title: string
  /** When it was published. Pages may have none and then hold the empty string. */
  readonly date: string
  readonly updated?: string
  readonly tags: readonly string[]
  readonly categories: readonly string[]
  readonly authors: readonly Author[]
  readonly description?: string
  readonly draft: boolean
  /** BCP 47 tag, when it differs from the site's. */
  readonly language?: string
  /** Posts and pages with the same key are one text in several languages. */
  readonly translationKey?: string
  /** When it leaves the site. */
  readonly expires?: string
  /** Why readers do not see it: set in previews alone, which show it all the same. */
  readonly hidden?: 'draft' | 'future' | 'expired'
  /** The series it belongs to; the order in it is by `part`, then by date. */
  readonly series?: {readonly name: string; readonly part?: number}
  /** Its terms in each further taxonomy of the site that it has any in. */
  readonly terms?: Readonly<Record<string, readonly string[]>>
  /** Front matter that Almagest has no use for, kept for themes. */
  readonly extra: Readonly<Record<string, unknown>>
}

/** A post or page as its author wrote it. */
export interface Post {
  readonly summary: Summary
  /** URLs that once led here, written as `Summary.url` is. */
  readonly aliases: readonly string[]
  /** Where it would stand by each former pattern of addresses, when that is elsewhere. */
  readonly former?: readonly string[]
  /** Markdown after the front matter. */
  readonly body: string
  /** Line of the file at which `body` begins. */
  readonly line: number
}

/** A heading of a body. */
export interface Heading {
  readonly depth: number
  readonly id: string
  readonly text: string
}

/** A relative link or image in a body, to be pointed at what its target became. */
export interface Reference {
  /** As written: `../img/cat.png`, `other.md#part`; the name alone of a `[[wiki link]]`. */
  readonly href: string
  readonly kind: 'link' | 'image' | 'media' | 'wiki'
  readonly line?: number
}

/** A body as HTML in which the number of a reference stands, between U+FDD0 and U+FDD1, for its URL. */
export interface Rendered {
  readonly html: string
  /** HTML before `<!--more-->`, when the author set it. */
  readonly excerpt?: string
  readonly headings: readonly Heading[]
  readonly references: readonly Reference[]
  /** The words of the body without markup, for descriptions, search and counting. */
  readonly text: string
}

/** A picture on the site or elsewhere. */
export interface Picture {
  /** Path on the site with base, or an absolute URL. */
  readonly url: string
  /** Pixels, where they are known. */
  readonly width?: number
  readonly height?: number
}

/** A post or page ready to be shown: every reference points somewhere. */
export interface Article {
  readonly summary: Summary
  /** The picture that stands for it elsewhere: `image` in its front matter. */
  readonly image?: Picture
  readonly html: string
  readonly excerpt?: string
  readonly headings: readonly Heading[]
  readonly text: string
  /** Number of words. */
  readonly words: number
  /** Minutes that reading takes. */
  readonly minutes: number
  /** The file that front matter names as `enclosure`. */
  readonly enclosure?: Episode
}

/** What a reader said under a post, approved; mail and network addresses never come this far. */
export interface Comment {
  /** Unique under its post. */
  readonly id: string
  readonly author: {readonly name: string; readonly url?: string}
  readonly date: string
  readonly html: Strange
  /** The comment it answers. */
  readonly parent?: string
}

/** A comment made safe, with what answers it. */
export interface Thread extends Omit<Comment, 'html' | 'parent'> {
  /** Safe HTML with absolute URLs. */
  readonly html: string
  /** In the order in which they were written. */
  readonly replies: readonly Thread[]
}

/** A sound or film that a post brings along: an episode, where the blog is a podcast. */
export interface Episode extends Enclosure {
  readonly season?: number
  readonly episode?: number
  readonly explicit?: boolean
  /** Default: a full episode. */
  readonly kind?: 'trailer' | 'bonus'
  readonly transcript?: {readonly url: string; readonly type: string}
  /** URL of chapters as JSON. */
  readonly chapters?: string
}
