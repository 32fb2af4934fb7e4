/** What others wrote, made ready for the pages: read from the store, merged into rivers, made safe when asked for. */
import {alsoIn} from '../planet/also-in.ts'
import {matches, type Rules} from '../planet/filter.ts'
import type {Flow} from '../planet/flow.ts'
import {statusOf} from '../planet/status.ts'
import type {Memory, Store} from '../planet/store.ts'
import {createWhy} from '../planet/why.ts'
import type {Project} from '../project.ts'
import {never} from '../time.ts'
import type {Entry, FeedHead, FeedInfo, Item, Later, Noted, PlanetSettings, River, Story, Summary} from '../types.ts'
import type {Content} from './content.ts'
import {takeInFiles, warnOfFiles} from './disk-feeds.ts'
import {findFaces, type OwnFaces} from './faces.ts'
import {type Album, createGallery, type Gallery, openAlbum} from './pictures.ts'
import {surveyPlanet} from './survey.ts'

/** One river for every planet of the project. Feeds on disk that changed are taken into the store first. */
export async function readPlanets(project: Project, content: Content): Promise<Noted<readonly River[]>> {
  const {settings, now} = project
  if (settings.planets.length === 0) return {value: [], problems: []}
  const store = await project.store()
  await takeInFiles(settings, store, now)
  const memory = await store.read()
  const album = await openAlbum(settings, store)
  const faces = findFaces(settings, content.files)
  return {
    value: settings.planets.map((planet) => readPlanet(project, store, memory, {album, faces}, content, planet)),
    problems: [...warnOfFiles(settings, memory.feeds), ...faces.problems],
  }
}

function readPlanet(
  project: Project,
  store: Store,
  memory: Memory,
  {album, faces}: {readonly album: Album; readonly faces: OwnFaces},
  {posts, article}: Content,
  planet: PlanetSettings,
): River {
  const gallery = createGallery(album, planet, project.settings.site.base, memory.feeds, faces)
  const survey = surveyPlanet(project.settings, planet, memory, posts, project.now(), gallery.faces)
  const {feeds, disabled, states, flow, own} = survey
  const heads = feeds.map(headOf)
  const makeItem = createItems(project, store, planet, flow, heads, gallery)
  const why = createWhy(survey)
  return {
    settings: withoutFunctions({...planet, feeds: planet.feeds.map(withoutFunctions)}),
    feeds,
    heads,
    stories: flow.stories,
    entries: ({key}) => flow.entriesOf(key),
    pictures: gallery.files(flow),
    apart: why.apart,
    status: () => statusOf([...feeds, ...disabled], states),
    ...nextVisit(planet, states, project.now()),
    item(entry) {
      const summary = own.get(entry)
      return makeItem(entry, summary && {summary, article: article(summary)})
    },
  }
}

/** When the next feed is due; one that was never visited is due now. */
function nextVisit({feeds}: PlanetSettings, states: Memory['feeds'], now: string): Pick<River, 'due'> {
  const times = new Map(states.map(({feed, due}) => [feed, due]))
  const asked = feeds.filter(({file, disabled}) => file === undefined && !disabled)
  const [due = never] = asked.map(({key}) => times.get(key) ?? now).sort()
  return due < never ? {due} : {}
}

interface OwnPost {
  readonly summary: Summary
  readonly article: ReturnType<Content['article']>
}

/** The function that makes an entry safe, once for all builds in which neither it nor what is said of its feed changes. */
function createItems(
  {cache, now, settings: {refresh}}: Project,
  store: Store,
  planet: PlanetSettings,
  {stories}: Flow,
  feeds: readonly FeedHead[],
  {mirrored}: Gallery,
): (entry: Entry, own?: OwnPost) => Later<Item | undefined> {
  const heads = new Map(feeds.map((feed) => [feed.key, feed]))
  const subscriptions = new Map(planet.feeds.map((subscription) => [subscription.key, subscription]))
  const byEntry = new Map<Entry, Story>(stories.map((story) => [story.entry, story]))

  return (entry, own) => {
    const feed = heads.get(entry.feed)!
    const story = byEntry.get(entry)
    const also = story ? alsoIn(story, heads) : []
    if (own)
      return cache.memo('own item', [entry, feed, also, own.article], async () => {
        const [{ownItem}, {makeGuest}] = await Promise.all([import('../planet/item.ts'), import('../site/portable.ts')])
        return ownItem(entry, makeGuest((await own.article.value()).html, own.summary.url), {feed, also})
      })
    const subscription = subscriptions.get(entry.feed)
    const {lastSeen, missing, updatedClaim, hashChanges, ...told} = entry
    const rules = [planet.keep, planet.drop, subscription && withoutFunctions(subscription)]
    const ages = agesOf([planet, subscription ?? {}], entry, now())
    const pictures = mirrored(entry)
    return cache.memo('item', [told, feed, also, rules, ages, pictures, refresh.allow], async () => {
      const [body] = await store.bodies([entry])
      const [{toItem}, {allowHosts}] = await Promise.all([import('../planet/item.ts'), import('../planet/address.ts')])
      const here = new Map(pictures)
      return toItem(entry, body, {
        feed,
        also,
        settings: planet,
        now: now(),
        allowed: allowHosts(refresh.allow),
        ...(subscription && {subscription}),
        ...(here.size > 0 && {picture: (url) => here.get(url) ?? url}),
      })
    })
  }
}

/** What rules by age say of an entry now: it is made anew on the day on which one of them changes its mind. */
function agesOf(all: readonly Rules[], entry: Entry, now: string): readonly boolean[] {
  return all
    .flatMap(({keep, drop}) => [keep, drop])
    .flatMap(({olderThan, youngerThan} = {}) => [
      ...(olderThan === undefined ? [] : [matches({olderThan}, entry, now)]),
      ...(youngerThan === undefined ? [] : [matches({youngerThan}, entry, now)]),
    ])
}

function headOf({key, id, name, url, feedUrl, language, face, group, tags, page, own}: FeedInfo): FeedHead {
  return {
    key,
    name,
    tags,
    page,
    own,
    ...(id !== undefined && {id}),
    ...(url !== undefined && {url}),
    ...(feedUrl !== undefined && {feedUrl}),
    ...(language !== undefined && {language}),
    ...(face !== undefined && {face}),
    ...(group !== undefined && {group}),
  }
}

/** Settings as pages may see them: filters are the build's business, and their text is part of the epoch. */
function withoutFunctions<Settings extends object>(settings: Settings): Settings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => typeof value !== 'function')) as Settings
}
