/** The watcher: it only says "look again", and where, and one run of the work goes on at a time. */
import {watch} from 'chokidar'
import {isWithin} from '../within.ts'

/** A watcher at work. */
export interface Watching {
  /** Run again soon, as if a file had changed. Resolves when nothing runs any more. */
  again(): Promise<void>
  /** Follow these files as well, wherever they lie; absolute paths. */
  follow(files: readonly string[]): void
  close(): Promise<void>
}

/** What a watcher asks, and what it tells. */
export interface WatchOptions {
  /** Whether a path is of no interest, with all below it. The answer may change while the watcher is at work. */
  readonly ignored: (path: string) => boolean
  /** Told when the system cannot watch so many files and they are looked at again and again instead. */
  readonly onPolling: () => void
}

/** Milliseconds without an event after which a burst of changes counts as over. */
const quiet = 5

/**
 * Run `work` now and again after every change below `root`, with the paths of changed files when nothing else happened. Runs
 * never overlap; however many changes come while one goes on, one more follows. `work` answers for its own errors. It is told
 * with `unasked` when it is to look once more though nothing is known to have changed: what happens while the watcher gets
 * ready, it does not tell.
 */
export function watchAndRun(
  root: string,
  options: WatchOptions,
  work: (changed?: readonly string[], unasked?: boolean) => Promise<void>,
): Watching {
  let running: Promise<void> | undefined
  let wanted = false
  /** Nobody asked for the run that is wanted. */
  let unasked = false
  /** Files whose text is another one; undefined once anything else happened. */
  let changed: Set<string> | undefined = new Set()
  let pause: NodeJS.Timeout | undefined
  /** Files outside of the project that it is made from. */
  const outside = new Set<string>()
  let watcher = start(false)
  void again()

  function start(usePolling: boolean) {
    const started = watch([root, ...outside], {
      ignoreInitial: true,
      atomic: true,
      ignored: options.ignored,
      usePolling,
      interval: 300,
    })
    started.on('all', (event, path) => {
      if (options.ignored(path)) return
      if (event === 'change') changed?.add(path)
      else changed = undefined
      clearTimeout(pause)
      pause = setTimeout(() => void want(), quiet)
    })
    started.on('ready', () => {
      changed = undefined
      void want(true)
    })
    started.on('error', (error) => {
      const {code} = error as NodeJS.ErrnoException
      if (usePolling || (code !== 'ENOSPC' && code !== 'EMFILE')) return
      void started.close()
      watcher = start(true)
      options.onPolling()
      void again()
    })
    return started
  }

  function again(): Promise<void> {
    changed = undefined
    return want()
  }

  function want(byItself = false): Promise<void> {
    unasked = byItself && (unasked || !wanted)
    wanted = true
    running ??= run().finally(() => {
      running = undefined
    })
    return running
  }

  async function run(): Promise<void> {
    while (wanted) {
      wanted = false
      const paths = changed && [...changed]
      changed = new Set()
      await work(paths, unasked)
    }
  }

  return {
    again,
    follow(files) {
      const others = files.filter((file) => !isWithin(file, root) && !outside.has(file))
      for (const file of others) outside.add(file)
      if (others.length > 0) watcher.add(others)
    },
    async close() {
      clearTimeout(pause)
      wanted = false
      await watcher.close()
      await running
    },
  }
}
