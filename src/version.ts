/** Which Almagest this is. */
import {readFileSync} from 'node:fs'

let known: string | undefined

/** The version of the engine that is running, from its package.json. */
export function version(): string {
  // From src/ in the repository it is one folder up, from lib/src/ in the published package two.
  const file = new URL(import.meta.url.endsWith('.ts') ? '../package.json' : '../../package.json', import.meta.url)
  known ??= (JSON.parse(readFileSync(file, 'utf8')) as {version: string}).version
  return known
}
