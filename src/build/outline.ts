/** A body rendered, with what every build has to look at told apart: what is long is read only by those who draw it. */
import {type Anchors, findAnchors} from '../content/anchors.ts'
import {keywords} from '../content/keywords.ts'
import {type BodyPlace, createMarkdown} from '../content/markdown.ts'
import {countWords, minutesFor} from '../content/words.ts'
import type {Problem} from '../problem.ts'
import type {Checked, MarkdownSettings, Rendered} from '../types.ts'

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

export interface RenderedBody extends Checked<Rendered> {
  readonly outline: Outline
}

/** Renders a body. Never throws for what stands in it. */
export type RenderBody = (body: string, place: BodyPlace) => Promise<RenderedBody>

/** The renderer of a site, for one thread. */
export function createBodyRenderer(settings: MarkdownSettings): RenderBody {
  const render = createMarkdown(settings)
  return async (body, place) => {
    const rendered = await render(body, place)
    return {...rendered, outline: outlineOf(rendered, place.language ?? 'en')}
  }
}

function outlineOf({value, problems}: Checked<Rendered>, language: string): Outline {
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
