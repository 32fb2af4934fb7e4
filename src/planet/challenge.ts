/** Pages that ask a visitor to prove that it is a browser: no feed reader can, so its user should know the name. */
import type {Readable} from 'node:stream'
import {collect, decodeBody} from './encodings.ts'

const pageBytes = 65_536

/**
 * True when Cloudflare answered in the host's place with a challenge. It says so in `cf-mitigated`; older set-ups only
 * on the page, of which up to 64 KB are read.
 */
export async function isCloudflareChallenge(
  code: number,
  headers: Readonly<Record<string, string>>,
  body: Readable,
): Promise<boolean> {
  if (headers['cf-mitigated']?.toLowerCase() === 'challenge') return true
  if (![403, 429, 503].includes(code) || !/^cloudflare/i.test(headers.server ?? '')) return false
  const page = await collect(body, {maxBytes: pageBytes}).catch(() => Buffer.alloc(0))
  const text = await decodeBody(page, headers['content-encoding'] ?? '', {maxBytes: 4 * pageBytes}).catch(() => page)
  return /challenge-platform|\bcf[-_]chl|<title>Just a moment/i.test(text.toString('latin1'))
}
