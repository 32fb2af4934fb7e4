/** What every format of lists of feeds offers. */
import {Problem} from '../../problem.ts'
import type {Subscription} from '../../types.ts'

/** A list of feeds as some format has it. */
export interface FeedList {
  readonly title?: string
  readonly subscriptions: readonly Subscription[]
  /** What was left out and why; all are warnings unless nothing could be read. */
  readonly problems: readonly Problem[]
}

/** A way in which lists of feeds are written down. */
export interface ListFormat {
  readonly name: string
  /** Whether the text is written this way. */
  fits(text: string, filename: string): boolean
  /** Every feed of the text in its order. Never throws. */
  read(text: string, filename: string): FeedList
}

/** Something in a list that was passed over. */
export function warn(message: string, file: string, line?: number, hint?: string): Problem {
  return new Problem(message, {file, line, hint, warning: true})
}
