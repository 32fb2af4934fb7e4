/** Language tags as writers give them (BCP 47), and the one that is meant by the name of a language. */

/**
 * The tag in its usual form; undefined where it is none. Languages have codes of two or three letters: longer ones are reserved
 * (RFC 5646, section 2.2.1), and `german` would be one.
 */
export function readLanguageTag(written: string): string | undefined {
  if (/^[a-z]{4}/i.test(written)) return undefined
  try {
    return Intl.getCanonicalLocales(written)[0]
  } catch {
    return undefined
  }
}

/** The tag that was probably meant: `pt-BR` by `pt_BR`, and `de` by the name of the language in English or among those who speak it. */
export function guessLanguageTag(written: string): string | undefined {
  return readLanguageTag(written.replaceAll('_', '-')) ?? tagOfName(written.trim().toLowerCase())
}

function tagOfName(wanted: string): string | undefined {
  const english = new Intl.DisplayNames('en', {type: 'language', fallback: 'none'})
  const named = twoLetterCodes().filter((code) => english.of(code) !== undefined)
  return (
    named.find((code) => english.of(code)!.toLowerCase() === wanted) ??
    named.find((code) => new Intl.DisplayNames(code, {type: 'language'}).of(code)?.toLowerCase() === wanted)
  )
}

/** Every pair of letters that may be the code of a language, without those of old that stand for others now. */
function twoLetterCodes(): readonly string[] {
  const letters = Array.from('abcdefghijklmnopqrstuvwxyz')
  const pairs = letters.flatMap((first) => letters.map((second) => first + second))
  return pairs.filter((code) => Intl.getCanonicalLocales(code)[0] === code)
}
