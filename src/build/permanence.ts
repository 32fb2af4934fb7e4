/** Addresses and feed ids that were published once: remembered in `permanence.json`, and not lost unless somebody says so. */
import {join} from 'node:path'
import {makeId} from '../content/id.ts'
import {
  type Entry,
  feedAddress,
  isExample,
  type Ledger,
  openLedger,
  permanenceFile,
  podcastAddress,
  readLedger,
  writeLedger,
} from '../ledger.ts'
import {Problem} from '../problem.ts'
import {feedLinks} from '../site/feeds/index.ts'
import type {Redirect} from '../site/redirects/html.ts'
import {sourceFile} from '../site/source-file.ts'
import {decodePath, servedFile} from '../text.ts'
import {wallClock, writeSecond} from '../time.ts'
import type {Output, Settings, Site, Summary} from '../types.ts'
import {writeWhole} from '../whole-file.ts'

/** What comparing found. */
export interface Permanence {
  readonly problems: readonly Problem[]
  /** Write down the addresses and ids of a site that was published. Says how many are new and how many were given up. */
  record(): {readonly added: number; readonly removed: number}
}

/** What stands on the site, and what left it as it should. */
export interface Standing {
  readonly site: Site
  readonly redirects: readonly Redirect[]
  readonly outputs: readonly Output[]
  /** URLs of posts that expired. */
  readonly expired: readonly string[]
}

/** Compare a site with what was published of it before. Nothing is compared and recorded where the settings do not ask. */
export function comparePermanence(settings: Settings, standing: Standing): Permanence {
  if (!settings.permanence) return {problems: [], record: () => ({added: 0, removed: 0})}
  const file = join(settings.root, permanenceFile)
  const text = openLedger(settings.root)
  const {ledger: before, problems} = readLedger(text)
  const present = listPresent(settings, standing)
  const {site, redirects} = standing
  const moved = listMoved(settings, redirects)
  const written = redirects.filter(({implied}) => !implied)
  const stands = createStands(settings, standing, present, moved)
  const gone = new Set(Array.from(before.keys()).filter((url) => !stands(url)))
  const accepted = settings.permanence === 'accept'
  const losses = accepted
    ? []
    : [
        ...findLost(gone, before, present, listMoved(settings, written), findRenamed(gone, before, settings, site)),
        ...findNewIds(gone, before, present, moved),
      ]
  return {
    problems: [...problems, ...losses.map((loss) => mayBeWanted(loss, settings))],
    record() {
      const after = new Map([...before, ...Array.from(moved).filter(([url]) => before.has(url)), ...present])
      for (const url of gone) after.delete(url)
      const next = writeLedger(after)
      if (next !== text) writeWhole(file, next)
      const added = Array.from(after.keys()).filter((url) => !before.has(url)).length
      return {added, removed: before.size + added - after.size}
    },
  }
}

/** Posts, pages and the feeds of the blog and the planets. Lists and the files beside posts come and go. */
function listPresent(settings: Settings, {site}: Standing): Ledger {
  const {base} = settings.site
  const toEntry = (summary: Summary) =>
    [summary.url.slice(base.length), {of: sourceFile(settings, summary), ...idOf(summary)}] as const
  const roots = ['/', ...site.rivers.map((river) => river.settings.path)]
  const feeds = roots
    .flatMap((path) => feedLinks('', path))
    .map(({url}) => [url, feedIds(settings)[url] ?? {}] as const)
  return new Map<string, Entry>([...feeds, ...[...site.pages, ...site.posts].map(toEntry)])
}

/** What feeds and directories of podcasts know the blog by. */
function feedIds({site, blog: {podcast}}: Settings): Readonly<Record<string, Entry>> {
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

/** One problem for each post that left addresses behind, and one for each address that nothing has taken over. */
function findLost(
  gone: ReadonlySet<string>,
  before: Ledger,
  present: Ledger,
  written: Ledger,
  renamedTo: (url: string) => Entry | undefined,
): readonly Problem[] {
  if (gone.size === 0) return []
  const byId = new Map(Array.from(present.values(), (entry) => [entry.id, entry] as const))
  const bySource = new Map(Array.from(present.values(), (entry) => [entry.of, entry] as const))
  const found = Array.from(gone, (url) => {
    const {of, id} = before.get(url)!
    const same = (id && byId.get(id)) || (of && bySource.get(of)) || undefined
    const renamed = same ? undefined : renamedTo(url)
    return {url, was: before.get(url)!, now: same ?? renamed, renamed: renamed !== undefined}
  })
  const posts = [...Map.groupBy(found, ({url, now}) => now?.of ?? url).values()]
  const moved = posts.filter(([first]) => first!.now && !first!.renamed)
  const together = moved.length > fewMoves ? moved : []
  const others = posts.filter((lost) => !together.includes(lost))
  const problems = others.map((lost) => {
    const [{url, was, now, renamed}] = lost as [(typeof found)[0], ...typeof found]
    const urls = lost.map((each) => each.url)
    if (!was.of)
      return new Problem(`The feed ${url} would vanish. Readers are subscribed to it.`, {hint: 'Put it back'})
    if (!now) return vanished(url, was)
    const former = Array.from(written).flatMap(([from, {of}]) => (of === now.of ? [from] : []))
    const aliases = `\`${aliasLine([...former, ...urls])}\``
    const id = renamed && was.id ? ` and add \`id: ${JSON.stringify(was.id)}\`` : ''
    // A second field of one name could not be read.
    const hint = former.length > 0 ? `Replace its aliases by ${aliases}` : `Add ${aliases} to its front matter`
    return new Problem(`${urls.join(' and ')} would vanish: the address of this post is another now.`, {
      file: now.of,
      hint: hint + id,
    })
  })
  return together.length === 0 ? problems : [movedTogether(together[0]![0]!.url, together.length), ...problems]
}

/** More posts than that do not move one by one: the pattern of their addresses is another. */
const fewMoves = 5

function movedTogether(url: string, posts: number): Problem {
  const hint =
    'If the pattern of addresses is another now, name the one before: `blog: {formerPermalinks: ' +
    "'/:year/:month/:slug/'}`. A single post is mended by `aliases` in its front matter"
  return new Problem(`The addresses of ${posts} posts would vanish, ${url} among them: they are others now.`, {hint})
}

/**
 * Files that were renamed. An id tells the path and date that it was made from, so a new post of that very date is the one;
 * so is the only new post or page where only one is missing.
 */
function findRenamed(gone: ReadonlySet<string>, before: Ledger, settings: Settings, {posts, pages}: Site) {
  const {base, timeZone} = settings.site
  const fresh = [...posts, ...pages].filter(({url}) => !before.has(url.slice(base.length)))
  const lost = Array.from(gone).filter((url) => before.get(url)!.of)
  const folder = sourceFile(settings, {path: ''})
  const toEntry = (summary: Summary): Entry => ({of: sourceFile(settings, summary), ...idOf(summary)})
  return (url: string): Entry | undefined => {
    const {of, id} = before.get(url)!
    if (!of) return undefined
    const path = of.slice(folder.length)
    const sameDate = fresh.filter(({date}) => date && makeId(path, writeSecond(wallClock(date, timeZone))) === id)
    const found = sameDate.length > 0 ? sameDate : lost.length === 1 ? fresh : []
    return found.length === 1 ? toEntry(found[0]!) : undefined
  }
}

function vanished(url: string, {of}: Entry): Problem {
  const hint = `Bring the post back, or add \`${aliasLine([url])}\` to the one that takes its place`
  return new Problem(`${url} would vanish: its post is not published any more.`, {file: of, hint})
}

/** Posts that readers of feeds would take for new ones, though their address stands or leads on to where they are. */
function findNewIds(gone: ReadonlySet<string>, before: Ledger, present: Ledger, moved: Ledger): readonly Problem[] {
  const ids = new Set(Array.from(present.values(), ({id}) => id))
  const others = Array.from(before).filter(([url, {id}]) => id && !ids.has(id) && !gone.has(url))
  if (others.length === 0) return []
  const bySource = new Map(Array.from(present, ([url, entry]) => [entry.of, {url, ...entry}] as const))
  return others.flatMap(([url, {id}]) => {
    const heir = bySource.get(moved.get(url)?.of)
    // A post that took over the address of another had its own before; one that only moved is new where it is.
    const now = present.get(url) ?? (heir && !before.has(heir.url) ? heir : undefined)
    if (!now?.of || !now.id) return []
    return new Problem('The feed id of this post is another now: every reader would show it as new.', {
      file: now.of,
      hint: `Add \`id: ${JSON.stringify(id)}\` to its front matter`,
    })
  })
}

/** The problem with the way out beside the way back. Who tries things out is told that nobody was given the address. */
function mayBeWanted(loss: Problem, {site}: Settings): Problem {
  const when = isExample(site.url) ? `Nobody knows it while \`site.url\` is ${site.url}:` : 'If the change is wanted,'
  return {...loss, hint: `${loss.hint}. ${when} run \`almagest build --accept\`.`}
}

function aliasLine(urls: readonly string[]): string {
  return `aliases: [${urls.map((url) => (/^[\w/.%~-]+$/.test(url) ? url : JSON.stringify(url))).join(', ')}]`
}

function idOf({kind, id}: Summary): Entry {
  return kind === 'post' ? {id} : {}
}
