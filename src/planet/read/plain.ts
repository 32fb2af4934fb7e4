/** Plain text as HTML that keeps its paragraphs and lines. */
import {escapeMarkup} from '../../escape.ts'

/** Text that was never HTML: escaped, its addresses made links, with paragraphs at blank lines and breaks at other ends of lines. */
export function fromPlainText(text: string): string {
  const paragraphs = text
    .trim()
    .split(/\n(?:[^\S\n]*\n)+/)
    .map((paragraph) => linesIn(paragraph).map(withLinks).join('<br>'))
  return paragraphs.length === 1 ? paragraphs[0]! : paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n')
}

function linesIn(paragraph: string): readonly string[] {
  return paragraph
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}

/** Every second piece is an address. The signs that end a sentence are no part of it. */
function withLinks(line: string): string {
  return line
    .split(/(\bhttps?:\/\/[^\s<>"]{1,1000}(?<![.,;:!?)\]'’”]))/)
    .map((piece, index) =>
      index % 2 ? `<a href="${escapeMarkup(piece)}">${escapeMarkup(piece)}</a>` : escapeMarkup(piece),
    )
    .join('')
}
