/** What an item says in one breath, for readers that show no full text. */
import {Parser} from 'htmlparser2'
import {cutAtWord} from '../../text.ts'

/** Enough of a text to begin with: reading on would change nothing. */
const enough = 2000

/** Elements that end a word where they begin. */
const blocks = /^(?:address|article|blockquote|br|dd|div|dt|fig.*|h[1-6r]|li|ol|p|pre|section|table|t[dhr]|ul)$/

/** The first words of a text, up to 280 characters. */
export function beginning(text: string): string {
  return cutAtWord(text.slice(0, enough).replace(/\s+/g, ' ').trim(), 280)
}

/** The words of HTML as plain text, as far as `beginning` reads. */
export function textOf(html: string): string {
  let text = ''
  const parser = new Parser({
    ontext(data) {
      text += data
      if (text.length > enough) parser.pause()
    },
    onopentagname(name) {
      if (blocks.test(name)) text += ' '
    },
  })
  parser.write(html.slice(0, enough * 10))
  parser.end()
  return text
}
