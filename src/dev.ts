/** The watch server: the same build in a loop, behind a small server that tells open pages. */
import {statSync} from 'node:fs'
import {join, relative} from 'node:path'
import {type BuildReport, createBuild} from './build.ts'
import type {Overrides} from './config.ts'
import {createLive} from './live.ts'
import {type Problem, ProblemsError, showProblem} from './problem.ts'
import {openProject, type Project} from './project.ts'
import {type Serving, serve} from './serve.ts'
import {watchAndRun} from './watch.ts'

export interface DevOptions extends Overrides {
  readonly port?: number
  readonly host?: string
  readonly now: () => string
  /** Called after every build that worked. */
  readonly onBuild: (report: BuildReport) => void
  /** Called after every build that did not: the last good site stays. */
  readonly onTrouble: (problems: readonly Problem[]) => void
}

export interface Dev {
  readonly url: string
  close(): Promise<void>
}

/**
 * Serve the project in `root` and follow its changes. The site is built apart from `dist`, with drafts and posts to come.
 * Resolves when the first build is done. Mistakes in config, theme or content never end it.
 */
export async function dev(root: string, options: DevOptions): Promise<Dev> {
  const out = join(root, '.almagest', 'dev')
  const live = createLive()
  let opened: Opened | undefined
  let serving: Serving | undefined
  let firstDone: () => void
  const first = new Promise<void>((done) => {
    firstDone = done
  })

  async function work(): Promise<void> {
    try {
      opened = await reopen(opened)
      const report = await opened.build()
      live.tell(report.written.length + report.removed.length > 0)
      options.onBuild(report)
    } catch (error) {
      const problems = error instanceof ProblemsError ? error.problems : [{message: String((error as Error).stack)}]
      live.tell(false, problems.map(showProblem).join('\n\n'))
      options.onTrouble(problems)
    }
    firstDone()
  }

  /** The project as it is, or opened anew when its config, theme or one of their helpers changed. */
  async function reopen(before: Opened | undefined): Promise<Opened> {
    if (before && before.stamp === stampOf(before.project.files)) return before
    await before?.project.close()
    opened = undefined
    const project = await openProject(root, {drafts: true, future: true, ...options, out}, options.now)
    watching.add(project.files)
    return {project, build: createBuild(project), stamp: stampOf(project.files)}
  }

  const watching = watchAndRun([root], (path) => isNoise(relative(root, path)), work)
  await first
  serving = await serve({
    root: out,
    base: opened?.project.settings.site.base ?? '',
    first: live.answer,
    inject: live.inject,
    ...pick(options),
  })
  return {
    url: serving.url,
    async close() {
      live.close()
      await watching.close()
      await serving?.close()
      await opened?.project.close()
    },
  }
}

interface Opened {
  readonly project: Project
  readonly build: () => Promise<BuildReport>
  readonly stamp: string
}

function stampOf(files: readonly string[]): string {
  return files.map((file) => statSync(file, {throwIfNoEntry: false})?.mtimeMs ?? 'gone').join()
}

/** What lies in a project without being part of the site's making. */
function isNoise(path: string): boolean {
  return /^(?:node_modules|\.git|\.almagest|dist)(?:[/\\]|$)/.test(path)
}

function pick({port, host}: DevOptions): {port?: number; host?: string} {
  return {...(port !== undefined && {port}), ...(host !== undefined && {host})}
}
