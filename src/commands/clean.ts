/** `almagest clean`: remove what a build can make again. */
import {existsSync, rmSync} from 'node:fs'
import {join, relative} from 'node:path'
import {count} from './build.ts'
import {buildOptions, type Command, overridesOf} from './command.ts'

/** Files in the state folder that cost a cold build and nothing else. The planet's memory is not among them. */
const disposable = ['cache.sqlite', 'cache.sqlite-wal', 'cache.sqlite-shm', 'sources.json', 'dev']

export const command: Command = {
  name: 'clean',
  usage: 'clean',
  summary: 'remove the built site and the cache; what the planet remembers stays',
  options: {out: buildOptions.out},
  async run({root, flags, print}) {
    const [{readConfig}, {unpublish}, {whileLocked}, {placeOf}] = await Promise.all([
      import('../config.ts'),
      import('../output.ts'),
      import('../lock.ts'),
      import('../publish/place.ts'),
    ])
    const {settings} = await readConfig(root, overridesOf(flags))
    const removed = await whileLocked(placeOf(settings).lock, {as: 'almagest clean'}, async () => unpublish(settings))
    const cache = disposable.map((name) => join(settings.state, name)).filter(existsSync)
    for (const path of cache) rmSync(path, {recursive: true})
    print.report({removed, cache: cache.map((path) => relative(root, path))})
    print.line(
      `Removed ${count(removed.length, 'file')} of ${relative(root, settings.out)}/ and the cache. What the planet remembers stays.`,
    )
    return 0
  },
}
