/** Which requests a server on one's own machine answers: none that another site has sent the browser to make. */
import type {IncomingMessage} from 'node:http'

/** Why a request is turned away. */
export interface Refusal {
  readonly status: number
  readonly message: string
}

/**
 * Look at a request before anything else does. The Host header must name this machine, or the address that was asked to be
 * listened on, so that a foreign name pointed at it (DNS rebinding) reads nothing.
 */
export function refuse({method, url = '', headers}: IncomingMessage, listening: string): Refusal | undefined {
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST')
    return {status: 405, message: 'Only GET and HEAD are answered here.'}
  if (!url.startsWith('/') || /[#\\]/.test(url)) return {status: 400, message: 'That is no path.'}
  if (headers.upgrade !== undefined) return {status: 403, message: 'There is no other protocol here.'}
  if (!isOwnHost(headers.host, listening)) return {status: 403, message: 'This server answers to its own name only.'}
  return undefined
}

/** Whether a request for the server's own business comes from a page that it sent. */
export function isOwnPage({headers}: IncomingMessage, given: string | null | undefined, token: string): boolean {
  const {origin, host} = headers
  const site = headers['sec-fetch-site']
  return (
    given === token &&
    (origin === undefined || origin.toLowerCase() === `http://${host?.toLowerCase()}`) &&
    (site === undefined || site === 'same-origin')
  )
}

function isOwnHost(header: string | undefined, listening: string): boolean {
  const name = /^(\[[0-9a-f:]+\]|[a-z0-9.-]+)(?::\d+)?$/i.exec(header ?? '')?.[1]?.toLowerCase()
  if (name === undefined) return false
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '127.0.0.1' ||
    name === '[::1]' ||
    name === listening.toLowerCase() ||
    (isWildcard(listening) && !/[a-z]/i.test(name.replace(/^\[.*\]$/, '')))
  )
}

/** Listening on every address: any of them may be asked for by its number. */
function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || host === '::'
}
