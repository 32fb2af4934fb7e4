/** `almagest clean`: remove what a build can make again. */
import {existsSync, readdirSync, rmSync} from 'node:fs'
import {basename, join, relative} from 'node:path'
import {count} from '../count.ts'
import {databaseFiles, stateFiles} from '../state-files.ts'
import type {Settings} from '../types.ts'
import {buildOptions, type Command, overridesOf} from './command.ts'

export const command: Command = {
  name: 'clean',
  usage: 'clean',
  summary: 'remove the built site and the cache; what the planet remembers stays',
  options: {out: buildOptions.out},
  async run({root, flags, print}) {
    const [{readConfig}, {published, unpublish}, {whileLocked}, {placeOfSite}] = await Promise.all([
      import('../config.ts'),
      import('../output.ts'),
      import('../lock.ts'),
      import('../publish/place.ts'),
    ])
    const {settings} = await readConfig(root, overridesOf(flags))
    const [removed, pictures] = await whileLocked(placeOfSite(settings).lock, {as: 'almagest clean'}, async () => {
      const unused = findUnused(settings, Array.from(published(settings).keys()))
      return [unpublish(settings), unused] as const
    })
    const cache = disposable(settings).filter(existsSync)
    for (const path of [...cache, ...pictures]) rmSync(path, {recursive: true})
    print.report({removed, cache: [...cache, ...pictures].map((path) => relative(root, path))})
    const copies = pictures.length ? `, ${count(pictures.length, 'copy')} of pictures that no page shows` : ''
    print.line(
      `Removed ${count(removed.length, 'file')} of ${relative(root, settings.out)}/${copies} and the cache. What the planet remembers stays.`,
    )
    return 0
  },
}

/** Files that cost a cold build and nothing else. */
function disposable(settings: Settings): readonly string[] {
  const {cache, sources, lastBuild} = stateFiles(settings)
  return [...databaseFiles(cache), sources, lastBuild]
}

/** Copies of pictures that the site did not show any more. They cost much to make: where nothing is published, all stay. */
function findUnused(settings: Settings, files: readonly string[]): readonly string[] {
  const shown = new Set(files.map((path) => basename(path)))
  const {copies, cards} = stateFiles(settings)
  const pictures = [copies, cards]
    .filter(existsSync)
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  const unused = pictures.filter((path) => /\.(?:avif|webp|png)$/.test(path) && !shown.has(basename(path)))
  return files.length > 0 ? unused : []
}
