/** One file, read as a post or page without a look at any other. */
import {type ParsedHead, type PostHead, type PostSettings, parsePost, readBody} from '../content/post.ts'
import {readSource} from '../content/read-source.ts'
import {once} from '../same-again.ts'
import type {Checked, MarkdownSettings, Rendered, Schema, Source} from '../types.ts'
import {type Outline, outlineOf} from './outline.ts'
import {renderedForm} from './rendered-form.ts'

/** What decides about a reading besides the file. Plain data, where no plugins are named. */
export interface ReadingSettings {
  /** The project's folder. */
  readonly root: string
  /** The content folder. */
  readonly content: string
  readonly slice: PostSettings
  readonly markdown: MarkdownSettings
}

/** A post or page as its file alone tells it. */
export interface Reading {
  readonly head: ParsedHead
  /** Where head and body have no mistake. */
  readonly outline?: Outline
  /** The rendered body in its form: nobody needs it before its page is drawn. */
  readonly rendered?: string
}

/** Reads files that were listed. Throws `ChangedFileError` when they are others now. */
export interface FileReader {
  /** The head alone; `schema` checks it. */
  head(source: Source, schema?: Schema): ParsedHead
  /** The body alone, of a file whose head was read before. */
  body(source: Source, head: PostHead): Promise<Checked<Rendered>>
  /** The outline of a rendered body. */
  outline(rendered: Checked<Rendered>, head: PostHead): Outline
  /** All that the file tells. */
  whole(source: Source): Promise<Reading>
}

/** Make the reader of files. */
export function createFileReader({root, content, slice, markdown}: ReadingSettings): FileReader {
  // The pipeline of this thread: where others do the work it is never loaded.
  const pipeline = once(async () => (await import('../content/markdown.ts')).createMarkdown(markdown, {root}))
  return {
    head: (source, schema) => parse(source, schema).head,
    body: (source, head) => renderBody(source, head, readBody(textOf(source), fileOf(source))),
    outline,
    async whole(source) {
      const {head, body} = parse(source)
      if (!head.value) return {head}
      const rendered = await renderBody(source, head.value, body)
      if (!rendered.value) return {head}
      return {head, outline: outline(rendered, head.value), rendered: renderedForm.write(rendered)}
    },
  }

  function parse(source: Source, schema?: Schema): {readonly head: ParsedHead; readonly body: string} {
    const {value, problems} = parsePost(source.path, textOf(source), slice, schema)
    if (!value) return {head: {problems}, body: ''}
    const {body, ...head} = value
    return {head: {value: head, problems}, body}
  }

  async function renderBody(source: Source, head: PostHead, body: string): Promise<Checked<Rendered>> {
    const render = await pipeline()
    return render(body, {file: fileOf(source), line: head.line, language: languageOf(head)})
  }

  function outline(rendered: Checked<Rendered>, head: PostHead): Outline {
    return outlineOf(rendered, languageOf(head))
  }

  function languageOf({summary: {language = slice.language}}: PostHead): string {
    return language
  }

  function textOf(source: Source): string {
    return readSource(content, source).toString('utf8')
  }

  function fileOf({path}: Source): string {
    return `${slice.folder}/${path}`
  }
}
