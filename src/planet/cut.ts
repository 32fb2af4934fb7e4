/** Letting go of visits: when a run is told to stop, those under way have a moment to end. */

/**
 * The signal so many milliseconds later, when visits under way are left; `onCut` is called then. `end` when nothing is
 * under way any more.
 */
export function cutAfter(
  signal: AbortSignal | undefined,
  ms: number,
  onCut: () => unknown,
): {readonly signal: AbortSignal; end(): void} {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const cut = () => {
    controller.abort(signal?.reason)
    onCut()
  }
  const onStop = () => {
    timer = setTimeout(cut, ms)
  }
  signal?.addEventListener('abort', onStop, {once: true})
  if (signal?.aborted) onStop()
  return {
    signal: controller.signal,
    end() {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onStop)
    },
  }
}
