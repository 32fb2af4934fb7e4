/** One turn of the schedule: refresh what is due, build, and tell the hook. No failure of one keeps the next from its work. */
import {createBuild} from '../build.ts'
import type {Overrides} from '../config/written.ts'
import {faultOf} from '../faults.ts'
import {ProblemsError, showProblem} from '../problem.ts'
import {openProject, type Project} from '../project.ts'
import {refreshPlanets} from '../refresh.ts'
import {type Log, type ScheduleEvent, toBuilt, toRefreshed} from './events.ts'
import {changedSinceHook, runHook} from './hook.ts'

/** What one turn does. */
export interface TurnOptions {
  /** Absolute path of the project. */
  readonly root: string
  readonly overrides: Overrides
  /** Command to run when the site has changed. Default: none. */
  readonly hook?: string | undefined
  readonly now: () => string
  readonly log: Log
  readonly signal: AbortSignal
}

/** What came of a turn. */
export interface Turn {
  /** When there is something to do again, as far as anybody knows. */
  readonly next?: string
  /** Something of ours failed: it should be tried again soon. */
  readonly failed: boolean
  /** Some feeds failed; they have times of their own. */
  readonly feedsFailed: boolean
}

/**
 * Take a turn. The project is opened for it and closed after it, so between turns nothing is held in memory, and config
 * and theme are as they are now. Failures are told to the log and never thrown.
 */
export async function takeTurn(options: TurnOptions): Promise<Turn> {
  const {root, overrides, now, log, signal} = options
  let next: string | undefined
  let feedsFailed = false
  const attempt = createAttempt(log, signal)
  const project = await attempt.run('build', () => openProject(root, overrides, now))
  if (!project) return {failed: attempt.failed(), feedsFailed}
  try {
    await attempt.run('refresh', async () => {
      const begun = performance.now()
      const report = await refreshPlanets(project.settings, await project.store(), {now, signal})
      const event = toRefreshed(report, performance.now() - begun)
      feedsFailed = event.event === 'refreshed' && event.failed.length > 0
      next = report.next
      log(event)
    })
    if (!signal.aborted)
      await attempt.run('build', async () => {
        const report = await createBuild(project)({wait: true, signal, as: 'almagest schedule'})
        next = earlier(next, report.nextChangeAt)
        log(toBuilt(report))
      })
    if (!signal.aborted) await attempt.run('hook', () => tellHook(project, options))
  } finally {
    await attempt.run('build', () => project.close())
  }
  return {...(next && {next}), failed: attempt.failed(), feedsFailed}
}

async function tellHook({settings}: Project, {hook, log, signal}: TurnOptions): Promise<void> {
  if (hook === undefined) return
  const paths = changedSinceHook(settings)
  if (paths.length === 0) return
  const begun = performance.now()
  const {good, message} = await runHook({command: hook, settings, paths, signal})
  if (!good) throw new Error(message)
  log({event: 'hooked', paths: paths.length, milliseconds: Math.round(performance.now() - begun)})
}

function createAttempt(log: Log, signal: AbortSignal) {
  let failed = false
  return {
    failed: () => failed,
    async run<Result>(
      what: Extract<ScheduleEvent, {event: 'failed'}>['what'],
      work: () => Promise<Result>,
    ): Promise<Result | undefined> {
      try {
        return await work()
      } catch (error) {
        // What was told to stop has not failed.
        if (signal.aborted && what !== 'hook') return undefined
        failed = true
        log({event: 'failed', what, message: wordsOf(error)})
        return undefined
      }
    },
  }
}

function wordsOf(error: unknown): string {
  if (error instanceof ProblemsError) return error.problems.map(showProblem).join('\n')
  const fault = faultOf(error)
  return fault ? showProblem(fault) : error instanceof Error ? error.message : String(error)
}

function earlier(one: string | undefined, other: string | undefined): string | undefined {
  return one === undefined || (other !== undefined && other < one) ? other : one
}
