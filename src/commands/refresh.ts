/** `almagest refresh`: visit the feeds that are due. */
import {everySubscription, subscriptionsOf} from '../config/subscriptions.ts'
import {count} from '../count.ts'
import {notPublic} from '../planet/address.ts'
import {isFailed} from '../planet/failed-visit.ts'
import {afterColon} from '../planet/sentence.ts'
import type {Store} from '../planet/store.ts'
import {warnOfTurned} from '../planet/turned.ts'
import type {RefreshReport, VisitReport} from '../refresh.ts'
import type {FeedState, Settings, Subscription} from '../types.ts'
import {columnWidth, inColumn} from './columns.ts'
import {type Command, overridesOf, UsageError} from './command.ts'
import {findFeed} from './find-feed.ts'
import type {Printer} from './printer.ts'
import {stoppable} from './stop.ts'
import {showDuration} from './words.ts'

export const command: Command = {
  name: 'refresh',
  usage: 'refresh [feed…]',
  summary: 'visit the feeds that are due, or those named by name or URL, and remember what they said',
  options: {force: {type: 'boolean', help: 'also feeds that are not due, even within the hour'}},
  async run({root, flags, words, print, now}) {
    const begun = performance.now()
    const [{readConfig}, {openPlanetStore}, {refreshPlanets}] = await Promise.all([
      import('../config.ts'),
      import('../project.ts'),
      import('../refresh.ts'),
    ])
    const {settings} = await readConfig(root, overridesOf(flags))
    const store = await openPlanetStore(settings)
    const wishes = {
      now,
      force: flags.force === true,
      onPicture: (url: string) => print.progress(`Pictures: ${url}`),
      onProgress: (visit: VisitReport, done: number, total: number) => print.progress(bar(done, total, visit.name)),
    }
    try {
      const only = await keysOf(words, settings, store)
      const report = await stoppable((signal) => refreshPlanets(settings, store, {...wishes, only, signal}))
      const {force} = wishes
      const held = force || report.visits.length === 0 ? await waitsAskedFor(report, settings, store, only, now()) : []
      printRefresh(print, report, performance.now() - begun, hintsFor(report, {force, held}))
      return report.visits.some(isFailed) ? 3 : 0
    } finally {
      await store.close()
    }
  },
}

/** The keys of the feeds that are named; undefined when none is. */
async function keysOf(words: readonly string[], settings: Settings, store: Store): Promise<string[] | undefined> {
  if (words.length === 0) return undefined
  const states = await store.states()
  return words.map((word) => findFollowed(word, settings, states).key)
}

/** The feed that is named, if it may be visited. */
function findFollowed(word: string, settings: Settings, states: readonly FeedState[]): Subscription {
  const found = findFeed(word, everySubscription(settings), states)
  if (!subscriptionsOf(settings).find(({key}) => key === found.key)!.disabled) return found
  throw new UsageError(
    `${found.name ?? found.url} is disabled in the config.`,
    'Take `disabled` away to have it visited.',
  )
}

/** Until when feeds that were not visited may not be asked, even by force; earliest first. */
async function waitsAskedFor(
  {visits, waiting}: RefreshReport,
  settings: Settings,
  store: Store,
  only: readonly string[] | undefined,
  now: string,
): Promise<readonly string[]> {
  if (waiting === 0) return []
  const left = new Set(only ?? subscriptionsOf(settings).flatMap(({key, disabled}) => (disabled ? [] : [key])))
  for (const {feed} of visits) left.delete(feed)
  const states = await store.states()
  return states
    .flatMap(({feed, visit: {notBefore = ''}}) => (left.has(feed) && notBefore > now ? [notBefore] : []))
    .sort()
}

function printRefresh(print: Printer, report: RefreshReport, milliseconds: number, hints: readonly string[]): void {
  print.report({...report, milliseconds: Math.round(milliseconds)})
  if (print.json) return
  const width = columnWidth(report.visits.map(({name}) => name))
  for (const visit of report.visits) print.line(`${mark(visit)} ${inColumn(visit.name, width)}  ${visit.note}`)
  const bad = report.visits.filter(isFailed).length
  const added = report.visits.reduce((sum, visit) => sum + visit.added, 0)
  const parts = [
    `${count(report.visits.length, 'feed')} visited`,
    `${count(added, 'new item')}`,
    `${bad} failed`,
    `${report.waiting} not due yet`,
    ...(report.pictures ? [count(report.pictures, 'picture')] : []),
  ]
  print.line(
    `${parts.join(', ')}, in ${showDuration(milliseconds)}.${report.stopped ? ' Stopped before the end.' : ''}`,
  )
  for (const hint of hints) print.line(`  → ${hint}`)
  print.problems(warnOfTurned(report.visits))
}

/** So many feeds that have moved are named. */
const shownMoves = 10

/** What a person may do now. */
function hintsFor(
  {visits, waiting}: RefreshReport,
  {force, held}: {readonly force: boolean; readonly held: readonly string[]},
): readonly string[] {
  const inside = visits.some(({status, note}) => status === 'refused' && note.includes(notPublic))
  const moves = visits.flatMap(({name, advice}) => (advice ? [`${name}: ${afterColon(advice)}`] : []))
  return [
    ...(inside ? ['A host of your own network is asked when `refresh.allow` in the config names it.'] : []),
    ...moves.slice(0, shownMoves),
    ...(moves.length > shownMoves
      ? [`… and ${moves.length - shownMoves} more; \`almagest feeds list\` has them all.`]
      : []),
    ...(held.length > 0 ? [waitHint(held)] : []),
    ...(visits.length === 0 && waiting > held.length && !force
      ? ['`almagest feeds list` says when each is due; `almagest refresh --force` does not wait for that.']
      : []),
  ]
}

function waitHint(held: readonly string[]): string {
  const until = `${held[0]!.slice(0, 16).replace('T', ' ')} UTC${held[0] === held.at(-1) ? '' : ' at the earliest'}`
  return `For ${count(held.length, 'feed')} a host has asked for a wait until ${until}, which \`--force\` keeps to as well.`
}

function mark(visit: VisitReport): string {
  if (isFailed(visit)) return '✗'
  if (visit.turned === 'quarantined') return '!'
  if (visit.status === 'gone') return '†'
  return visit.added ? '+' : '·'
}

function bar(done: number, total: number, name: string): string {
  const width = 24
  const full = total ? Math.round((done / total) * width) : width
  return `${'█'.repeat(full)}${'░'.repeat(width - full)} ${done}/${total} ${name}`
}
