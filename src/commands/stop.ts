/** What the commands do that run until somebody stops them. */

/**
 * Do `work`, whose signal is aborted by the first SIGINT or SIGTERM, so that it comes to a safe end. A second one ends the
 * process at once, which harms nothing.
 */
export async function stoppable<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const stop = new AbortController()
  const forget = () => process.off('SIGINT', onSignal).off('SIGTERM', onSignal)
  const onSignal = () => {
    forget()
    stop.abort()
  }
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal)
  try {
    return await work(stop.signal)
  } finally {
    forget()
  }
}

/** Resolves when the process is asked to stop. `more` is given another way to ask for it, for a key. */
export function untilStopped(more?: (stop: () => void) => void): Promise<void> {
  return stoppable(
    (signal) =>
      new Promise((done) => {
        signal.addEventListener('abort', () => done(), {once: true})
        more?.(() => done())
      }),
  )
}
