/** The bytes of a listed file, and no others: what is made of them is kept under their digest. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {digestOfBytes} from '../digest-file.ts'
import type {Source} from '../types.ts'

/** A file is not what it was when the folder was listed. Whoever reads has to list again. */
export class ChangedFileError extends Error {
  /** Its path below the content folder. */
  readonly path: string

  constructor(path: string) {
    super(`${path} changed while it was read`)
    this.path = path
  }
}

/**
 * The bytes of a file below the folder `content`.
 * @throws {ChangedFileError} when they are others than those that were listed, or gone
 */
export function readSource(content: string, {path, digest}: Source): Buffer {
  const bytes = readIfThere(join(content, path))
  if (bytes === undefined || digestOfBytes(bytes) !== digest) throw new ChangedFileError(path)
  return bytes
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
