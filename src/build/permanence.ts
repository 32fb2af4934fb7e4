/** Addresses and feed ids that were published once: remembered in `permanence.json`, and not lost unless somebody says so. */
import {join} from 'node:path'
import {
  feedAddress,
  type Ledger,
  openLedger,
  permanenceFile,
  podcastAddress,
  type Remembered,
  readLedger,
  writeLedger,
} from '../ledger.ts'
import type {Problem} from '../problem.ts'
import {feedLinks} from '../site/feeds/index.ts'
import type {Redirect} from '../site/redirects/html.ts'
import {decodePath, servedFile} from '../text.ts'
import type {Output, Settings, Site, Summary} from '../types.ts'
import {writeWhole} from '../whole-file.ts'
import {type Compared, findLosses, listNewIds, listNewIdsOfGone, toRemembered} from './losses.ts'

/** What comparing found. */
export interface Permanence {
  readonly problems: readonly Problem[]
  /** Write down the addresses and ids of a site that was published. */
  record(): Recorded
}

/** What became of the addresses and ids on record. */
export interface Recorded {
  /** So many addresses are new. */
  readonly added: number
  /** So many were given up. */
  readonly removed: number
  /** Those, as paths below the root of the site. */
  readonly lost: readonly string[]
  /** Addresses of posts that were given another feed id. */
  readonly newIds: readonly string[]
}

/** Nothing new, and nothing lost. */
export const nothingRecorded: Recorded = {added: 0, removed: 0, lost: [], newIds: []}

/** What stands on the site, and what left it as it should. */
export interface Standing {
  readonly site: Site
  readonly redirects: readonly Redirect[]
  readonly outputs: readonly Output[]
  /** URLs of posts that expired, those they once had among them. */
  readonly expired: readonly string[]
  /** The post or page of a source file that is there and does not stand in the site. */
  readonly hidden: (file: string) => Summary | undefined
}

/** Compare a site with what was published of it before. Nothing is compared and recorded where the settings do not ask. */
export function comparePermanence(settings: Settings, standing: Standing): Permanence {
  if (!settings.permanence) return {problems: [], record: () => nothingRecorded}
  const file = join(settings.root, permanenceFile)
  const text = openLedger(settings.root)
  const {ledger: before, problems} = readLedger(text)
  const {redirects} = standing
  const present = listPresent(settings, standing)
  const moved = listMoved(settings, redirects)
  const aliases = redirects.filter(({implied}) => !implied)
  const stands = createStands(settings, standing, present, moved)
  const gone = new Set(Array.from(before.keys()).filter((url) => !stands(url)))
  const accepted = settings.permanence === 'accept'
  const compared = {before, gone, present, moved, written: listMoved(settings, aliases)}
  const losses = accepted ? [] : findLosses(compared, standing)
  return {
    problems: [...problems, ...losses],
    record() {
      const after = new Map([...before, ...moved, ...present])
      for (const url of gone) after.delete(url)
      const next = writeLedger(after)
      if (next !== text) writeWhole(file, next)
      const added = Array.from(after.keys()).filter((url) => !before.has(url)).length
      return {added, removed: gone.size, lost: [...gone], newIds: accepted ? newIds(compared) : []}
    },
  }
}

function newIds(compared: Compared): readonly string[] {
  return [...new Set([...listNewIds(compared).map(({url}) => url), ...listNewIdsOfGone(compared)])]
}

/** Posts, pages and the feeds of the blog and the planets. Lists and the files beside posts come and go. */
function listPresent(settings: Settings, {site}: Standing): Ledger {
  const {base} = settings.site
  const toPair = (summary: Summary) => [summary.url.slice(base.length), toRemembered(settings, summary)] as const
  const roots = ['/', ...site.rivers.map((river) => river.settings.path)]
  const feeds = roots
    .flatMap((path) => feedLinks('', path))
    .map(({url}) => [url, feedIds(settings)[url] ?? {}] as const)
  return new Map<string, Remembered>([...feeds, ...[...site.pages, ...site.posts].map(toPair)])
}

/** What feeds and directories of podcasts know the blog by. */
function feedIds({site, blog: {podcast}}: Settings): Readonly<Record<string, Remembered>> {
  return {[feedAddress]: {id: site.feed}, ...(podcast && {[podcastAddress]: {id: podcast.guid}})}
}

/** Former addresses, each with the source that leads on. */
function listMoved({site: {base}}: Settings, redirects: readonly Redirect[]): Ledger {
  return new Map(redirects.map(({from, source}) => [from.slice(base.length), {of: source}]))
}

/** Whether somebody who comes by an address finds what was there, is led on, or came too late as the author wished. */
function createStands({site}: Settings, {outputs, expired}: Standing, present: Ledger, moved: Ledger) {
  const files = new Set(outputs.map(({path}) => path))
  const over = new Set(expired)
  return (url: string): boolean => {
    if (present.has(url) || moved.has(url) || over.has(site.base + url)) return true
    return files.has(servedFile(decodePath(url)?.slice(1) ?? ''))
  }
}
