/** The one pipeline: content and memory in, files out. */
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {createContentReader} from './build/content.ts'
import {readPlanets} from './build/planet.ts'
import {createLister, type Stamps} from './content/sources.ts'
import {type Changes, publish} from './output.ts'
import {type Problem, ProblemsError} from './problem.ts'
import {manifestFile, type Project} from './project.ts'
import {feedsOf} from './site/feeds/index.ts'
import {pagesOf} from './site/outputs.ts'
import {toRedirects} from './site/redirects.ts'
import {termProblems} from './site/terms.ts'
import type {Site} from './types.ts'

/** What a build did. */
export interface BuildReport extends Changes {
  readonly read: {readonly posts: number; readonly pages: number; readonly feeds: number; readonly items: number}
  /** Warnings. What is no mere warning is thrown. */
  readonly problems: readonly Problem[]
  /** Runs of each step by its name: what could not be reused. */
  readonly ran: Readonly<Record<string, number>>
  /** When the site will change by itself: the next post that waits is due. */
  readonly nextChangeAt?: string
  readonly milliseconds: number
}

/**
 * Prepare a project for building.
 *
 * The function that comes back makes the output folder match content, theme and the planet's memory, every time it is
 * called. What a call learned makes the next one fast and is never needed for the next one to be right.
 * It throws `ProblemsError` with all problems at once, before anything is written.
 */
export function createBuild(project: Project): () => Promise<BuildReport> {
  const {settings, theme, cache, epoch} = project
  const sourcesFile = join(settings.state, 'sources.json')
  const list = createLister(settings.content, {stamps: readStamps(sourcesFile), project: settings.root})
  const readContent = createContentReader(project)

  return async function build() {
    const begun = performance.now()
    const content = await readContent(list())
    const rivers = await readPlanets(project, content)
    const site: Site = {
      settings,
      posts: content.posts,
      pages: content.pages,
      rivers,
      article: content.article,
      excerpt: content.excerpt,
    }
    const problems = [...list.problems(), ...content.problems, ...termProblems(site)]
    if (problems.some(({warning}) => !warning)) throw new ProblemsError(problems)
    const outputs = [
      ...content.files,
      ...toRedirects(content.redirects, settings.site),
      ...pagesOf(site, theme),
      ...feedsOf(site, (problem) => problems.push(problem)),
    ]
    const changes = await publish(settings.out, manifestFile(settings), epoch, outputs)
    const {ran} = cache.commit()
    writeStamps(sourcesFile, list.stamps())
    return {
      ...changes,
      read: countRead(site),
      problems,
      ran,
      ...(content.nextDue && {nextChangeAt: content.nextDue}),
      milliseconds: Math.round(performance.now() - begun),
    }
  }
}

function countRead({posts, pages, rivers}: Site): BuildReport['read'] {
  const feeds = rivers.flatMap((river) => river.feeds.filter(({own}) => !own))
  return {
    posts: posts.length,
    pages: pages.length,
    feeds: feeds.length,
    items: feeds.reduce((sum, {items}) => sum + items, 0),
  }
}

function readStamps(file: string): Stamps {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Stamps
  } catch {
    return {}
  }
}

function writeStamps(file: string, stamps: Stamps): void {
  const text = JSON.stringify(stamps)
  mkdirSync(join(file, '..'), {recursive: true})
  writeFileSync(file, text)
}
