/** The watcher: it only says "look again", and one build runs at a time. */
import {watch} from 'chokidar'

export interface Watching {
  /** Build again soon, as if a file had changed. */
  again(): void
  /** Watch these paths too. */
  add(paths: readonly string[]): void
  close(): Promise<void>
}

/** Milliseconds without an event after which a burst of changes counts as over. */
const quiet = 15

/**
 * Run `work` now and again after every change below `paths`. Runs never overlap; however many changes come while one
 * runs, one more run follows. `work` answers for its own errors.
 */
export function watchAndRun(
  paths: readonly string[],
  ignored: (path: string) => boolean,
  work: () => Promise<void>,
): Watching {
  let running: Promise<void> | undefined
  let wanted = false
  let pause: NodeJS.Timeout | undefined
  const watcher = watch([...paths], {ignoreInitial: true, atomic: true, ignored})
  watcher.on('all', () => {
    clearTimeout(pause)
    pause = setTimeout(again, quiet)
  })
  again()

  function again(): void {
    wanted = true
    running ??= run().finally(() => {
      running = undefined
    })
  }

  async function run(): Promise<void> {
    while (wanted) {
      wanted = false
      await work()
    }
  }

  return {
    again,
    add: (more) => void watcher.add([...more]),
    async close() {
      clearTimeout(pause)
      wanted = false
      await watcher.close()
      await running
    },
  }
}
