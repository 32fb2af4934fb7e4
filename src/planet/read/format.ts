/** The seam between the reader and its formats. */
import type {FeedDocument} from '../../types.ts'

/** A feed as text. */
export interface FeedText {
  readonly text: string
  /** What relative URLs are relative to; empty when nothing is known. */
  readonly url: string
}

/** Items of one document that are read: ten years of a post a day, and some. */
export const maximumItems = 5_000

/** What the owner of a longer document is told. */
export const tooManyItems = `Only the first ${maximumItems} items were read.`

/** One way of writing feeds. */
export interface FeedFormat {
  /** As people call it. */
  readonly name: string
  /** A cheap look at the text: may be wrong in saying yes, never in saying no. */
  recognises(text: string): boolean
  /** The feed in normal form; undefined when the text turns out to hold none. */
  read(feed: FeedText): Promise<FeedDocument | undefined> | FeedDocument | undefined
}
