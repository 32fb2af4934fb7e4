/** The project that the watch server shows: opened anew when something that it is made of has changed. */
import {type Assembler, createAssembler} from '../assemble.ts'
import type {Overrides} from '../config/written.ts'
import {haveChanged} from '../marks.ts'
import {forgetModules} from '../modules.ts'
import {openProject, type Project} from '../project.ts'
import {type RefreshReport, refreshPlanets} from '../refresh.ts'
import {noiseOf} from './noise.ts'

/** A project at hand. */
export interface Opened {
  readonly project: Project
  readonly assembler: Assembler
  /** Whether a path is none of its business. */
  readonly isNoise: (path: string) => boolean
  readonly drafts: boolean
}

/** Opens a project again and again. */
export interface Opener {
  /** The one that was opened last. */
  current(): Opened | undefined
  /**
   * The project as it is, or opened anew when its config, its theme, one of their helpers or the wish for drafts has changed.
   * @throws {ProblemsError} when its config or theme has mistakes
   */
  open(drafts: boolean): Promise<Opened>
  /** Open it anew next time, whatever seems to be the same. */
  forget(): void
  /** Visit the feeds that are due; one visit goes on at a time. */
  refresh(): Promise<RefreshReport | undefined>
  close(): Promise<void>
}

/** Prepare to open the project in `root`. */
export function createOpener(root: string, overrides: Overrides, now: () => string): Opener {
  let opened: Opened | undefined
  let retired: Project | undefined
  let forgotten = false
  let visit: Promise<RefreshReport> | undefined
  const leaving: Promise<void>[] = []
  const stopping = new AbortController()

  async function open(drafts: boolean): Promise<Opened> {
    if (opened?.drafts === drafts && !forgotten && !haveChanged(opened.project.files)) return opened
    forgotten = false
    const project = await openProject(root, {...overrides, drafts, future: drafts}, now)
    // Pages of the old one may be on their way still.
    leave(retired)
    retired = opened?.project
    const {settings} = project
    opened = {project, assembler: createAssembler(project), isNoise: noiseOf(root, settings), drafts}
    return opened
  }

  /** A visit may be writing into its memory. */
  function leave(project: Project | undefined): void {
    if (project) leaving.push(Promise.allSettled([visit]).then(() => project.close()))
  }

  async function visitFeeds({settings, store}: Project): Promise<RefreshReport> {
    return refreshPlanets(settings, await store(), {now, signal: stopping.signal})
  }

  return {
    current: () => opened,
    open,
    forget() {
      forgetModules()
      forgotten = true
    },
    async refresh() {
      if (!opened) return undefined
      visit ??= visitFeeds(opened.project).finally(() => {
        visit = undefined
      })
      return visit
    },
    async close() {
      stopping.abort()
      leave(retired)
      leave(opened?.project)
      await Promise.all(leaving)
    },
  }
}
