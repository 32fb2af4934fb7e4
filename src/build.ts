/** The one pipeline: content and memory in, files out. */
import {createAssembler} from './assemble.ts'
import type {Change} from './build/change.ts'
import {type Changes, publish} from './output.ts'
import type {Problem} from './problem.ts'
import {manifestFile, type Project} from './project.ts'
import type {Site} from './types.ts'

/** What a build did. */
export interface BuildReport extends Changes {
  readonly read: {readonly posts: number; readonly pages: number; readonly feeds: number; readonly items: number}
  /** Warnings. What is no mere warning is thrown. */
  readonly problems: readonly Problem[]
  /** Addresses that `permanence.json` holds now and did not before, and those it gave up. */
  readonly permanence: {readonly added: number; readonly removed: number}
  /** Runs of each step by its name: what could not be reused. */
  readonly ran: Readonly<Record<string, number>>
  /** When the site will change by itself: a post or a feed is due, or a post expires. It stands in `next-change.json`, too. */
  readonly nextChangeAt?: string
  /** Which of them, as a clause: `content/posts/soon.md is due`. */
  readonly nextChangeBecause?: string
  readonly milliseconds: number
}

/**
 * Prepare a project for building.
 *
 * The function that comes back makes the output folder match content, theme and the planet's memory, every time it is
 * called. It throws `ProblemsError` with all problems at once, before anything is written.
 */
export function createBuild(project: Project): () => Promise<BuildReport> {
  const {settings, epoch} = project
  const assemble = createAssembler(project)

  return async function build() {
    const begun = performance.now()
    const {site, outputs, problems, nextChange, record, remember} = await assemble()
    const changes = await publish(settings.out, manifestFile(settings), epoch, outputs)
    return {
      ...changes,
      read: countRead(site),
      problems,
      permanence: record(),
      ran: remember(),
      ...tellNext(nextChange),
      milliseconds: Math.round(performance.now() - begun),
    }
  }
}

/** The next change as a report tells it. */
export function tellNext(change: Change | undefined): Pick<BuildReport, 'nextChangeAt' | 'nextChangeBecause'> {
  return change ? {nextChangeAt: change.at, nextChangeBecause: change.because} : {}
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
