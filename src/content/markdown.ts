/** Markdown to HTML: one unified pipeline, from a body to a Rendered. */
import type {Root as HastRoot} from 'hast'
import rehypeStringify from 'rehype-stringify'
import {unified} from 'unified'
import {VFile} from 'vfile'
import type {VFileMessage} from 'vfile-message'
import {type Place, Problem} from '../problem.ts'
import type {Checked, MarkdownSettings, Rendered} from '../types.ts'
import {loadHighlighter} from './markdown/code.ts'
import {emojiPattern, loadEmoji} from './markdown/emoji.ts'
import {decorate} from './markdown/features.ts'
import {lazyMaths, mathPattern} from './markdown/math.ts'
import {cutExcerpt} from './markdown/more.ts'
import {createParser, loadQuickParser} from './markdown/parser.ts'
import {parseRawHtml} from './markdown/raw.ts'
import {refer} from './markdown/references.ts'
import {outOfTime} from './markdown/time-limit.ts'
import {createToHtml} from './markdown/to-html.ts'
import {wordsFor} from './markdown/words.ts'

/** Where a body stands, for messages, and what language it is in. */
export interface BodyPlace {
  /** Path of its file as the reader knows it: `content/posts/hello.md`. */
  readonly file: string
  /** Line of the file at which the body begins. */
  readonly line: number
  /** BCP 47 tag of the body. Default: `en`. */
  readonly language?: string
}

/** Renders bodies. Never throws for what stands in a body: that is a Problem with its place. */
export type RenderMarkdown = (body: string, place: BodyPlace) => Promise<Checked<Rendered>>

/** Where bodies are rendered, and how much one may cost. */
export interface MarkdownMeans {
  /** Folder of the project, whose packages come before those beside the engine. Default: the latter alone. */
  readonly root?: string
  /** Longest time for parsing one body, in milliseconds: some texts would take minutes. Default: 10,000. */
  readonly timeMs?: number
}

/** Make the renderer of a site. The first body with highlighted code loads the highlighter. */
export function createMarkdown(
  settings: MarkdownSettings,
  {root, timeMs = 10_000}: MarkdownMeans = {},
): RenderMarkdown {
  const parse = createParser(settings, timeMs)
  const rehypePlugins = unified()
    .use(settings.rehypePlugins as [])
    .freeze()
  const writer = unified().use(rehypeStringify, {allowDangerousHtml: true}).freeze()
  const toHtml = createToHtml()
  const loadMaths = lazyMaths(root)

  return async (body, place) => {
    const language = place.language ?? 'en'
    const file = new VFile({path: place.file, value: body})
    const messages = () => file.messages.map((message) => fromMessage(message, body, place))
    try {
      await loadQuickParser()
      const languages = /```|~~~|<code/.test(body) ? await loadHighlighter(body) : none
      const setMaths = settings.math && mathPattern.test(body) ? await loadMaths() : undefined
      if (body.search(emojiPattern) >= 0) await loadEmoji()
      const mdast = await parse(body, wordsFor(language), file)
      const hast = await parseRawHtml(toHtml(mdast, file, language), file)
      const tree = (await rehypePlugins.run(hast, file)) as HastRoot
      const about = {line: place.line, language, words: wordsFor(language), languages, setMaths, settings}
      const {problems, ...found} = decorate(tree, about)
      const excerpt = cutExcerpt(tree, (href) => refer({href, kind: 'link'}, found.references))
      const html = writer.stringify(tree)
      const value: Rendered = {html, ...(excerpt && {excerpt: writer.stringify(excerpt)}), ...found}
      const all = [
        ...messages(),
        ...problems.map(({message, line}) => new Problem(message, placeIn(body, line, place))),
      ]
      return all.some(({warning}) => !warning) ? {problems: all} : {value, problems: all}
    } catch (error) {
      return {problems: [...messages(), explain(error, place)]}
    }
  }
}

const none: ReadonlySet<string> = new Set()

function fromMessage({reason, line, column, fatal}: VFileMessage, body: string, place: BodyPlace): Problem {
  const inFile = line === undefined ? undefined : line + place.line - 1
  return new Problem(reason, {...placeIn(body, inFile, place), column, warning: fatal !== true})
}

/** A line of the file as the place of a problem, with the line shown. */
function placeIn(body: string, line: number | undefined, {file, line: first}: BodyPlace): Place {
  return line === undefined ? {file} : {file, line, source: body.split('\n')[line - first]}
}

function explain(error: unknown, {file, line}: BodyPlace): Problem {
  if (outOfTime(error)) {
    const hint = 'Look for long runs of brackets, quote marks or other signs of Markdown, or split the text.'
    return new Problem('The text takes too long to turn into HTML.', {file, line, hint})
  }
  if (error instanceof RangeError) {
    return new Problem('The text is nested too deeply.', {
      file,
      line,
      hint: 'Look for long runs of `>` or of HTML tags.',
    })
  }
  if (error instanceof Problem) return new Problem(error.message, {file, hint: error.hint})
  const {message, stack} = error as Error
  const hint = stack
    ?.split('\n')
    .find((each) => /^\s+at .*\.(?:ts|js|mjs)/.test(each))
    ?.trim()
  return new Problem(`A Markdown plugin failed: ${message}`, {file, hint})
}
