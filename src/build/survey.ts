/** What can be said of a planet before anything of it is drawn: the site's own posts among what is remembered. */
import {createLister} from '../content/sources.ts'
import {disabledInfos, feedInfos} from '../planet/feed-info.ts'
import {flow} from '../planet/flow.ts'
import {ownEntry} from '../planet/own.ts'
import type {Memory} from '../planet/store.ts'
import {createWhy, type Knowledge, type Why} from '../planet/why.ts'
import type {Project} from '../project.ts'
import type {Entry, PlanetSettings, Settings, Summary} from '../types.ts'
import {createContentReader} from './content.ts'
import {takeInFiles} from './disk-feeds.ts'

/** All that is known of one planet. */
export interface Survey extends Knowledge {
  /** The site's own posts by the entries that stand for them. */
  readonly own: ReadonlyMap<Entry, Summary>
}

/** Put what is remembered and what the author wrote together for one planet. */
export function surveyPlanet(
  {site}: Settings,
  planet: PlanetSettings,
  {feeds: states, entries}: Memory,
  posts: readonly Summary[],
  now: string,
  faces: ReadonlyMap<string, string> = new Map(),
): Survey {
  const origin = site.url.slice(0, site.url.length - site.base.length)
  const own = new Map(planet.includeOwn ? posts.map((summary) => [ownEntry(summary, origin), summary]) : [])
  const flowed = flow({settings: planet, states, entries, own: [...own.keys()], now})
  const feeds = feedInfos({
    settings: planet,
    states,
    base: site.base,
    faces,
    entriesOf: flowed.entriesOf,
    ...(planet.includeOwn && {own: {...site, url: `${site.url}/`}}),
  })
  const disabled = disabledInfos({settings: planet, states, base: site.base})
  return {settings: planet, feeds, disabled, states, entries: [...entries, ...own.keys()], flow: flowed, own}
}

/** The voices of the project's planets, in their order. Problems of the content stop nobody from asking. */
export async function openWhy(project: Project): Promise<readonly {readonly title: string; readonly why: Why}[]> {
  const {settings, now} = project
  const list = createLister(settings.content, {project: settings.root})
  const {posts} = await createContentReader(project)(list())
  const store = await project.store()
  await takeInFiles(settings, store, now)
  const memory = await store.read()
  return settings.planets.map((planet) => ({
    title: planet.title,
    why: createWhy(surveyPlanet(settings, planet, memory, posts, now())),
  }))
}
