/** A body rendered, with what every build has to look at told apart: what is long is read only by those who draw it. */
import {type Anchors, findAnchors} from '../content/anchors.ts'
import {keywords} from '../content/keywords.ts'
import {countWords, minutesFor} from '../content/words.ts'
import type {Problem} from '../problem.ts'
import type {Checked, Rendered} from '../types.ts'

/** What of a rendered body every build has to look at. */
export interface Outline extends Pick<Rendered, 'references' | 'excerpt'>, Anchors {
  readonly problems: readonly Problem[]
  /** The words that are most its own, with blanks between them. */
  readonly keywords: string
  /** Number of words. */
  readonly words: number
  /** Minutes that reading takes. */
  readonly minutes: number
}

/** The outline of a rendered body; with its problems alone where it could not be rendered. */
export function outlineOf({value, problems}: Checked<Rendered>, language: string): Outline {
  const {references = [], excerpt, text = '', html = ''} = value ?? {}
  const words = countWords(text)
  return {
    problems,
    references,
    keywords: keywords(text).join(' '),
    words,
    minutes: minutesFor(words, language),
    ...findAnchors(html),
    ...(excerpt !== undefined && {excerpt}),
  }
}
