/** How long to wait for publishers when nobody at all answers: the network at home is likelier to be down than all of theirs. */
import type {Fetch} from './fetch.ts'

/** How long a run waits for a host that does not answer. */
export interface Patience {
  /** Fetches with patience, or without once it is lost. The first answer brings it back. */
  readonly fetch: Fetch
  /** Resolves when patience is lost for the first time, or when the run is over. */
  readonly lost: Promise<boolean>
  /** The run is over. */
  end(): void
}

/** Hosts in a row that must be silent, with none that answered before. */
const silentHosts = 24

/** Patience that changes from `fetch` to `hurried` when the first hosts of a run are all silent. */
export function createPatience(fetch: Fetch, hurried: Fetch = fetch): Patience {
  const {promise: lost, resolve} = Promise.withResolvers<boolean>()
  let silent = 0
  let answered = false
  return {
    lost,
    end: () => resolve(false),
    async fetch(url, options) {
      const result = await (silent >= silentHosts && !answered ? hurried : fetch)(url, options)
      if (result.status === 'failed' && result.code === undefined) silent++
      else if (result.status !== 'refused') answered = true
      if (silent >= silentHosts && !answered) resolve(true)
      return result
    },
  }
}
