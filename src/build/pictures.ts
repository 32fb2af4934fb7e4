/** Pictures of others as files of the site: faces of sources, and what items show where a planet mirrors it. */
import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {faceUrl} from '../planet/faces.ts'
import type {Flow} from '../planet/flow.ts'
import {entryName} from '../planet/item-id.ts'
import type {Memory, Store} from '../planet/store.ts'
import {stateFiles} from '../state-files.ts'
import type {Entry, Output, PlanetSettings, Settings} from '../types.ts'
import type {OwnFaces} from './faces.ts'

/** What is kept of pictures: names of files by URL, and the URLs in items by `entryName`. */
export interface Album {
  readonly folder: string
  readonly files: ReadonlyMap<string, string>
  readonly inItems: ReadonlyMap<string, readonly string[]>
}

/** Pictures as one planet shows them. */
export interface Gallery {
  /** Paths of the faces that stand on this site, by the key of their feed. */
  readonly faces: ReadonlyMap<string, string>
  /** What the entry shows from this site in place of elsewhere: pairs of URL and path. */
  mirrored(entry: Entry): readonly (readonly [url: string, path: string])[]
  /** The files: of followed feeds and of items that are shown. */
  files(flow: Flow): readonly Output[]
}

/** Read what is kept. A file that somebody took away was never there. */
export async function openAlbum(settings: Settings, store: Store): Promise<Album> {
  const folder = stateFiles(settings).pictures
  const present = new Set(listFiles(folder))
  if (present.size === 0) return {folder, files: new Map(), inItems: new Map()}
  const files = new Map<string, string>()
  for (const [url, {file}] of await store.pictures.read()) if (file && present.has(file)) files.set(url, file)
  const mirrors = settings.planets.some(({mirrorImages}) => mirrorImages)
  const scans = mirrors ? await store.pictures.scans() : []
  return {folder, files, inItems: new Map(scans.map((scan) => [entryName(scan), scan.urls]))}
}

/** The pictures of one planet, under its own path. */
export function createGallery(
  {folder, files, inItems}: Album,
  {path, feeds, mirrorImages}: PlanetSettings,
  base: string,
  states: Memory['feeds'],
  own: Pick<OwnFaces, 'urlOf'>,
): Gallery {
  const byKey = new Map(states.map((state) => [state.feed, state]))
  const owned = new Map(feeds.flatMap((feed) => toPair(feed.key, own.urlOf(feed))))
  const faceFiles = feeds.flatMap((feed): [string, string][] => {
    const file = files.get(faceUrl(feed, byKey.get(feed.key)) ?? '')
    return owned.has(feed.key) ? [] : toPair(feed.key, file)
  })
  function filesOf(entry: Entry): readonly (readonly [url: string, file: string])[] {
    const urls = (mirrorImages && inItems.get(entryName(entry))) || []
    return urls.flatMap((url) => (files.has(url) ? [[url, files.get(url)!] as const] : []))
  }
  return {
    faces: new Map([...owned, ...faceFiles.map(([key, file]) => [key, `${base}${path}faces/${file}`] as const)]),
    mirrored: (entry) => filesOf(entry).map(([url, file]) => [url, `${base}${path}media/${file}`]),
    files(flow) {
      const entries = mirrorImages ? feeds.flatMap(({key}) => flow.entriesOf(key)) : []
      const media = entries.flatMap((entry) => filesOf(entry).map(([, file]) => `media/${file}`))
      const faces = faceFiles.map(([, file]) => `faces/${file}`)
      return [...new Set([...faces, ...media])].map((name) => toOutput(folder, path, name))
    },
  }
}

function toPair(key: string, value: string | undefined): [string, string][] {
  return value === undefined ? [] : [[key, value]]
}

function toOutput(folder: string, path: string, name: string): Output {
  const file = name.slice(name.indexOf('/') + 1)
  // The name of the file is made from its bytes.
  return {path: path.slice(1) + name, inputs: ['picture', file], draw: () => readFileSync(join(folder, file))}
}

function listFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => /^[0-9a-f]+\.[a-z]+$/.test(name))
  } catch {
    return []
  }
}
