/** Small files that one run leaves for the next: written whole, and read as far as they can be. */
import {existsSync, mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs'
import {dirname} from 'node:path'

/** The text of a file; undefined when there is none that can be read. */
export function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/** The text of a file that matters; undefined when there is none. What else keeps it from being read is thrown with its path. */
export function readNamed(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    // A folder that is read as a file is not named by the system.
    throw Object.assign(error as Error, {path: file})
  }
}

/** What a file holds as JSON; undefined when it is missing or torn. That the rest is of this shape, its writer answers for. */
export function readJson<Value>(file: string): Value | undefined {
  return parseJson(readText(file))
}

/** The value of a text as JSON; undefined when it is none. */
export function parseJson<Value>(text: string | undefined): Value | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Value)
  } catch {
    return undefined
  }
}

/**
 * Write a file, folders included, so that readers see the old one or the new one, never half of one. Of two processes that
 * write at once the later one wins.
 */
export function writeWhole(file: string, body: string | Uint8Array): void {
  const next = `${file}.${process.pid}.new`
  mkdirSync(dirname(file), {recursive: true})
  writeFileSync(next, body)
  renameSync(next, file)
}

/** The bytes of a file that always come out the same: those that stand there, or those that are made, which stand there then. */
export async function makeOnce(file: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
  if (existsSync(file)) return readFileSync(file)
  const bytes = await make()
  writeWhole(file, bytes)
  return bytes
}
