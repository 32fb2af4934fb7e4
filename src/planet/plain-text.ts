/** HTML to the words a reader would see. */
import {Parser} from 'htmlparser2'

const silent = new Set('script style noscript template title iframe noframes head'.split(' '))
const inline = new Set(
  'a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark nobr q s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
)

/** The words of some HTML, with one space between them. Scripts and styles have none. Takes linear time. */
export function toPlainText(html: string): string {
  if (!html.includes('<') && !html.includes('&')) return html.replace(/\s+/g, ' ').trim()
  let text = ''
  let hidden = 0
  const parser = new Parser({
    onopentag(name, {alt}) {
      // A picture among words stands for its description.
      if (name === 'img' && alt) text += alt
      if (silent.has(name)) hidden++
      else if (!inline.has(name)) text += ' '
    },
    onclosetag(name) {
      if (silent.has(name)) hidden--
      else if (!inline.has(name)) text += ' '
    },
    ontext(value) {
      if (hidden <= 0) text += value
    },
  })
  parser.end(html)
  return text.replace(/\s+/g, ' ').trim()
}
