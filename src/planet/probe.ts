/** One guarded request that asks whether something is there, without reading it. */
import {request} from 'undici'
import {allowHosts, checkUrl, type Resolve} from './address.ts'
import {failureOf, noName, type TimeLimits} from './fetch-failure.ts'
import {createGuardedAgent} from './guarded-agent.ts'

/** What one request said: a status with where it leads on, or why there was no answer. */
export type Probed =
  | {readonly status: 'answered'; readonly code: number; readonly location?: string}
  /** No host has that name. */
  | {readonly status: 'nameless'; readonly reason: string}
  | {readonly status: 'silent'; readonly reason: string}
  /** Our own rules forbid the request: a private address, a port of another protocol. */
  | {readonly status: 'refused'; readonly reason: string}

/** Asks whether something stands at an address. */
export interface Prober {
  /** One request and no more: redirects are told, not followed. Never throws. */
  probe(url: string, method: 'HEAD' | 'GET'): Promise<Probed>
  /** End all connections. */
  close(): Promise<void>
}

/** Who asks, whom it may reach, and how long it waits. */
export interface ProberOptions extends TimeLimits {
  readonly userAgent: string
  /** Own hosts, addresses and networks (CIDR) that may be reached although they are not public. Default: none. */
  readonly allow?: readonly string[] | undefined
  /** Default: the system's resolver. */
  readonly resolve?: Resolve | undefined
}

/** A prober with the guards of the fetcher: every address is checked when the connection is made. */
export function createProber({userAgent, allow, resolve, ...times}: ProberOptions): Prober {
  const limits = {connectMs: 10_000, firstByteMs: 20_000, idleMs: 20_000, totalMs: 30_000, ...times}
  const allowed = allowHosts(allow)
  const agent = createGuardedAgent(limits, allowed, resolve)
  return {
    async probe(address, method) {
      const signal = AbortSignal.timeout(limits.totalMs)
      try {
        const url = checkUrl(address, allowed)
        const {
          statusCode: code,
          headers,
          body,
        } = await request(url, {
          method,
          signal,
          dispatcher: agent,
          headers: {'user-agent': userAgent, accept: '*/*'},
        })
        // Without a listener, destroying a body that is still coming is an uncaught exception.
        body.on('error', () => {}).destroy()
        const target = [headers.location].flat()[0]
        const location = target && code >= 300 && code < 400 ? URL.parse(target, url)?.href : undefined
        return {status: 'answered', code, ...(location && {location})}
      } catch (error) {
        const failure = failureOf(signal.aborted ? signal.reason : error, limits)
        const reason = 'reason' in failure ? failure.reason : ''
        if (failure.status === 'refused') return {status: 'refused', reason}
        return {status: reason === noName ? 'nameless' : 'silent', reason}
      }
    },
    close: () => agent.destroy(),
  }
}
