/** `almagest rollback`: show readers an earlier release. */
import {allowWords, buildOptions, type Command, overridesOf, UsageError} from './command.ts'

export const command: Command = {
  name: 'rollback',
  usage: 'rollback [release]',
  summary: 'show readers the release before this one, or the one you name; the next build makes a new one',
  options: {out: buildOptions.out},
  async run({root, flags, words, print}) {
    allowWords('rollback', words, 1)
    const [{readConfig}, {whileLocked}, {placeOfSite}, {listReleases, rollBack}] = await Promise.all([
      import('../config.ts'),
      import('../lock.ts'),
      import('../publish/place.ts'),
      import('../publish/releases.ts'),
    ])
    const {settings} = await readConfig(root, overridesOf(flags))
    if (settings.publish.mode !== 'releases')
      throw new UsageError('This site keeps no releases.', "Write `publish: {mode: 'releases'}` into the config.")
    const place = placeOfSite(settings)
    return whileLocked(place.lock, {as: 'almagest rollback'}, async () => {
      const from = listReleases(place).current
      const to = rollBack(place, words[0])
      print.report({from, to})
      print.line(`Readers see release ${Number(to)} now${from === undefined ? '' : `, not ${Number(from)}`}.`)
      return 0
    })
  },
}
