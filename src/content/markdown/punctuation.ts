/** Typewriter's punctuation as printers set it, in the manner of the language. */
import type {Context, TextFeature} from './feature.ts'

/** Outer and inner quote marks: opening and closing each. */
type Quotes = readonly [string, string, string, string]

const english: Quotes = ['“', '”', '‘', '’']
const german: Quotes = ['„', '“', '‚', '‘']
const guillemets: Quotes = ['«', '»', '“', '”']
const swedish: Quotes = ['”', '”', '’', '’']
const polish: Quotes = ['„', '”', '«', '»']

/** As the style guides of each language have them; others follow the English manner. */
const manners: Readonly<Record<string, Quotes>> = {
  bg: german,
  cs: german,
  da: ['»', '«', '›', '‹'],
  de: german,
  el: guillemets,
  es: guillemets,
  et: german,
  fi: swedish,
  fr: ['«\u202f', '\u202f»', '“', '”'],
  hr: polish,
  hu: ['„', '”', '»', '«'],
  is: german,
  it: guillemets,
  lt: german,
  nb: ['«', '»', '‘', '’'],
  nn: ['«', '»', '‘', '’'],
  no: ['«', '»', '‘', '’'],
  pl: polish,
  ro: ['„', '”', '«', '»'],
  ru: ['«', '»', '„', '“'],
  sk: german,
  sl: german,
  sv: swedish,
  uk: ['«', '»', '„', '“'],
  'de-CH': ['«', '»', '‹', '›'],
  'de-LI': ['«', '»', '‹', '›'],
  'fr-CH': ['«', '»', '‹', '›'],
  'pt-PT': guillemets,
}

const signs = /\.{3}|-{2,3}|["']/g

/** `"` and `'` become quote marks or apostrophes, `--` and `---` dashes, `...` an ellipsis. */
export const punctuation: TextFeature = (text, context) => {
  if (!context.settings.smartPunctuation || text.search(signs) < 0) return text
  const quotes = quotesOf(context.language)
  return text.replace(signs, (sign, at: number) => {
    const before = at > 0 ? text[at - 1]! : context.before
    const after = text[at + sign.length] ?? ''
    if (sign === '...') return before === '.' || after === '.' ? sign : '…'
    if (sign[0] === '-') return dash(sign, before, after)
    return quote(sign, before, after, quotes, context)
  })
}

/** An option such as `--help` and longer rows stay. */
function dash(sign: string, before: string, after: string): string {
  if (before === '-' || after === '-') return sign
  if (/^\s?$/.test(before) && /\S/.test(after)) return sign
  return sign === '--' ? '–' : '—'
}

function quote(sign: string, before: string, after: string, quotes: Quotes, context: Context): string {
  const [outer, outerEnd, inner, innerEnd] = quotes
  const opens = /^(?:[\s([{<\u00a0–—/«„“‘‚»”'"]|)$/.test(before) && /\S/.test(after)
  if (sign === "'" && (!opens || /\d/.test(after)) && context.quotes.at(-1) !== "'") return '’'
  if (opens && !(context.quotes.at(-1) === sign && /[«„“‘‚»”'"]/.test(before))) {
    context.quotes.push(sign)
    return sign === '"' ? outer : inner
  }
  if (sign === "'" && /[\p{L}\p{N}]/u.test(before) && /[\p{L}\p{N}]/u.test(after)) return '’'
  if (context.quotes.at(-1) !== sign) return sign === "'" ? '’' : '"'
  context.quotes.pop()
  return sign === '"' ? outerEnd : innerEnd
}

function quotesOf(language: string): Quotes {
  return manners[language] ?? manners[language.split('-')[0]!] ?? english
}
