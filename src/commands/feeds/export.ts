/** `almagest feeds export`: what the planet follows, as OPML. */
import {existsSync, writeFileSync} from 'node:fs'
import {resolve} from 'node:path'
import {subscriptionsOf} from '../../config/subscriptions.ts'
import {count} from '../../count.ts'
import {writeOpml} from '../../planet/subscriptions/index.ts'
import {stateFiles} from '../../state-files.ts'
import type {Settings, Subscription} from '../../types.ts'
import {allowWords, overridesOf, UsageError} from '../command.ts'
import type {Work} from './work.ts'

export const work: Work = async ({root, flags, words, print}) => {
  allowWords('feeds export', words, 0)
  refuseOther(flags.to)
  const {readConfig} = await import('../../config.ts')
  const {settings} = await readConfig(root, overridesOf(flags))
  const followed = subscriptionsOf(settings).filter(({file}) => file === undefined)
  const feeds = await nameThem(followed, settings)
  const text = writeOpml(feeds, settings.planets[0]?.title)
  if (typeof flags.to !== 'string') {
    print.report({opml: text})
    print.line(text.trimEnd())
    return 0
  }
  writeFileSync(resolve(root, flags.to), text)
  print.report({feeds: feeds.length, file: flags.to})
  print.line(`Wrote ${count(feeds.length, 'feed')} to ${flags.to}.`)
  return 0
}

/** A file that another planet reads as its own must not hold OPML. */
function refuseOther(target: unknown): void {
  if (typeof target === 'string' && /\.(?:ini|cfg|conf|ya?ml|toml|json|csv)$/i.test(target))
    throw new UsageError(`Lists are written as OPML, which ${target} does not look like.`, 'Write --to feeds.opml.')
}

/** The feeds with the names they give themselves, as far as they were visited. Looking never makes the planet's memory. */
async function nameThem(feeds: readonly Subscription[], settings: Settings): Promise<readonly Subscription[]> {
  if (!existsSync(stateFiles(settings).memory)) return feeds
  const [{openPlanetStore}, {withWhatTheySay}] = await Promise.all([
    import('../../project.ts'),
    import('../../planet/feed-info.ts'),
  ])
  const store = await openPlanetStore(settings)
  try {
    return withWhatTheySay(feeds, await store.states())
  } finally {
    await store.close()
  }
}
