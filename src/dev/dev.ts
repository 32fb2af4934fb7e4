/** The watch server: the site put together again after every change, drawn page by page as somebody looks. */
import {join} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'
import type {Assembler, Assembly} from '../assemble.ts'
import {countRead, tellNext} from '../build.ts'
import type {Overrides} from '../config/written.ts'
import {ChangedFileError} from '../content/read-source.ts'
import type {Problem} from '../problem.ts'
import type {Project} from '../project.ts'
import type {RefreshReport} from '../refresh.ts'
import type {Source} from '../types.ts'
import {createDrawer} from './drawer.ts'
import {openInEditor} from './editor.ts'
import {createHub} from './hub.ts'
import {noiseOf} from './noise.ts'
import {drawNotice} from './notice.ts'
import {createOpener} from './opener.ts'
import {type File, type Serving, serve} from './serve.ts'
import {createTeller, isOther, type Listener} from './teller.ts'
import {problemsOf, type Trouble, toTrouble} from './trouble.ts'
import {watchAndRun} from './watch.ts'

export type {DevReport} from './teller.ts'

/** How to serve a project, and whom to tell of it. Drafts and posts to come are shown, unless `drafts` is false. */
export interface DevOptions extends Overrides, Listener {
  /** First port to try. Default: 4321. */
  readonly port?: number
  /** Address to listen on. Default: 127.0.0.1. */
  readonly host?: string
  readonly now: () => string
  /** Called when the files are too many to be watched and are looked at again and again instead. */
  readonly onPolling?: () => void
}

/** A watch server at work. */
export interface Dev {
  /** Where it serves the site, with base and a slash at the end. */
  readonly url: string
  /** Show or hide drafts and posts to come. */
  toggleDrafts(): void
  /** Open the project and put the site together again though nothing changed. */
  again(): void
  /** Visit the feeds that are due, or join the visit that is under way. Nothing else here ever asks the network. */
  refresh(): Promise<RefreshReport | undefined>
  close(): Promise<void>
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
  const opener = createOpener(root, options, options.now)
  const teller = createTeller(options)
  let drafts = options.drafts ?? true
  let remembering: NodeJS.Timeout | undefined
  /** What the last look at the whole site found, and what was wrong with pages of it that somebody asked for. */
  let found: readonly Trouble[] = []
  let undrawn: readonly Trouble[] = []
  const first = Promise.withResolvers<void>()

  async function work(changed?: readonly string[], unasked = false): Promise<void> {
    try {
      const begun = performance.now()
      const {project, assembler} = await opener.open(drafts)
      watching.follow([...project.files.keys()])
      const sources = assembler.list(changed)
      const assembly = await assembler.assemble(sources)
      const {site, problems, nextChange} = assembly
      show(assembly, project)
      const milliseconds = Math.round(performance.now() - begun)
      first.resolve()
      await lookAtAll(assembly, project)
      rememberAtRest(assembly, assembler, sources)
      const report = {read: countRead(site), problems, milliseconds, drafts, ...tellNext(nextChange)}
      teller.built(report, {assembler, sources}, unasked)
    } catch (error) {
      if (error instanceof ChangedFileError) return void lookAgain(error)
      const problems = problemsOf(error)
      warn(troublesOf(problems))
      teller.failed(problems, unasked)
    }
    first.resolve()
  }

  /** A file is another one than it was a moment ago. */
  function lookAgain({path}: ChangedFileError): Promise<void> {
    opener.current()?.assembler.list.forget(path)
    return watching.again()
  }

  function show({outputs}: Assembly, {settings, epoch}: Project): void {
    const files = drawer.show(outputs, epoch).map((path) => `${settings.site.base}/${encodeURI(path)}`)
    undrawn = []
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
    hub.warn([...found, ...undrawn])
  }

  function troublesOf(problems: readonly Problem[]): readonly Trouble[] {
    return problems.map((problem) => toTrouble(root, problem))
  }

  /** A page cannot be drawn. Who asks for it may ask often: it is told once. */
  function tellOf(error: unknown): readonly string[] {
    const problems = problemsOf(error)
    undrawn = troublesOf(problems)
    warn(found)
    teller.failed(problems, true)
    return problems.map(({message}) => message)
  }

  function rememberAtRest({remember}: Assembly, assembler: Assembler, sources: readonly Source[]): void {
    clearTimeout(remembering)
    remembering = setTimeout(() => {
      // A project that was opened anew since then has its own to remember.
      if (opener.current()?.assembler !== assembler) return
      try {
        remember()
        // What the watcher told of is not always all that happened.
        if (isOther(assembler.list(), sources)) void watching.again()
      } catch (error) {
        options.onTrouble(problemsOf(error))
      }
    }, rest)
  }

  /** The file, also when its source is saved while it is drawn. */
  async function get(path: string): Promise<File | undefined> {
    try {
      return await drawer.get(path)
    } catch (error) {
      if (!(error instanceof ChangedFileError)) throw error
      await lookAgain(error)
      return drawer.get(path)
    }
  }

  // The config says where the site goes, which nobody should watch. The first work tells of a config with mistakes.
  await opener.open(drafts).catch(() => {})
  const unread = noiseOf(root)
  const ignored = (path: string) => (opener.current()?.isNoise ?? unread)(path)
  const watching = watchAndRun(root, {ignored, onPolling: options.onPolling ?? (() => {})}, work)
  await first.promise
  const serving = await serveSite().catch(async (error) => {
    await close()
    throw error
  })

  function serveSite(): Promise<Serving> {
    return serve({
      files: {has: drawer.has, get},
      base: () => opener.current()?.project.settings.site.base ?? '',
      first: hub.answer,
      inject: hub.inject,
      missing: () => drawNotice('There is no such page.'),
      failed: (error) => drawNotice('This page could not be drawn.', tellOf(error)),
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
    await opener.close()
  }

  return {
    url: serving.url,
    again() {
      opener.forget()
      void watching.again()
    },
    toggleDrafts() {
      drafts = !drafts
      void watching.again()
    },
    async refresh() {
      const report = await opener.refresh()
      void watching.again()
      return report
    },
    close: () => close(serving),
  }
}
