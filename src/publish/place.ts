/** Where a site is published, and where the state folder keeps what publishing must know about it. */
import {basename, join, relative} from 'node:path'
import {digest} from '../digest.ts'
import type {Settings} from '../types.ts'

/** Absolute paths. Each output folder has its own. */
export interface Place {
  /** The output folder. */
  readonly root: string
  /** What a build put into the output folder. */
  readonly manifest: string
  /** Folder of a publication that is under way. It does not exist at other times. */
  readonly work: string
  /** Held while something publishes here. */
  readonly lock: string
  /** What the hook was told of last. */
  readonly hook: string
}

/** Where the site of these settings is published. */
export function placeOfSite({out, state}: Pick<Settings, 'out' | 'state'>): Place {
  const name = `${basename(out)}-${digest(relative(state, out)).slice(0, 6)}`
  const work = join(state, `publish-${name}`)
  return {
    root: out,
    manifest: join(state, `manifest-${name}.json`),
    work,
    lock: `${work}.lock`,
    hook: join(state, `hook-${name}.json`),
  }
}

/** The path as file systems see it that know no difference of case or Unicode form. */
export function foldCase(path: string): string {
  // Most names have letters of one form alone.
  return (/^[\0-\x7f]*$/.test(path) ? path : path.normalize('NFC')).toLowerCase()
}
