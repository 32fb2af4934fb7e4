/** Giving memory back to the system when much of it has become free at once. */
import {getHeapStatistics, setFlagsFromString} from 'node:v8'
import {runInNewContext} from 'node:vm'

type Collect = (options: {type: 'major'; execution: 'sync'; flavor: 'regular' | 'last-resort'}) => void

let found: Collect | undefined

/**
 * Free all that nobody needs any more. V8 looks at its own heap alone to tell when it is time for that, and keeps the
 * pages of threads that have ended. Takes some tens of milliseconds.
 */
export function releaseMemory(): void {
  collector()({type: 'major', execution: 'sync', flavor: 'last-resort'})
}

/** Bytes that may become garbage before it is worth a look: V8 itself waits till the heap has doubled or more. */
const worthALook = 96_000_000

/** Make the function that work on many large values calls now and then, so that not all that it used piles up till its end. */
export function createTidy(): () => void {
  let left = used()
  return () => {
    if (used() < left + worthALook) return
    collector()({type: 'major', execution: 'sync', flavor: 'regular'})
    left = used()
  }
}

function used(): number {
  return getHeapStatistics().used_heap_size
}

function collector(): Collect {
  if (found) return found
  setFlagsFromString('--expose-gc')
  found = runInNewContext('globalThis.gc') as Collect
  setFlagsFromString('--no-expose-gc')
  return found
}
