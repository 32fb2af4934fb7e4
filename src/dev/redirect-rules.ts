/** The rules of `_redirects`, as Netlify and Cloudflare read them. */
import {decodePath, encodePath} from '../text.ts'

/** Where a request is sent. */
export interface Sent {
  readonly to: string
  readonly status: number
}

/** A line of the file. */
interface Rule extends Sent {
  readonly from: string
  /** What the query has to hold, by name: a value, or `:name` for any. */
  readonly query: readonly (readonly [name: string, value: string])[]
}

/** A rule that has to be tried. */
interface Tried {
  readonly at: number
  send(path: string, query: URLSearchParams): Sent | undefined
}

/**
 * Make the function that finds the first rule for the path and query of a request. Rules that do more than send elsewhere, or that
 * ask who somebody is, are left out.
 */
export function readRules(text: string): (url: string) => Sent | undefined {
  const rules = text.split('\n').flatMap(readRule)
  const plain = new Map<string, Sent & {readonly at: number}>()
  const tried: Tried[] = []
  for (const [at, rule] of rules.entries()) {
    const {from, query, to, status} = rule
    if (query.length > 0 || /\*|:[a-z]/i.test(from)) tried.push({at, send: toMatch(rule)})
    else if (!plain.has(from)) plain.set(from, {at, to, status})
  }
  return (url) => {
    const [, path, query] = /^([^?]*)\??(.*)$/s.exec(url)!
    const found = plain.get(plainly(path!))
    const asked = new URLSearchParams(query)
    for (const {at, send} of tried) {
      if (found && found.at < at) break
      const sent = send(plainly(path!), asked)
      if (sent) return sent
    }
    return found
  }
}

function readRule(line: string): Rule | [] {
  const [from, ...words] = line.trim().split(/\s+/)
  const end = words.findIndex((word) => /^(?:\/|https?:)/.test(word))
  const [to, status = '301', ...conditions] = words.slice(end)
  const query = words.slice(0, end).map((word) => word.split(/=(.*)/s, 2) as [string, string])
  const moves = /^30[12378]!?$/.test(status)
  if (!from?.startsWith('/') || end < 0 || !to || !moves || conditions.length > 0) return []
  if (query.some(([, value]) => value === undefined)) return []
  return {from: plainly(from), query, to: headerText(to), status: Number.parseInt(status, 10)}
}

/** A path as it is compared, however it was encoded. */
function plainly(path: string): string {
  return encodePath(decodePath(path) ?? path)
}

/** A header holds plain signs alone. */
function headerText(to: string): string {
  return to.replace(/[^\x21-\x7e]+/gu, encodeURIComponent)
}

function toMatch({from, query, to, status}: Rule): Tried['send'] {
  const names: string[] = []
  const source = from.replace(/\/\*$|\*|:[a-z]\w*|[.+?^${}()|[\]\\]/gi, (sign) => {
    if (!/^[:*/]/.test(sign)) return `\\${sign}`
    names.push(sign.startsWith(':') ? sign.slice(1) : 'splat')
    return sign === '/*' ? '(?:/(.*))?' : sign === '*' ? '(.*)' : '([^/]+)'
  })
  const pattern = new RegExp(`^${source}$`, 's')
  return (path, asked) => {
    const [whole, ...parts] = pattern.exec(path) ?? []
    if (whole === undefined) return undefined
    const filled = new Map(names.map((name, index) => [name, parts[index] ?? '']))
    for (const [name, wanted] of query) {
      const value = asked.get(name)
      if (value === null || (!wanted.startsWith(':') && value !== wanted)) return undefined
      if (wanted.startsWith(':')) filled.set(wanted.slice(1), encodeURIComponent(value))
    }
    return {to: to.replace(/:([a-z]\w*)/gi, (written, name: string) => filled.get(name) ?? written), status}
  }
}
