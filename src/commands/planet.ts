/** `almagest planet`: the planet's memory in its owner's hands. */
import {subscriptionsOf} from '../config/subscriptions.ts'
import type {Store} from '../planet/store.ts'
import type {Settings} from '../types.ts'
import {count} from './build.ts'
import {type Command, type Context, overridesOf, UsageError} from './command.ts'
import {findFeed} from './find-feed.ts'

type Work = (context: Context, settings: Settings, store: Store) => Promise<number>

const works: Readonly<Record<string, Work>> = {release}

export const command: Command = {
  name: 'planet',
  usage: 'planet release <feed>',
  summary: 'release a feed from quarantine',
  options: {},
  async run(context) {
    const [word = '', ...words] = context.words
    const work = Object.hasOwn(works, word) ? works[word] : undefined
    if (!work)
      throw new UsageError(`There is no \`almagest planet ${word}\`.`, `There is: ${Object.keys(works).join(', ')}.`)
    const [{readConfig}, {openPlanetStore}] = await Promise.all([import('../config.ts'), import('../project.ts')])
    const {settings} = await readConfig(context.root, overridesOf(context.flags))
    const store = await openPlanetStore(settings)
    try {
      return await work({...context, words}, settings, store)
    } finally {
      await store.close()
    }
  },
}

/** `almagest planet release <feed>`: what waited in quarantine comes into the river. */
async function release({words, print, now}: Context, settings: Settings, store: Store): Promise<number> {
  if (words.length === 0) throw new UsageError('Which feed?', 'Give its name or URL.')
  const {releaseFeed} = await import('../planet/amend.ts')
  const {feeds} = await store.read()
  const {key, name} = findFeed(words.join(' '), subscriptionsOf(settings), feeds)
  const called = name ?? feeds.find(({feed}) => feed === key)?.about.title ?? key
  const released = await releaseFeed(store, key, now())
  print.report({feed: key, ...released})
  if (released.status === 'released') print.line(`${called} is trusted again; ${count(released.items, 'item')} waited.`)
  else if (released.status === 'free') print.line(`${called} is not in quarantine.`)
  else print.error(`${called} is being visited at this moment. Try again in a minute.`)
  return released.status === 'busy' ? 3 : 0
}
