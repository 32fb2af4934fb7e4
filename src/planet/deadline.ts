/** A time that stands still while somebody waits for us. */

/** When to give up. */
export interface Deadline {
  /** Aborts when the time is over, with a `TimeoutError`, or when the caller gives up, with the caller's reason. */
  readonly signal: AbortSignal
  /** Wait for something of our own; that time does not count. Rejects when the caller gives up. */
  wait(work: Promise<void>): Promise<void>
  /** It is done: nothing is left running. */
  end(): void
}

/** A deadline in so many milliseconds, or when `stop` aborts. */
export function createDeadline(ms: number, stop?: AbortSignal): Deadline {
  const controller = new AbortController()
  const {promise: over, reject} = Promise.withResolvers<never>()
  // Nobody may be waiting.
  over.catch(() => {})
  const abort = (reason: unknown) => {
    controller.abort(reason)
    reject(reason)
  }
  const onStop = () => abort(stop?.reason)
  let left = ms
  let begun = 0
  let timer: NodeJS.Timeout | undefined
  const run = () => {
    begun = performance.now()
    timer = setTimeout(() => abort(new DOMException('The time is over.', 'TimeoutError')), left)
  }
  const pause = () => {
    clearTimeout(timer)
    left -= performance.now() - begun
  }
  run()
  stop?.addEventListener('abort', onStop, {once: true})
  if (stop?.aborted) onStop()
  return {
    signal: controller.signal,
    async wait(work) {
      pause()
      await Promise.race([work, over])
      run()
    },
    end() {
      clearTimeout(timer)
      stop?.removeEventListener('abort', onStop)
    },
  }
}
