/** The names of files by their bytes: SHA-1 in 27 characters, whether a file is read whole or in pieces. */
import {createHash, hash} from 'node:crypto'
import {closeSync, openSync, readSync} from 'node:fs'

/** The digest of a file that holds these bytes. */
export function digestOfBytes(bytes: Uint8Array): string {
  return hash('sha1', bytes, 'base64url')
}

/** The digest of a file, read in pieces so that a film beside a post takes no memory; undefined if it just went away. */
export function digestOfFile(file: string): string | undefined {
  const hash = createHash('sha1')
  const piece = Buffer.allocUnsafe(1 << 16)
  try {
    const handle = openSync(file, 'r')
    try {
      for (let length = 1; length > 0; ) {
        length = readSync(handle, piece)
        hash.update(piece.subarray(0, length))
      }
    } finally {
      closeSync(handle)
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  return hash.digest('base64url')
}
