/** Addresses and feed ids that would be lost: which, of what, and how each is mended. */
import {fileName} from '../content/address.ts'
import {isAddress, makeId} from '../content/id.ts'
import {isExample, type Ledger, type Remembered} from '../ledger.ts'
import {Problem} from '../problem.ts'
import {sourceFile, sourceFolder} from '../source-file.ts'
import {wallClock, writeSecond} from '../time.ts'
import type {Settings, Site, Summary} from '../types.ts'
import {namingSetting} from './named-redirects.ts'

/** A site beside what was published of it before. */
export interface Compared {
  readonly before: Ledger
  /** Addresses at which nothing would stand, and from which nothing leads on. */
  readonly gone: ReadonlySet<string>
  readonly present: Ledger
  /** Former addresses that lead on. */
  readonly moved: Ledger
  /** Those of them that a person wrote down. */
  readonly written: Ledger
}

/** An address that is gone. */
interface Lost {
  readonly url: string
  readonly was: Remembered
  /** What stood there, as it is now; undefined when it is nowhere. */
  readonly now: Remembered | undefined
  /** Its file has another name. */
  readonly renamed: boolean
}

/** What was found of the site as it is now. */
interface Found {
  readonly site: Site
  /** The post or page of a source file that is there and does not stand in the site. */
  readonly hidden: (file: string) => Summary | undefined
}

/** What explaining a loss looks up. */
interface Background extends Pick<Found, 'hidden'> {
  readonly timeZone: string
  /** The only new post or page, where only one is missing. */
  readonly perhaps: Remembered | undefined
  /** Former addresses that a person wrote down, by the source that they lead on to. */
  readonly formerOf: ReadonlyMap<string | undefined, readonly (readonly [from: string, Remembered])[]>
  /** Sources that stand where they stood. */
  readonly stayed: ReadonlySet<string | undefined>
}

/** What a person has to mend, or to accept. */
export function findLosses(compared: Compared, {site, hidden}: Found): readonly Problem[] {
  const losses = [...findLost(compared, site, hidden), ...findNewIds(compared)]
  return losses.map((loss) => mayBeWanted(loss, site.settings))
}

/** What is remembered of a post or page. */
export function toRemembered(settings: Settings, summary: Summary): Remembered {
  const {kind, id} = summary
  return {of: sourceFile(settings, summary), ...(kind === 'post' && {id})}
}

/** One problem for each post that left addresses behind, and one for each that nothing has taken over. */
function findLost(compared: Compared, site: Site, hidden: Found['hidden']): readonly Problem[] {
  const {gone, before, present} = compared
  if (gone.size === 0) return []
  const byId = new Map(Array.from(present.values(), (each) => [each.id, each] as const))
  const bySource = new Map(Array.from(present.values(), (each) => [each.of, each] as const))
  // Former addresses stand there without the id of their post.
  const ids = new Map(Array.from(before.values()).flatMap(({of, id}) => (of && id ? [[of, id] as const] : [])))
  const fresh = listFresh(before, site)
  const renamedTo = createRenames(fresh, site.settings, gone.size)
  const found = Array.from(gone, (url): Lost => {
    const {of, id = of && ids.get(of)} = before.get(url)!
    const was = {...(of && {of}), ...(id && {id})}
    const same = (id && byId.get(id)) || (of && bySource.get(of)) || undefined
    const renamed = same ? undefined : renamedTo(was)
    return {url, was, now: same ?? renamed, renamed: renamed !== undefined}
  })
  const posts = [...Map.groupBy(found, ({url, was, now}) => now?.of ?? was.of ?? url).values()]
  const missing = posts.filter(([first]) => first!.was.of && !first!.now)
  const perhaps = missing.length === 1 && fresh.length === 1 ? toRemembered(site.settings, fresh[0]!) : undefined
  const background: Background = {
    hidden,
    timeZone: site.settings.site.timeZone,
    perhaps,
    formerOf: Map.groupBy(compared.written, ([, {of}]) => of),
    stayed: new Set(Array.from(present).flatMap(([at, {of}]) => (before.has(at) ? [of] : []))),
  }
  const tell = (lost: readonly Lost[]) => explain(lost, compared, background)
  const [moved, others] = divide(posts, ([first]) => first!.now !== undefined && !first!.renamed)
  if (moved.length > fewMoves) return [movedTogether(moved[0]![0]!.url, moved.length), ...others.map(tell)]
  return posts.map(tell)
}

/** What a post, a page or a feed left behind: the same one for all. */
function explain(
  lost: readonly Lost[],
  {present, moved}: Compared,
  {formerOf, stayed, perhaps, hidden, timeZone}: Background,
): Problem {
  const {url, was, now} = lost[0]!
  if (!was.of) return new Problem(`The feed ${url} would vanish. Readers are subscribed to it.`, {hint: 'Put it back'})
  const urls = lost.map((each) => each.url)
  if (was.of === namingSetting) {
    const message = `${list(urls)} would vanish: \`${namingSetting}\` leads on from there no more.`
    return new Problem(message, {hint: 'Put it back'})
  }
  if (!now) return vanished(urls, was, perhaps, whyHidden(hidden(was.of), timeZone))
  if (urls.every((each) => present.has(`${each}/`) || moved.has(`${each}/`)))
    return new Problem(`${list(urls)} would vanish: there is a slash at the end now.`, {
      file: now.of,
      hint: 'Nearly every host leads there by itself',
    })
  const former = (formerOf.get(now.of) ?? []).map(([from]) => from)
  const aliases = `\`${aliasLine([...former, ...urls])}\``
  const other = now.id !== undefined && now.id !== was.id
  const id = was.id && other ? ` and add \`${isAddress(was.id) ? 'id' : 'guid'}: ${JSON.stringify(was.id)}\`` : ''
  // A second field of one name could not be read.
  const hint = former.length > 0 ? `Replace its aliases by ${aliases}` : `Add ${aliases} to its front matter`
  const why = stayed.has(now.of)
    ? 'nothing leads on from there to this post any more'
    : 'the address of this post is another now'
  return new Problem(`${list(urls)} would vanish: ${why}.`, {file: now.of, hint: hint + id})
}

/** Posts and pages that stand where nothing was published before. */
function listFresh(before: Ledger, {settings, posts, pages}: Site): readonly Summary[] {
  return [...posts, ...pages].filter(({url}) => !before.has(url.slice(settings.site.base.length)))
}

/** More posts than that do not move one by one: the pattern of their addresses is another. */
const fewMoves = 5

function movedTogether(url: string, posts: number): Problem {
  const hint =
    'If the pattern of addresses is another now, name the one before: `blog: {formerPermalinks: ' +
    "'/:year/:month/:slug/'}`. A single post is mended by `aliases` in its front matter"
  return new Problem(`The addresses of ${posts} posts would vanish, ${url} among them: they are others now.`, {hint})
}

/** Files that were renamed: an id tells the path and date that it was made from, so a new post of that very date is the one. */
function createRenames(fresh: readonly Summary[], settings: Settings, lost: number) {
  // Where a whole blog moved, a file is looked for among those of its name alone.
  const few = lost * fresh.length < 100_000
  const byName = Map.groupBy(fresh, ({path}) => fileName(path))
  const folder = `${sourceFolder(settings)}/`
  return ({of, id}: Remembered): Remembered | undefined => {
    if (!of) return undefined
    const path = of.slice(folder.length)
    const madeFor = (date: string) => makeId(path, writeSecond(wallClock(date, settings.site.timeZone)))
    const likely = few ? fresh : (byName.get(fileName(path)) ?? [])
    const found = likely.filter(({date}) => date && madeFor(date) === id)
    return found.length === 1 ? toRemembered(settings, found[0]!) : undefined
  }
}

/** Nothing says what became of a post; `perhaps` is the only new one where only this one is missing. */
function vanished(
  urls: readonly string[],
  {of}: Remembered,
  perhaps: Remembered | undefined,
  [is, back]: readonly [is: string, back: string],
): Problem {
  const whose = urls.length === 1 ? 'its' : 'their'
  const became = perhaps ? `: ${perhaps.of}, if it became that` : ''
  const hint = `${back}, or add \`${aliasLine(urls)}\` to the one that takes its place${became}`
  return new Problem(`${list(urls)} would vanish: ${whose} post ${is}.`, {file: of, hint})
}

/** What became of a post whose file is there, and what brings it back. One that expired left as it was meant to. */
function whyHidden(summary: Summary | undefined, timeZone: string): readonly [is: string, back: string] {
  if (summary?.hidden === 'draft') return ['is a draft now', 'Take `draft: true` out of its front matter']
  if (summary?.hidden !== 'future') return ['is not published any more', 'Bring the post back']
  return [`waits for its date, ${writeSecond(wallClock(summary.date, timeZone)).slice(0, 10)}`, 'Mend its date']
}

function findNewIds(compared: Compared): readonly Problem[] {
  return listNewIds(compared).map(
    ({of, id}) =>
      new Problem('The feed id of this post is another now: every reader would show it as new.', {
        file: of,
        hint: isAddress(id)
          ? `Add \`id: ${JSON.stringify(id)}\` to its front matter`
          : `Write \`guid: ${JSON.stringify(id)}\` in its front matter, and no \`id\``,
      }),
  )
}

/**
 * Posts that readers of feeds would take for new ones, though their address stands or leads on to where they are: with the id
 * that is on record. Of two that are on record with one id, either may get another.
 */
export function listNewIds({
  gone,
  before,
  present,
  moved,
}: Compared): readonly (Required<Remembered> & {url: string})[] {
  const others: (readonly [url: string, Remembered])[] = []
  for (const each of before) if (each[1].id && present.get(each[0])?.id !== each[1].id) others.push(each)
  if (others.length === 0) return []
  const ids = new Set(Array.from(present.values(), ({id}) => id))
  const suspects = others.filter(([url, {of, id}]) => !gone.has(url) && (!ids.has(id) || present.get(url)?.of === of))
  const bySource = new Map(Array.from(present, ([url, remembered]) => [remembered.of, {url, ...remembered}] as const))
  const kept = new Set(Array.from(before).flatMap(([url, {id}]) => (present.get(url)?.id === id ? id! : [])))
  return suspects.flatMap(([url, {id}]) => {
    const heir = bySource.get(moved.get(url)?.of)
    // A post that took over the address of another had its own before; one that only moved is new where it is.
    const now = present.get(url) ?? (heir && !before.has(heir.url) ? heir : undefined)
    return now?.of && now.id && !kept.has(id!) ? {url, of: now.of, id: id!} : []
  })
}

/** Where posts stand now whose address is given up and whose feed id is another than the one on record. */
export function listNewIdsOfGone({gone, before, present}: Compared): readonly string[] {
  if (gone.size === 0) return []
  const bySource = new Map(Array.from(present, ([url, {of, id}]) => [of, {url, id}] as const))
  const ids = new Set(Array.from(present.values(), ({id}) => id))
  const urls = Array.from(gone, (url) => {
    const {of, id} = before.get(url)!
    const now = of && id && !ids.has(id) ? bySource.get(of) : undefined
    return now?.id ? now.url : undefined
  })
  return [...new Set(urls.filter((url) => url !== undefined))]
}

/** The problem with the way out beside the way back. Who tries things out is told that nobody was given the address. */
function mayBeWanted(loss: Problem, {site}: Settings): Problem {
  const when = isExample(site.url) ? `Nobody knows it while \`site.url\` is ${site.url}:` : 'If the change is wanted,'
  return {...loss, hint: `${loss.hint}. ${when} run \`almagest build --accept\`.`}
}

function list(urls: readonly string[]): string {
  return urls.length === 1 ? urls[0]! : `${urls.slice(0, -1).join(', ')} and ${urls.at(-1)}`
}

function aliasLine(urls: readonly string[]): string {
  return `aliases: [${urls.map((url) => (/^[\w/.%~-]+$/.test(url) ? url : JSON.stringify(url))).join(', ')}]`
}

function divide<Item>(items: readonly Item[], first: (item: Item) => boolean): readonly [Item[], Item[]] {
  return [items.filter(first), items.filter((item) => !first(item))]
}
