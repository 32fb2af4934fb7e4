/** One file, read as a post or page without a look at any other. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {createMarkdown} from '../content/markdown.ts'
import {parsePost} from '../content/post.ts'
import {outlineOf} from './outline.ts'
import type {Reading, ReadingSettings} from './reading-pool.ts'
import {renderedForm} from './rendered-form.ts'

/** Make the function that reads files by their path below the content folder. */
export function createReading({content, slice, markdown}: ReadingSettings): (path: string) => Promise<Reading> {
  const render = createMarkdown(markdown)

  return async function read(path) {
    const {value, problems} = parsePost(path, readFileSync(join(content, path), 'utf8'), slice)
    if (!value) return {head: {problems}}
    const {body, ...head} = value
    const language = head.summary.language ?? slice.language
    const rendered = await render(body, {file: `${slice.folder}/${path}`, line: head.line, language})
    return {
      head: {value: head, problems},
      outline: outlineOf(rendered, language),
      rendered: renderedForm.write(rendered),
    }
  }
}
