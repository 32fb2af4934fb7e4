/** The watch server: the site put together again after every change, drawn page by page as somebody looks. */
import {statSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'
import {type Assembler, type Assembly, createAssembler} from '../assemble.ts'
import {type BuildReport, countRead, tellNext} from '../build.ts'
import type {Overrides} from '../config/written.ts'
import {ChangedFileError} from '../content/read-source.ts'
import type {Problem} from '../problem.ts'
import {openProject, type Project} from '../project.ts'
import {type RefreshReport, refreshPlanets} from '../refresh.ts'
import type {Source} from '../types.ts'
import {createDrawer} from './drawer.ts'
import {openInEditor} from './editor.ts'
import {createHub} from './hub.ts'
import {noiseOf} from './noise.ts'
import {type Serving, serve} from './serve.ts'
import {problemsOf, type Trouble, toTrouble} from './trouble.ts'
import {watchAndRun} from './watch.ts'

/** What came of one change. */
export interface DevReport
  extends Pick<BuildReport, 'read' | 'problems' | 'nextChangeAt' | 'nextChangeBecause' | 'milliseconds'> {
  readonly drafts: boolean
}

export interface DevOptions extends Overrides {
  /** First port to try. Default: 4321. */
  readonly port?: number
  /** Address to listen on. Default: 127.0.0.1. */
  readonly host?: string
  readonly now: () => string
  /** Called whenever the site was put together; a second look at the start that finds nothing new is not told. */
  readonly onBuild: (report: DevReport) => void
  /** Called whenever it could not be: the last good one stays. */
  readonly onTrouble: (problems: readonly Problem[]) => void
  /** Called when the files are too many to be watched and are looked at again and again instead. */
  readonly onPolling?: () => void
}

export interface Dev {
  readonly url: string
  /** Show or hide drafts and posts to come. */
  toggleDrafts(): void
  /** Put the site together again though nothing changed. */
  again(): void
  /** Visit the feeds that are due. Nothing else here ever asks the network. */
  refresh(): Promise<RefreshReport | undefined>
  close(): Promise<void>
}

interface Opened {
  readonly project: Project
  readonly assembler: Assembler
  readonly stamp: string
  readonly isNoise: (path: string) => boolean
}

/** Milliseconds of rest after which what was learned is written down. */
const rest = 400

/** Milliseconds in which an open page asks for its new text. */
const courtesy = 30

/**
 * Serve the project in `root` and follow its changes. Nothing is written to the output folder. Drafts and posts to come
 * are shown. Resolves when the site has been put together once, or could not be. No mistake in config, theme or content
 * ever ends it.
 * @throws {ProblemsError} when it cannot listen where it was asked to
 */
export async function dev(root: string, options: DevOptions): Promise<Dev> {
  const drawer = createDrawer()
  const hub = createHub((place) => openInEditor(join(root, place)))
  let opened: Opened | undefined
  let retired: Project | undefined
  let drafts = options.drafts ?? true
  let remembering: NodeJS.Timeout | undefined
  /** What was told last, and of what. */
  let told: {readonly assembler?: Assembler; readonly sources?: readonly Source[]; readonly problems?: string} = {}
  /** What the last look at the whole site found. */
  let found: readonly Trouble[] = []
  const first = Promise.withResolvers<void>()

  async function work(changed?: readonly string[], unasked = false): Promise<void> {
    try {
      const begun = performance.now()
      const {project, assembler} = await reopen()
      const sources = assembler.list(changed)
      const assembly = await assembler.assemble(sources)
      const {site, problems, nextChange} = assembly
      show(assembly, project)
      const milliseconds = Math.round(performance.now() - begun)
      first.resolve()
      await lookAtAll(assembly, project)
      rememberAtRest(assembly, assembler, sources)
      const same = told.assembler === assembler && !isOther(sources, told.sources ?? [])
      told = {assembler, sources}
      if (unasked && same) return
      options.onBuild({read: countRead(site), problems, milliseconds, drafts, ...tellNext(nextChange)})
    } catch (error) {
      if (error instanceof ChangedFileError) {
        opened?.assembler.list.forget(error.path)
        return watching.again()
      }
      const problems = problemsOf(error)
      warn(problems.map((problem) => toTrouble(root, problem)))
      const text = JSON.stringify(problems)
      const same = told.problems === text
      told = {problems: text}
      if (!unasked || !same) options.onTrouble(problems)
    }
    first.resolve()
  }

  function show({outputs}: Assembly, {settings, epoch}: Project): void {
    const files = drawer.show(outputs, epoch).map((path) => `${settings.site.base}/${encodeURI(path)}`)
    hub.tell({problems: found, files})
  }

  /** Who saved is looking at one page: the rest of the site is looked at after it has been sent. */
  async function lookAtAll({complete}: Assembly, {epoch}: Project): Promise<void> {
    if (hub.listeners() > 0) await pause(courtesy)
    drawer.show((await complete()).outputs, epoch)
    warn([])
  }

  function warn(troubles: readonly Trouble[]): void {
    found = troubles
    hub.warn(found)
  }

  function rememberAtRest({remember}: Assembly, assembler: Assembler, sources: readonly Source[]): void {
    clearTimeout(remembering)
    remembering = setTimeout(() => {
      try {
        remember()
        // What the watcher told of is not always all that happened.
        if (isOther(assembler.list(), sources)) watching.again()
      } catch (error) {
        options.onTrouble(problemsOf(error))
      }
    }, rest)
  }

  /** The project as it is, or opened anew when its config, its theme, one of their helpers or a wish has changed. */
  async function reopen(): Promise<Opened> {
    if (opened && opened.stamp === stampOf(opened.project, drafts)) return opened
    clearTimeout(remembering)
    const project = await openProject(root, {...options, drafts, future: drafts}, options.now)
    // Pages of the old one may be on their way still.
    await retired?.close()
    retired = opened?.project
    opened = {
      project,
      assembler: createAssembler(project),
      stamp: stampOf(project, drafts),
      isNoise: noiseOf(root, project.settings),
    }
    return opened
  }

  // The config says where the site goes, which nobody should watch. The first work tells of a config with mistakes.
  await reopen().catch(() => {})
  const unread = noiseOf(root)
  const ignored = (path: string) => (opened?.isNoise ?? unread)(path)
  const watching = watchAndRun(root, {ignored, onPolling: options.onPolling ?? (() => {})}, work)
  await first.promise
  const serving = await open().catch(async (error) => {
    await close()
    throw error
  })

  function open(): Promise<Serving> {
    return serve({
      files: drawer,
      base: () => opened?.project.settings.site.base ?? '',
      first: hub.answer,
      inject: hub.inject,
      ...(options.port !== undefined && {port: options.port}),
      ...(options.host !== undefined && {host: options.host}),
    })
  }

  async function close(serving?: Serving): Promise<void> {
    hub.close()
    await watching.close()
    // The last work may have begun to wait for a rest.
    clearTimeout(remembering)
    await serving?.close()
    await retired?.close()
    await opened?.project.close()
  }

  return {
    url: serving.url,
    again: watching.again,
    toggleDrafts() {
      drafts = !drafts
      watching.again()
    },
    async refresh() {
      if (!opened) return undefined
      const {project} = opened
      const report = await refreshPlanets(project.settings, await project.store(), {now: options.now})
      watching.again()
      return report
    },
    close: () => close(serving),
  }
}

function isOther(now: readonly Source[], before: readonly Source[]): boolean {
  return now.length !== before.length || now.some((source, index) => source !== before[index])
}

function stampOf({files}: Project, drafts: boolean): string {
  return [drafts, ...files.map((file) => statSync(file, {throwIfNoEntry: false})?.mtimeMs ?? 'gone')].join()
}
