/** What a text of the config must be, beyond its kind. */
import {permalinkTokens, readPath} from '../content/permalink.ts'

/** A path of folders with names as they are read, and none that is encoded. */
export function isOfFolders(path: string): boolean {
  return !path.includes('%') && 'path' in readPath(path)
}

/** A path of the site as it is written for one page: `/feed/`, `/index.rdf`. */
export function isPath(path: string): boolean {
  return path.startsWith('/') && 'path' in readPath(path)
}

/** A pattern of nothing but known names; another colon is a slip. */
export function hasKnownTokens(pattern: string): boolean {
  return Array.from(pattern.matchAll(/:([a-z]+)/g)).every(([, token]) => permalinkTokens.includes(token!))
}

/** The name of a character encoding. */
export function isEncoding(label: string): boolean {
  try {
    return Boolean(new TextDecoder(label))
  } catch {
    return false
  }
}

/** Libraries make schemas as objects or as functions. */
export function isStandardSchema(value: unknown): boolean {
  const standard = (value as {'~standard'?: {validate?: unknown}} | null | undefined)?.['~standard']
  return typeof standard?.validate === 'function'
}
