/** The one pipeline: content and memory in, files out. */
import {createAssembler} from './assemble.ts'
import type {Change} from './build/change.ts'
import {openLast, type Told} from './build/last.ts'
import {nothingRecorded, type Recorded} from './build/permanence.ts'
import {ChangedFileError} from './content/read-source.ts'
import {faultOf} from './faults.ts'
import {type LockWishes, whileLocked} from './lock.ts'
import {type Changes, lookAtFiles, publish} from './output.ts'
import {Problem, ProblemsError} from './problem.ts'
import type {Project} from './project.ts'
import {disk} from './publish/disk.ts'
import {recover} from './publish/journal.ts'
import type {Looking} from './publish/look-ahead.ts'
import {placeOfSite} from './publish/place.ts'
import {sourceFile} from './source-file.ts'
import type {Settings, Site, Source} from './types.ts'

/** What a build did. */
export interface BuildReport extends Changes {
  readonly read: {readonly posts: number; readonly pages: number; readonly feeds: number; readonly items: number}
  /** Posts and pages in it that readers would not see without `drafts` and `future`. Left out: none. */
  readonly hidden?: number
  /** Warnings. What is no mere warning is thrown. */
  readonly problems: readonly Problem[]
  /** Addresses that `permanence.json` holds now and did not before, and those it gave up. */
  readonly permanence: Recorded
  /** Runs of each step by its name: what could not be reused. */
  readonly ran: Readonly<Record<string, number>>
  /** When the site will change by itself: a post or a feed is due, or a post expires. It stands in `next-change.json`, too. */
  readonly nextChangeAt?: string
  /** Which of them, as a clause: `content/posts/soon.md is due`. */
  readonly nextChangeBecause?: string
  readonly milliseconds: number
}

/** What a caller may wish of one build. */
export interface BuildWishes extends LockWishes {
  /** Remove pages, however many, and even all. Default: false. */
  readonly force?: boolean | undefined
}

/**
 * Prepare a project for building.
 *
 * The function that comes back makes the output folder match content, theme and the planet's memory, every time it is
 * called. It throws `ProblemsError` with all problems at once, before anything is written, and `BusyError` when another
 * build is at work on the same output folder. What a build that died left undone is done before anything else.
 */
export function createBuild(project: Project): (wishes?: BuildWishes) => Promise<BuildReport> {
  const {settings, epoch} = project
  const assembler = createAssembler(project)
  const last = openLast(project)
  let first = true
  const place = placeOfSite(settings)

  return function build(wishes = {}) {
    return whileLocked(place.lock, wishes, () => buildUntilStill(wishes))
  }

  /** Files that change while they are read are listed again: no page is made of half a save. */
  async function buildUntilStill(wishes: BuildWishes): Promise<BuildReport> {
    for (let attempt = 1; ; attempt++)
      try {
        return await buildAlone(wishes)
      } catch (error) {
        if (!(error instanceof ChangedFileError)) throw error
        assembler.list.forget(error.path)
        if (attempt === mostAttempts) throw new ProblemsError([restless(error, settings)])
      }
  }

  async function buildAlone({force, signal}: BuildWishes): Promise<BuildReport> {
    const begun = performance.now()
    const took = () => ({milliseconds: Math.round(performance.now() - begun)})
    recover(disk, place)
    const sources = assembler.list()
    // What is wrong with the files that are none of them has to be told again.
    const known = assembler.list.problems().length === 0 ? last.recall(sources) : undefined
    if (known) {
      const problems = [...known.problems]
      remembered(assembler.rememberSources, problems)
      return {...nothing, ...toReport({...known, problems}), left: known.left, ...took()}
    }
    const looking = lookAtFiles(settings)
    try {
      return {...(await buildFrom(sources, looking.touched, {force, signal})), ...took()}
    } finally {
      await looking.stop()
    }
  }

  async function buildFrom(
    sources: readonly Source[],
    touched: Looking['touched'],
    {force, signal}: BuildWishes,
  ): Promise<Omit<BuildReport, 'milliseconds'>> {
    const {site, problems, nextChange, complete, remember} = await assembler.assemble(sources)
    const {outputs, record} = await complete()
    const read = countRead(site)
    const empty = read.posts + read.pages + read.items === 0
    const changes = await publish(settings, {epoch, outputs, touched, force, signal, empty})
    const hidden = countHidden(site)
    const told = {read, ...(hidden > 0 && {hidden}), problems: [...problems, ...changes.problems], nextChange}
    const permanence = record()
    const ran = remembered(() => {
      const ran = remember(first)
      last.remember(sources, told)
      return ran
    }, told.problems)
    first = false
    return {...changes, permanence, ...toReport(told), ran: ran ?? {}}
  }
}

/** So often a build begins anew when files change under its hands. */
const mostAttempts = 5

function restless({path}: ChangedFileError, settings: Settings): Problem {
  const file = sourceFile(settings, {path})
  return new Problem('The file changes faster than it can be read.', {file, hint: 'Build again when it is whole.'})
}

/** What a build learned only makes the next one faster: where it cannot be written, the site still stands. */
function remembered<Value>(remember: () => Value, problems: Problem[]): Value | undefined {
  try {
    return remember()
  } catch (error) {
    const fault = faultOf(error)
    if (!fault) throw error
    problems.push({...fault, warning: true})
    return undefined
  }
}

function toReport({
  read,
  hidden,
  problems,
  nextChange,
}: Told): Pick<BuildReport, 'read' | 'hidden' | 'problems' | 'nextChangeAt' | 'nextChangeBecause'> {
  return {read, ...(hidden && {hidden}), problems, ...tellNext(nextChange)}
}

/** What a build reports that had nothing to do. */
const nothing = {written: [], removed: [], same: 0, ran: {}, permanence: nothingRecorded}

/** The next change as a report tells it. */
export function tellNext(change: Change | undefined): Pick<BuildReport, 'nextChangeAt' | 'nextChangeBecause'> {
  return change ? {nextChangeAt: change.at, nextChangeBecause: change.because} : {}
}

function countHidden({settings: {blog}, posts, pages}: Site): number {
  return blog.drafts || blog.future ? [...posts, ...pages].filter(({hidden}) => hidden).length : 0
}

/** What went into a site, in numbers. */
export function countRead({posts, pages, rivers}: Site): BuildReport['read'] {
  const feeds = rivers.flatMap((river) => river.feeds.filter(({own}) => !own))
  return {
    posts: posts.length,
    pages: pages.length,
    feeds: feeds.length,
    items: feeds.reduce((sum, {items}) => sum + items, 0),
  }
}
