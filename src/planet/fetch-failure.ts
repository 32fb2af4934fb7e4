/** Why a request came to nothing, in a clause for people. */
import type {FetchResult} from '../types.ts'
import {RefusedError} from './address.ts'
import {damagedBody} from './encodings.ts'

/** Milliseconds after which a request is given up. */
export interface TimeLimits {
  /** Until the connection stands. Default: 10 s. */
  readonly connectMs?: number
  /** Until the answer begins. Default: 20 s. */
  readonly firstByteMs?: number
  /** Between two pieces of the body. Default: 30 s. */
  readonly idleMs?: number
  /** For everything, redirects included. Default: 60 s. */
  readonly totalMs?: number
}

/** The result that stands for a thrown error: `refused` when our own rules threw it, else `failed`. */
export function failureOf(error: unknown, limits: Required<TimeLimits>): FetchResult {
  const all = causes(error)
  const refusal = all.find((cause) => cause instanceof RefusedError)
  if (refusal) return {status: 'refused', reason: refusal.message}
  return {status: 'failed', reason: reasonOf(all, limits), headers: {}}
}

/** The error, what caused it, and what caused that: sockets and resolvers wrap theirs. */
function causes(error: unknown): readonly Error[] {
  const found: Error[] = []
  for (let next = error; next instanceof Error && found.length < 8; next = next.cause) {
    found.push(next)
    if (next instanceof AggregateError) found.push(...next.errors.filter((inner) => inner instanceof Error))
  }
  return found
}

function reasonOf(errors: readonly Error[], limits: Required<TimeLimits>): string {
  const codes = errors.flatMap((error) => (error as NodeJS.ErrnoException).code ?? [])
  const limit = codes.map((code) => timeOuts[code]).find((field) => field !== undefined)
  if (limit) return `${limit.reason} ${limits[limit.field] / 1000} s`
  const known = codes.map((code) => reasons[code]).find((reason) => reason !== undefined)
  if (known) return known
  if (errors.some(({name}) => name === 'TimeoutError')) return `the answer took longer than ${limits.totalMs / 1000} s`
  if (errors.some(({name}) => name === 'HTTPParserError')) return notHttp
  return `the request failed (${codes[0] ?? errors[0]?.message.slice(0, 100) ?? 'for no known reason'})`
}

const timeOuts: Readonly<Record<string, {field: keyof TimeLimits; reason: string}>> = {
  ETIMEDOUT: {field: 'connectMs', reason: 'the host did not take the connection within'},
  UND_ERR_CONNECT_TIMEOUT: {field: 'connectMs', reason: 'the host did not take the connection within'},
  UND_ERR_HEADERS_TIMEOUT: {field: 'firstByteMs', reason: 'the host did not answer within'},
  UND_ERR_BODY_TIMEOUT: {field: 'idleMs', reason: 'the answer stood still for'},
}

const notHttp = 'the answer is not valid HTTP'
/** The reason of a host that nobody has heard of. */
export const noName = 'there is no host of this name'
const noRoute = 'the host cannot be reached'
const brokenOff = 'the host broke the connection off'
const noTls = 'the host does not speak https here'
const unverified = 'the certificate of the host cannot be verified'

const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: noName,
  ENODATA: noName,
  EAI_NODATA: noName,
  EAI_AGAIN: 'the name server did not answer',
  ECONNREFUSED: 'the host refused the connection',
  EHOSTUNREACH: noRoute,
  ENETUNREACH: noRoute,
  EADDRNOTAVAIL: noRoute,
  ECONNRESET: brokenOff,
  EPIPE: brokenOff,
  UND_ERR_SOCKET: brokenOff,
  [damagedBody]: 'the compressed body is damaged or cut off',
  UND_ERR_HEADERS_OVERFLOW: 'the header of the answer is too large',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: notHttp,
  UND_ERR_INFO: notHttp,
  // What undici makes of 101 Switching Protocols, which nobody asked for.
  ERR_ASSERTION: notHttp,
  ERR_SSL_WRONG_VERSION_NUMBER: noTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: noTls,
  CERT_HAS_EXPIRED: 'the certificate of the host has expired',
  CERT_NOT_YET_VALID: 'the certificate of the host is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate belongs to another host',
  DEPTH_ZERO_SELF_SIGNED_CERT: unverified,
  SELF_SIGNED_CERT_IN_CHAIN: unverified,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unverified,
  UNABLE_TO_GET_ISSUER_CERT: unverified,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unverified,
}
