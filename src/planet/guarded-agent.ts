/** Connections that cannot be led astray, shared by all that asks others for something. */
import {Agent} from 'undici'
import {type Allowed, guardLookup, type Resolve} from './address.ts'
import type {TimeLimits} from './fetch-failure.ts'

/** Connections that check every address when they are made: one at a time to a host, with bounded waits and headers. */
export function createGuardedAgent(
  limits: Required<TimeLimits>,
  allowed: Allowed,
  resolve: Resolve | undefined,
): Agent {
  return new Agent({
    connect: {timeout: limits.connectMs, lookup: guardLookup(allowed, resolve)},
    headersTimeout: limits.firstByteMs,
    bodyTimeout: limits.idleMs,
    connections: 1,
    pipelining: 1,
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 10_000,
    maxHeaderSize: 32_768,
  })
}
