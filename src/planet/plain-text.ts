/** HTML to the words a reader would see. */
import {decodeHTML} from 'entities'
import {Parser} from 'htmlparser2'

const silent = new Set('script style noscript template title iframe noframes head'.split(' '))
const inline = new Set(
  (
    'a abbr acronym b bdi bdo big cite code del dfn em font i img ins kbd mark nobr q s samp small span strike strong ' +
    'sub sup time tt u var wbr'
  ).split(' '),
)
const endless = new Error('Elements without end')

/** The words of some HTML, with one space between them; a picture is its description. Scripts and styles have none. */
export function toPlainText(html: string): string {
  if (!html.includes('<') && !html.includes('&')) return oneLine(html)
  try {
    return oneLine(wordsOf(html))
  } catch (error) {
    if (error !== endless) throw error
    return oneLine(decodeHTML(html.replace(/<[^<>]*>/g, ' ')))
  }
}

function wordsOf(html: string): string {
  let text = ''
  let hidden = 0
  let depth = 0
  const parser = new Parser({
    onopentag(name, {alt}) {
      // The parser's own stack takes quadratic time.
      if (++depth > 2000) throw endless
      if (silent.has(name)) hidden++
      else if (!inline.has(name)) text += ' '
      else if (name === 'img' && alt) text += alt
    },
    onclosetag(name) {
      depth--
      if (silent.has(name)) hidden--
      else if (!inline.has(name)) text += ' '
    },
    ontext(value) {
      if (hidden === 0) text += value
    },
  })
  parser.end(html)
  return text
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
