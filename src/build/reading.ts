/** One file, read as a post or page without a look at any other. */
import {createMarkdown} from '../content/markdown.ts'
import {parsePost} from '../content/post.ts'
import {readSource} from '../content/read-source.ts'
import type {Source} from '../types.ts'
import {outlineOf} from './outline.ts'
import type {Reading, ReadingSettings} from './reading-pool.ts'
import {renderedForm} from './rendered-form.ts'

/** Make the function that reads listed files. */
export function createReading({content, slice, markdown}: ReadingSettings): (source: Source) => Promise<Reading> {
  const render = createMarkdown(markdown)

  return async function read(source) {
    const {path} = source
    const {value, problems} = parsePost(path, readSource(content, source).toString('utf8'), slice)
    if (!value) return {head: {problems}}
    const {body, ...head} = value
    const language = head.summary.language ?? slice.language
    const rendered = await render(body, {file: `${slice.folder}/${path}`, line: head.line, language})
    if (!rendered.value) return {head: {value: head, problems}}
    return {
      head: {value: head, problems},
      outline: outlineOf(rendered, language),
      rendered: renderedForm.write(rendered),
    }
  }
}
