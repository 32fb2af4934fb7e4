/** Sound and film by the names of their files. */
import {extname} from 'node:path'

/** Media types of sound and film, by extension. */
export const soundAndFilm: Readonly<Record<string, string>> = {
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.aac': 'audio/aac',
  '.ogg': 'audio/ogg',
  '.oga': 'audio/ogg',
  '.opus': 'audio/ogg',
  '.flac': 'audio/flac',
  '.wav': 'audio/wav',
  '.mp4': 'video/mp4',
  '.m4v': 'video/mp4',
  '.mov': 'video/quicktime',
  '.webm': 'video/webm',
  '.ogv': 'video/ogg',
}

/** The value in a table by extension for the file that a URL or path names; undefined where there is none. */
export function byExtension(table: Readonly<Record<string, string>>, url: string): string | undefined {
  const extension = extname(url.replace(/[?#].*$/s, '')).toLowerCase()
  return Object.hasOwn(table, extension) ? table[extension] : undefined
}
