/** `almagest feeds list`: every feed on one line. */
import type {FeedStatus} from '../../types.ts'
import {columnWidth, inColumn} from '../columns.ts'
import {allowWords, overridesOf} from '../command.ts'
import type {Work} from './work.ts'

export const work: Work = async ({root, flags, words, print, now}) => {
  allowWords('feeds list', words, 0)
  const [{readConfig}, {openPlanetStore}, {surveyPlanet}, {statusOf}] = await Promise.all([
    import('../../config.ts'),
    import('../../project.ts'),
    import('../../build/survey.ts'),
    import('../../planet/status.ts'),
  ])
  const {settings} = await readConfig(root, overridesOf(flags))
  const store = await openPlanetStore(settings)
  try {
    const memory = await store.read()
    const planets = settings.planets.map((planet) => {
      const {feeds, disabled, states} = surveyPlanet(settings, planet, memory, [], now())
      return {planet: planet.title, feeds: statusOf([...feeds, ...disabled], states)}
    })
    print.report({planets})
    for (const {planet, feeds} of planets) {
      if (planets.length > 1) print.line(`${planet}:`)
      const width = columnWidth(feeds.map(({feed}) => feed.name))
      for (const status of feeds) {
        print.line(lineOf(status, width))
        if (status.feed.advice) print.line(`  → ${status.feed.advice}`)
      }
    }
    return 0
  } finally {
    await store.close()
  }
}

const marks = {good: '·', new: '?', failing: '✗', gone: '†', quarantined: '!', off: '–'} as const

function lineOf({feed, due}: FeedStatus, width: number): string {
  const {name, health, note, items, newest} = feed
  const numbers = `${String(items).padStart(5)}  ${newest?.slice(0, 10) ?? '          '}`
  const next = due ? `next ${due.slice(0, 16).replace('T', ' ')}` : ''
  return `${marks[health]} ${inColumn(name, width)} ${numbers}  ${health === 'good' ? next : note}`.trimEnd()
}
