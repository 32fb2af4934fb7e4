/** URLs as feeds write them, made absolute. */

/** The URL made absolute; undefined when it is empty or no URL. */
export function absoluteUrl(url: string | undefined, base = ''): string | undefined {
  const written = url?.trim()
  if (!written) return undefined
  return URL.parse(written, base || undefined)?.href
}

/**
 * The URL made absolute if a reader may be sent there: `http` or `https`. Where no base is known, a relative URL stays
 * as it is written.
 */
export function webUrl(url: string | undefined, base = ''): string | undefined {
  const absolute = absoluteUrl(url, base)
  if (absolute) return /^https?:/.test(absolute) ? absolute : undefined
  const written = url?.trim()
  return written && !base && !/[\s<>]|^[a-z][a-z0-9+.-]*:/i.test(written) ? written : undefined
}
