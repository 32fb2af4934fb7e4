/** Gzip as hosts send it: one member or several, and sometimes rubbish behind them (RFC 1952). */
import {promisify} from 'node:util'
import zlib from 'node:zlib'

const unzip: (body: Buffer, options: zlib.ZlibOptions) => Promise<Buffer> = promisify(zlib.gunzip)

/** What zlib says of bytes behind a member that are not the head of another one. */
const noHeader = /^(?:incorrect header check|unknown compression method|unknown header flags set)$/

/**
 * Unpack. Bytes that follow the last member and are none are passed over, as browsers do. Rejects with the error of zlib
 * when a member is damaged or cut off, or its output is larger than `maxOutputLength`.
 */
export async function gunzip(body: Buffer, options: {readonly maxOutputLength: number}): Promise<Buffer> {
  try {
    return await unzip(body, options)
  } catch (error) {
    if (!noHeader.test((error as Error).message)) throw error
    const whole = await wholeMembers(body, options)
    if (whole.length === 0) throw error
    return Buffer.concat(whole)
  }
}

/** The members before the rubbish, each with its checksum looked at: zlib drops the end of its output with the error. */
async function wholeMembers(body: Buffer, options: zlib.ZlibOptions): Promise<readonly Buffer[]> {
  const members: Buffer[] = []
  for (let start = 0; isMember(body, start); ) {
    const data = dataOf(body, start)
    const {output, length} = await inflate(body.subarray(data), options)
    const end = data + length
    if (end + 8 > body.length || body.readUInt32LE(end) !== zlib.crc32(output)) throw new Error('damaged member')
    members.push(output)
    start = end + 8
  }
  return members
}

function isMember(body: Buffer, start: number): boolean {
  return body[start] === 0x1f && body[start + 1] === 0x8b && body[start + 2] === 8 && body[start + 3]! < 32
}

/** Where the compressed data of a member begins: behind the fields that its flags announce (RFC 1952 section 2.3). */
function dataOf(body: Buffer, start: number): number {
  const flags = body[start + 3]!
  let at = start + 10
  if (flags & 4) at += 2 + (body[at] ?? 0) + 256 * (body[at + 1] ?? 0)
  for (const text of [8, 16]) if (flags & text) at = body.indexOf(0, at) + 1 || body.length
  return flags & 2 ? at + 2 : at
}

/** Inflate what begins the bytes; gives how many of them that were. */
function inflate(bytes: Buffer, options: zlib.ZlibOptions): Promise<{output: Buffer; length: number}> {
  const {promise, resolve, reject} = Promise.withResolvers<{output: Buffer; length: number}>()
  zlib.inflateRaw(bytes, {...options, info: true}, (error, result) => {
    if (error) return reject(error)
    const {buffer, engine} = result as unknown as {buffer: Buffer; engine: zlib.InflateRaw}
    resolve({output: buffer, length: engine.bytesWritten})
  })
  return promise
}
