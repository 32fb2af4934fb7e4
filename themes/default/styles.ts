/** The stylesheet as it is served: without what only its writers need, and with the wishes of the config. */
import type {ThemeOptions} from '../../src/site/theme.ts'

/** Font stacks that stand ready on readers' machines. */
const stacks: Readonly<Record<string, string>> = {
  serif: 'var(--serif)',
  sans: 'var(--sans)',
  mono: 'var(--mono)',
}

/** CSS without comments and blanks that mean nothing. For our own sheet: no string of it holds `{`, `;` or `/*`. */
export function minify(css: string): string {
  return css
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?| ([>~]|[<>]=|[</+]) /g, '$1$2')
    .replace(/(media|\(>) (?=[([:])/g, '$1')
    .replace(/="(\w+)"/g, '=$1')
    .replace(/: /g, ':')
    .replace(/(?<![\w.])0\./g, '.')
    .replace(/;}/g, '}')
    .trim()
}

/** Rules for the options `accent`, `fonts` and `width`. */
export function wishes({accent, fonts, width}: ThemeOptions): string {
  const {text, headings} = fontsOf(fonts)
  const rules = [
    text && `--text-font:${stacks[text] ?? text}`,
    headings && `--heading-font:${stacks[headings] ?? headings}`,
    width && `--measure:${width}`,
    // Whatever the hue, its lightness is held where text in it has a contrast of 7:1.
    accent &&
      `--link:light-dark(oklch(from ${accent} min(l,.38) min(c,.16) h),oklch(from ${accent} max(l,.82) min(c,.12) h))`,
  ].filter((rule) => rule)
  return rules.length > 0 ? `:root{${rules.join(';')}}` : ''
}

function fontsOf(fonts: ThemeOptions['fonts'] = {}): {readonly text?: string; readonly headings?: string} {
  return typeof fonts === 'string' ? {text: fonts, headings: fonts} : fonts
}
