/** A response body from its content coding to the bytes the publisher meant, never more than may be held. */
import {promisify} from 'node:util'
import zlib from 'node:zlib'
import {RefusedError} from './address.ts'
import {gunzip} from './gzip.ts'
import {smallBody} from './room.ts'

/** What `Accept-Encoding` offers; `decodeBody` undoes each. */
export const codings = 'gzip, deflate, br, zstd'

/** Code of the error for compressed data that is damaged or cut off. */
export const damagedBody = 'EDAMAGED'

/** Output of up to this many bytes may be compressed however well. */
const ratioFrom = 1_000_000

/** More than this many times its compressed size is no feed. */
const ratio = 100

/** How much of a body may be held. */
export interface BodyLimits {
  readonly maxBytes: number
  /** What the header said of its length. Default: nothing. */
  readonly announced?: number
  /** Resolves when more than 1 MB may be held. Default: at once. */
  readonly makeRoom?: () => Promise<void>
}

/** Collect a body. Throws `RefusedError` when more than `maxBytes` are announced or come. */
export async function collect(
  source: AsyncIterable<Uint8Array>,
  {maxBytes, announced = 0, makeRoom = async () => {}}: BodyLimits,
): Promise<Buffer> {
  if (announced > maxBytes) throw tooLarge(maxBytes)
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of source) {
    const before = size
    size += part.length
    if (size > maxBytes) throw tooLarge(maxBytes)
    if (before <= smallBody && size > smallBody) await makeRoom()
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/**
 * Undo the content coding (RFC 9110 section 8.4). The bytes are believed before the header: gzip is seen by its first
 * bytes, and a body that is not what the header says is taken as it is. Throws `RefusedError` for several codings on
 * one another, unknown ones, more than `maxBytes` of output, or more than 100 times the input above 1 MB; an
 * error with the code `damagedBody` when the data is damaged or cut off.
 */
export async function decodeBody(
  body: Buffer,
  coding: string,
  {maxBytes, makeRoom = async () => {}}: Omit<BodyLimits, 'announced'>,
): Promise<Buffer> {
  const decode = decoder(body, coding)
  if (!decode) return body
  const most = Math.min(maxBytes, Math.max(ratioFrom, body.length * ratio))
  try {
    if (most <= smallBody) return await decode(body, {maxOutputLength: most})
    // How large it will be is known only by trying.
    const small = await decode(body, {maxOutputLength: smallBody}).catch(unlessTooLarge)
    if (small) return small
    await makeRoom()
    return await decode(body, {maxOutputLength: most})
  } catch (error) {
    if (!isTooLarge(error)) throw Object.assign(new Error('damaged body', {cause: error}), {code: damagedBody})
    if (most === maxBytes) throw tooLarge(maxBytes)
    throw new RefusedError(`the body grows to more than ${ratio} times its compressed size`)
  }
}

function isTooLarge(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
}

function unlessTooLarge(error: unknown): undefined {
  if (!isTooLarge(error)) throw error
}

type Decode = (body: Buffer, options: {maxOutputLength: number}) => Promise<Buffer>

const inflate: Decode = promisify(zlib.inflate)
const inflateRaw: Decode = promisify(zlib.inflateRaw)
const brotli: Decode = promisify(zlib.brotliDecompress)
const unzstd = promisify(zlib.zstdDecompress)

/** A window of at most 8 MB, as RFC 9659 sets for the web. */
const zstd: Decode = (body, options) => unzstd(body, {...options, params: {[zlib.constants.ZSTD_d_windowLogMax]: 23}})

function decoder(body: Buffer, header: string): Decode | undefined {
  const names = header
    .toLowerCase()
    .split(',', 3)
    .map((name) => name.trim())
  const [coding, ...more] = names.filter((name) => name !== '' && name !== 'identity')
  if (more.length > 0) throw new RefusedError('the body is compressed several times over')
  if (body.length < 2) return undefined
  if (body[0] === 0x1f && body[1] === 0x8b) return gunzip
  switch (coding) {
    case undefined:
    case 'gzip':
    case 'x-gzip':
      return undefined
    case 'deflate':
      return looksLikeText(body)
        ? undefined
        : (body[0]! & 15) === 8 && body.readUInt16BE(0) % 31 === 0
          ? inflate
          : inflateRaw
    case 'br':
      return looksLikeText(body) ? undefined : brotli
    case 'zstd':
      return body.readUInt16BE(0) === 0x28b5 ? zstd : undefined
    default:
      throw new RefusedError(`the body is compressed as ${coding.slice(0, 40)}, which was not asked for`)
  }
}

/** Feeds and pages begin with `<` or `{`, perhaps after white space or a byte order mark. */
function looksLikeText(body: Buffer): boolean {
  return /^(?:\xef\xbb\xbf)?\s*(?:<[?!a-z]|\{\s*")/i.test(body.toString('latin1', 0, 64))
}

function tooLarge(maxBytes: number): RefusedError {
  return new RefusedError(`the body is larger than ${Math.round(maxBytes / 1e5) / 10} MB`)
}
