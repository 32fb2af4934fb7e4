/** What others say, as pages and terminals may show it: text on one line, and addresses of the web. */

/** Text on one line without what could turn it around or hide in it, cut to `length`. */
export function plain(text: string, length: number): string {
  const clean = text
    .replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]+/gu, ' ')
    .replace(/\s+/g, ' ')
  const trimmed = clean.toWellFormed().trim()
  return trimmed.length > length
    ? `${trimmed
        .slice(0, length - 1)
        .toWellFormed()
        .replace(/\ufffd$/, '')}…`
    : trimmed
}

/** The address when it is a whole one of the web; undefined for parts of addresses, scripts, mail and nonsense. */
export function wholeWebUrl(text: string | undefined): string | undefined {
  const url = text === undefined ? null : URL.parse(text)
  return url && /^https?:$/.test(url.protocol) ? url.href : undefined
}
