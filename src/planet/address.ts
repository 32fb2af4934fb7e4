/** Which addresses a feed may be fetched from: the public internet, and what the owner allows by name. */
import {promises as dns, type LookupAddress} from 'node:dns'
import {BlockList, isIP, type LookupFunction} from 'node:net'

/** Finds the addresses of a host name. The default is the operating system's. */
export type Resolve = (host: string) => Promise<readonly string[]> | readonly string[]

/** Hosts that may be reached although they are not public. */
export interface Allowed {
  readonly names: ReadonlySet<string>
  readonly addresses: BlockList
}

/** Our own rules forbid the request. The message is one clause for people. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
}

/**
 * The owner's list of allowed hosts, ready to ask. Each is a host name (`wiki.home.arpa`), an address (`10.0.0.7`) or
 * a network in CIDR form (`10.0.0.0/8`).
 */
export function allowHosts(hosts: readonly string[] = []): Allowed {
  const names = new Set<string>()
  const addresses = new BlockList()
  for (const host of hosts) {
    const network = readNetwork(host)
    if (network) addresses.addSubnet(network.address, network.prefix, network.family)
    else names.add(plainName(host))
  }
  return {names, addresses}
}

/** Whether the owner may write this into the list of allowed hosts. */
export function isAllowable(host: string): boolean {
  const network = readNetwork(host)
  if (!network) return /^[^\s:/?#@*%[\]]+$/.test(host)
  const {address, prefix, family} = network
  return !address.includes('%') && prefix <= longest[family]
}

/** A network in CIDR form (RFC 4632, section 3.1), an address being one of itself; undefined for names. */
function readNetwork(host: string) {
  const [, address = '', bits] = /^([^/]*)(?:\/(.*))?$/s.exec(host.replace(/[[\]]/g, ''))!
  const version = isIP(address)
  if (version === 0) return undefined
  const family = version === 4 ? 'ipv4' : 'ipv6'
  const prefix = bits === undefined ? longest[family] : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN
  return {address, prefix, family} as const
}

const longest = {ipv4: 32, ipv6: 128}

/**
 * The URL, parsed, when a request may be sent to it as far as its text tells. Throws `RefusedError` for anything but
 * plain http and https, for user names, for ports of other protocols, and for names and literal addresses inside
 * somebody's network. What a public name points at is checked when the connection is made: see `guardLookup`.
 */
export function checkUrl(text: string, allowed: Allowed = nothing): URL {
  if (/[\u0000-\u0020\u007f]/.test(text) || !URL.canParse(text)) throw new RefusedError('the address is no valid URL')
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new RefusedError(`${url.protocol} addresses are never fetched`)
  if (url.username || url.password) throw new RefusedError('the address carries a user name or password')
  if (closedPorts.has(Number(url.port))) throw new RefusedError(`port ${url.port} belongs to another protocol`)
  const name = plainName(url.hostname)
  if (isIP(name) !== 0) checkAddress(name, name, allowed)
  else if (isInside(name, allowed)) throw new RefusedError(`${name} is a name inside a private network`)
  return url
}

/** Whether a host, as URLs write it, lies inside somebody's network, as far as its text tells, and is not allowed. */
export function isInside(host: string, allowed: Allowed = nothing): boolean {
  const name = plainName(host)
  if (isIP(name) !== 0) return !isPublic(name, allowed)
  return !allowed.names.has(name) && (!name.includes('.') || localName.test(name))
}

/** True when the address is reachable from the whole internet, or allowed. */
export function isPublic(address: string, allowed: Allowed = nothing): boolean {
  const family = isIP(address) === 4 ? 'ipv4' : 'ipv6'
  if (isIP(address) === 0) return false
  if (allowed.addresses.check(address, family)) return true
  if (family === 'ipv4') return !closed.check(address, family)
  return globalUnicast.check(address, family) && !closed.check(address, family)
}

/**
 * A `lookup` for sockets that gives only addresses that may be reached. The socket connects to what this returns, so a
 * name cannot point elsewhere between the check and the connection. One private address among several refuses them all.
 */
export function guardLookup(allowed: Allowed = nothing, resolve: Resolve = resolveBySystem): LookupFunction {
  return (host, options, done) => {
    findAddresses(host, allowed, resolve).then(
      (found) => (options.all ? done(null, found) : done(null, found[0]!.address, found[0]!.family)),
      (error: NodeJS.ErrnoException) => done(error, []),
    )
  }
}

/** Ends the reason for which an address of somebody's own network is refused. */
export const notPublic = 'is not on the public internet'

async function findAddresses(host: string, allowed: Allowed, resolve: Resolve): Promise<LookupAddress[]> {
  const found = await resolve(host)
  if (found.length === 0) throw Object.assign(new Error('no address'), {code: 'ENOTFOUND'})
  const known = allowed.names.has(plainName(host))
  for (const address of known ? [] : found) checkAddress(address, host, allowed)
  return found.map((address) => ({address, family: isIP(address)}))
}

function checkAddress(address: string, host: string, allowed: Allowed): void {
  if (isPublic(address, allowed)) return
  const which = address === host ? address : `${host} points at ${address}, which`
  throw new RefusedError(`${which} ${notPublic}`)
}

async function resolveBySystem(host: string): Promise<readonly string[]> {
  return (await dns.lookup(host, {all: true})).map(({address}) => address)
}

/** Host name in lower case without brackets and final dot. */
function plainName(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
}

const nothing = allowHosts()

const localName = /(?:^|\.)(?:localhost|local|internal|home\.arpa|onion)$/

/** IANA special-purpose registries (RFC 6890 and later), multicast, and what is reserved. */
const closed = networks([
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.31.196.0/24', '192.52.193.0/24', '192.88.99.0/24', '192.168.0.0/16', '192.175.48.0/24'],
  ...['198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  ...['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
])

/** All that IPv6 has given out for the internet so far; mapped, translated and local ranges lie outside. */
const globalUnicast = networks(['2000::/3'])

function networks(list: readonly string[]): BlockList {
  return allowHosts(list).addresses
}

/** Ports that browsers never speak HTTP to (Fetch standard, "bad port"), and those of databases. */
const closedPorts = new Set([
  1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110,
  111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532,
  540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1433, 1521, 1719, 1720, 1723, 2049, 3306, 3389, 3659,
  4045, 4190, 5060, 5061, 5432, 5984, 6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 9200, 10080, 11211,
  27017,
])
