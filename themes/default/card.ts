/** What a link to a post shows elsewhere. */
import {directionOf, html, type Theme, toText} from '../../src/site/theme.ts'

const fonts = "'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif"

/** How wide a line may be, in pixels. */
const room = 1040

/** The title in large letters, with the site above and author and date below. */
export const card: NonNullable<Theme['card']> = ({title, site, authors, date, language}, {accent}) => {
  const rtl = directionOf(language) === 'rtl'
  const [x, anchor] = rtl ? [1120, 'end'] : [80, 'start']
  const size = [84, 68, 54].find((each) => wrap(title, each).length <= 3) ?? 46
  const lines = wrap(title, size).slice(0, 5)
  const top = 290 - ((lines.length - 1) * size * 1.2) / 2
  const colour = accent && /^(?:#[\da-f]{3,8}|[a-z]+)$/i.test(accent) ? accent : '#174a86'
  return toText(html`<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630" viewBox="0 0 1200 630" text-anchor="${anchor}" font-family="${fonts}">
<rect width="1200" height="630" fill="#fefdfb"/><rect y="614" width="1200" height="16" fill="${colour}"/>
<text x="${x}" y="110" font-size="32" font-weight="bold" fill="${colour}">${site}</text>
${lines.map((line, index) => html`<text x="${x}" y="${Math.round(top + index * size * 1.2 + size / 3)}" font-size="${size}" font-weight="bold" fill="#22201c">${line}</text>\n`)}${[authors, date].filter(Boolean).map((line, index, all) => html`<text x="${x}" y="${562 - (all.length - 1 - index) * 42}" font-size="30" fill="#524e47">${line}</text>\n`)}</svg>
`)
}

/** The text in lines that are about as wide as there is room for letters of this size. */
function wrap(text: string, size: number): readonly string[] {
  const lines: string[] = []
  let [line, width] = ['', 0]
  // Words, and each letter of scripts that know no blanks.
  for (const [word] of text.matchAll(
    /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー、。]|[^\s\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー、。]+\s*/gu,
  )) {
    const wide = widthOf(word.trimEnd()) * size
    if (line && width + wide > room) {
      lines.push(line.trimEnd())
      ;[line, width] = ['', 0]
    }
    line += word
    width += widthOf(word) * size
  }
  return line.trim() ? [...lines, line.trimEnd()] : lines
}

/** Estimated from the letters, in their size: nothing is measured without a font. */
function widthOf(text: string): number {
  let width = 0
  for (const letter of text)
    width += /[\u2E80-\uFFEF]/u.test(letter)
      ? 1
      : /[A-ZMWmw@]/.test(letter)
        ? 0.78
        : /[\sfijlrt.,:;!'’|]/.test(letter)
          ? 0.34
          : 0.56
  return width
}
