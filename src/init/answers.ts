/** From what a person says about a new site to what it is made from. */
import {existsSync, readFileSync} from 'node:fs'
import {basename, resolve} from 'node:path'
import {didYouMean, ProblemsError} from '../problem.ts'
import type {Wishes} from './files.ts'
import {findOrigin, origins} from './origins.ts'

/** An address as people write it, with its scheme; undefined when it is none. */
export function readAddress(text: string): string | undefined {
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`)
  if (!url || !/^https?:$/.test(url.protocol) || !/^(?:localhost|.+\..+)$/.test(url.hostname)) return undefined
  return url.pathname === '/' && !url.search ? url.origin : url.href
}

/** What is wrong with a name of the place a writer comes from; undefined for a good one. */
export function wrongOrigin(text: string): string | undefined {
  if (findOrigin(text)) return undefined
  const names = origins.map(({name}) => name)
  const near = didYouMean(text, names)
  return near ? `Did you mean ${near}?` : `Almagest knows ${names.join(', ')}.`
}

/** What is wrong with feeds to follow; undefined for good ones. */
export function wrongFeeds(text: string, root: string): string | undefined {
  const bad = words(text).find((word) => !existsSync(resolve(root, word)) && (isFileName(word) || !readAddress(word)))
  return bad === undefined ? undefined : `${bad} is neither an address nor a file.`
}

/** `friends.opml` could be a host, too, but hardly is one. */
function isFileName(word: string): boolean {
  return /^[^:]*\.(?:opml|xml|ini|ya?ml)$/i.test(word) && !/^[^/]+\.[^/]+\//.test(word)
}

/**
 * Feeds to follow, with blanks or commas between them: addresses, and files that hold lists of feeds.
 * @throws {ProblemsError} when a file holds no such list
 */
export async function readFeeds(text: string, root: string): Promise<Pick<Wishes, 'feeds' | 'lists'>> {
  const files = words(text).filter((word) => existsSync(resolve(root, word)))
  const feeds = words(text).filter((word) => !files.includes(word))
  const lists = files.map((file) => [basename(file), readFileSync(resolve(root, file), 'utf8')] as const)
  if (files.length) {
    const {readSubscriptions} = await import('../planet/subscriptions/index.ts')
    const problems = lists.flatMap(([name, text]) => readSubscriptions(text, name).problems)
    if (problems.some(({warning}) => !warning)) throw new ProblemsError(problems)
  }
  return {feeds: feeds.map((feed) => readAddress(feed)!), lists: Object.fromEntries(lists)}
}

function words(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter(Boolean)
}
