/** What changes in a project without being part of the site's making. */
import {join} from 'node:path'
import {placeOfSite} from '../publish/place.ts'
import {madeHere} from '../publish/releases.ts'
import type {Settings} from '../types.ts'
import {isWithin} from '../within.ts'

/**
 * Tells whether nobody need look when a path changes, or anything below it: the site itself wherever it goes, what Almagest
 * remembers, and what other programs keep. Every other folder may hold a helper of the config or the theme. Default
 * `settings`: those of a config that says nothing, for one that cannot be read yet.
 */
export function noiseOf(
  root: string,
  settings: Pick<Settings, 'out' | 'state'> = {out: join(root, 'dist'), state: join(root, '.almagest')},
): (path: string) => boolean {
  const others = ['node_modules', '.git'].map((name) => join(root, name))
  const folders = [settings.state, ...madeHere(placeOfSite(settings)), ...others]
  return (path) => folders.some((folder) => isWithin(path, folder))
}
