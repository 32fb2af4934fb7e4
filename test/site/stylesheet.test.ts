/** The stylesheet: its size, and the contrast of every colour of text. */
import assert from 'node:assert/strict'
import {test} from 'node:test'
import {loadTheme} from '../../src/site/load-theme.ts'
import theme from '../../themes/default/index.ts'

const sheet = theme.stylesheet({})

test('the stylesheet is smaller than 9.5 KB, with the usual wishes not much larger', () => {
  assert.ok(Buffer.byteLength(sheet) <= 9500, String(Buffer.byteLength(sheet)))
  const wished = theme.stylesheet({accent: 'rebeccapurple', fonts: 'sans', width: '40rem'})
  assert.ok(Buffer.byteLength(wished) <= 9800, String(Buffer.byteLength(wished)))
})

test('every colour of text has a contrast of 7:1 on both grounds, in both schemes, and 4.5:1 in the shade', () => {
  const colours = new Map(
    Array.from(sheet.matchAll(/--(\w+):light-dark\((#\w{6}),(#\w{6})\)/g), ([, name, light, dark]) => [
      name!,
      [light!, dark!],
    ]),
  )
  const texts = ['text', 'muted', 'link', 'visited', 'red', 'green', 'amber', 'teal', 'pink']
  for (const name of texts)
    for (const ground of ['ground', 'soft', 'shade'])
      for (const scheme of [0, 1]) {
        const found = contrast(colours.get(name)![scheme]!, colours.get(ground)![scheme]!)
        assert.ok(found >= (ground === 'shade' ? 4.5 : 7), `${name} on ${ground}: ${found}`)
      }
})

test('what only formulas need is on sites with maths of their own', () => {
  const plain = loadTheme(theme, undefined, {}).stylesheet
  assert.doesNotMatch(plain, /tml-|boxed/)
  assert.equal(loadTheme(theme, undefined, {}, true).stylesheet, theme.maths + plain)
})

test('visited links have a colour of their own', () => {
  assert.match(sheet, /a:visited\{color:var\(--visited\)\}/)
  assert.match(sheet, /--visited:light-dark\((?!#174a86)/)
})

test('options change fonts, width and accent', () => {
  const wished = theme.stylesheet({accent: 'teal', fonts: {text: 'sans', headings: 'Georgia'}, width: '40rem'})
  const rules = wished.slice(sheet.length)
  assert.match(
    rules,
    /--text-font:var\(--sans\);--heading-font:Georgia;--measure:40rem;--link:light-dark\(oklch\(from teal /,
  )
})

/** Contrast of two colours `#rrggbb` by WCAG 2.2. */
function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
