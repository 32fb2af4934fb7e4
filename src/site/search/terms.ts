/** How texts and questions become terms. The same functions run while building and, sent as text, in the reader's browser. */

/**
 * The terms of a text, in order: words in lower case without accents, and pairs of signs where a script puts no blanks
 * between words (Chinese, Japanese, Thai and their kin). Stands alone, because its text is sent to browsers.
 */
export function termsIn(text: string): string[] {
  const terms: string[] = []
  for (const [word] of text
    .toLowerCase()
    .replace(/['’ʼ]/g, '')
    .matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    // Most words are plain, and what follows takes long.
    if (/^[a-z0-9]+$/.test(word)) terms.push(word.slice(0, 40))
    else terms.push(...cut(unaccent(word)))
  }
  return terms

  /** Marks belong to the letter in some scripts and are mere accents in others. */
  function unaccent(word: string): string {
    const accents =
      /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}]\p{M}*)\p{M}/gu
    return word.normalize('NFKD').replace(accents, '').normalize('NFC')
  }

  function cut(word: string): string[] {
    const unspaced =
      /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+)/u
    return word.split(unspaced).flatMap((run, index) => {
      const signs = index % 2 ? Array.from(run) : []
      if (signs.length < 2) return run === '' ? [] : [Array.from(run).slice(0, 40).join('')]
      return signs.slice(1).map((sign, at) => signs[at]! + sign)
    })
  }
}

/**
 * The shard that holds a term: its first `depth` letters, or a number where they are no plain ones. Signs of scripts
 * without blanks count by the first alone, so that what begins with a sign is in one place. Stands alone, as above.
 */
export function shardOf(term: string, depth: number): string {
  if (/^[a-z0-9]/.test(term)) return term.slice(0, depth).replace(/[^a-z0-9]/g, '_')
  const first = term.codePointAt(0)!
  const second = first < 0xe00 ? (term.codePointAt(1) ?? 0) : 0
  return `_${String((first * 31 + second) % 256).padStart(3, '0')}`
}
