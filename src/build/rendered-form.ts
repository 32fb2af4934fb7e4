/** How rendered bodies are written down. */
import type {Form} from '../cache.ts'
import type {Checked, Rendered} from '../types.ts'

interface Head extends Checked<Omit<Rendered, 'html' | 'text'>> {
  /** Characters of HTML, after which the text stands. */
  readonly html: number
  /** Characters of text. */
  readonly text: number
}

/**
 * A line of JSON, then the HTML and the text as they are: to escape all their quote marks takes longer than everything else.
 * What no file in UTF-8 can hold is left to JSON alone. `read` throws, as JSON would, where a page of the file was lost.
 */
export const renderedForm: Form<Checked<Rendered>> = {
  write(rendered) {
    const {value, problems} = rendered
    if (!value) return JSON.stringify(rendered)
    const {html, text, ...rest} = value
    if (!isPlain(html) || !isPlain(text)) return JSON.stringify(rendered)
    const head: Head = {value: rest, problems, html: html.length, text: text.length}
    return `${JSON.stringify(head)}\n${html}${text}`
  },
  lasts: ({value}) => value !== undefined,
  read(written) {
    const end = written.indexOf('\n')
    if (end < 0) return JSON.parse(written) as Checked<Rendered>
    const {value, problems, html, text} = JSON.parse(written.slice(0, end)) as Head
    const between = end + 1 + html
    if (written.length !== between + text || written.includes('\0'))
      throw new Error('What was written down is damaged.')
    return {value: {...value!, html: written.slice(end + 1, between), text: written.slice(between)}, problems}
  },
}

function isPlain(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}
