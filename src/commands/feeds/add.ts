/** `almagest feeds add <url>`: find the feed of a page, look at it, and say how to follow it. */
import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {relative, resolve} from 'node:path'
import {subscriptionsOf} from '../../config/subscriptions.ts'
import {count} from '../../count.ts'
import type {Discovery} from '../../follow.ts'
import {quote} from '../../init/quote.ts'
import {plain} from '../../planet/safe-text.ts'
import {addToOpml, feedUrl, readSubscriptions, subscribe, writeOpml} from '../../planet/subscriptions/index.ts'
import {Problem, ProblemsError} from '../../problem.ts'
import type {Settings, Subscription} from '../../types.ts'
import {type Context, overridesOf, UsageError} from '../command.ts'
import type {Printer} from '../printer.ts'
import type {Work} from './work.ts'

/** Items that are shown of a feed. */
const most = 5

export const work: Work = async (context) => {
  const {words, flags, root, print} = context
  const address = feedUrl(words[0] ?? '') ?? feedUrl(`https://${words[0]}`)
  if (words.length !== 1 || !address) throw new UsageError('Add which feed?', 'Give the URL of a feed or of a page.')
  const {readConfig} = await import('../../config.ts')
  const {settings, files} = await readConfig(root, overridesOf(flags))
  const followed = new Set(subscriptionsOf(settings).map(({key}) => key))
  if (followed.has(subscribe(address).key)) {
    print.report({url: address, known: true})
    print.line(`${address} is followed already.`)
    return 0
  }
  const found = await find(context, settings, address)
  if (found.status === 'none') return sayNothingFound(print, address, found)
  const subscription = subscriptionOf(found)
  const known = followed.has(subscription.key)
  const list = known ? undefined : addTo(context, subscription, [...files.keys()])
  sayWhatItIs(print, found)
  sayHowToFollow(print, found, {known, list, config: configLine(subscription)})
  return 0
}

async function find({now}: Context, settings: Settings, address: string): Promise<Discovery> {
  const [{openPlanetStore}, {lookAt}] = await Promise.all([import('../../project.ts'), import('../../follow.ts')])
  const store = await openPlanetStore(settings)
  try {
    return await lookAt(settings, store, address, now)
  } finally {
    await store.close()
  }
}

function subscriptionOf({url, document}: Extract<Discovery, {status: 'found'}>): Subscription {
  const name = plain(document.title ?? '', 200)
  const {link, language} = document
  return subscribe({url, ...(name && {name}), ...(link && {site: link}), ...(language && {language})})
}

/** What became of a list of feeds. */
interface Listed {
  /** As somebody named it. */
  readonly name: string
  readonly status: 'added' | 'known'
  /** What the config is to name it, where it does not yet. */
  readonly missing: string | undefined
}

/** Add the feed to the list that `--to` names; `files` are those that the config is made from. */
function addTo({root, flags}: Context, subscription: Subscription, files: readonly string[]): Listed | undefined {
  if (typeof flags.to !== 'string') return undefined
  const file = resolve(root, flags.to)
  const status = writeTo(file, flags.to, subscription)
  return {name: flags.to, status, missing: files.includes(file) ? undefined : relative(root, file)}
}

/** Write the feed into a list, which is begun when there is none. */
function writeTo(file: string, name: string, subscription: Subscription): 'added' | 'known' {
  if (!existsSync(file)) {
    writeFileSync(file, writeOpml([subscription]))
    return 'added'
  }
  const text = readFileSync(file, 'utf8')
  const {subscriptions, format} = readSubscriptions(text, name)
  const added = format === 'OPML' ? addToOpml(text, [subscription]) : undefined
  if (added === undefined)
    throw new ProblemsError([new Problem(`${name} is no OPML file.`, {hint: 'Name another one.'})])
  if (subscriptions.some(({key}) => key === subscription.key)) return 'known'
  writeFileSync(file, added)
  return 'added'
}

function sayWhatItIs(print: Printer, {url, document, others}: Extract<Discovery, {status: 'found'}>): void {
  const {title = url, format, entries, warnings} = document
  print.line(
    `${title} (${url}, ${format}) has ${count(entries.length, 'item')}${entries.length > 0 ? ', first of them:' : '.'}`,
  )
  for (const {title, published, updated, url} of entries.slice(0, most))
    print.line(
      `  ${(published ?? updated ?? '').slice(0, 10).padEnd(10)}  ${plain(title ?? '', 120) || url || 'Untitled'}`,
    )
  for (const warning of warnings.slice(0, most)) print.line(`  ! ${warning}`)
  for (const other of others.slice(0, most))
    print.line(`  The page also names ${other.url} (${other.title ?? other.format}).`)
}

function sayHowToFollow(
  print: Printer,
  {url, document: {title, format, entries}, others}: Extract<Discovery, {status: 'found'}>,
  {known, list, config}: {readonly known: boolean; readonly list: Listed | undefined; readonly config: string},
): void {
  print.report({url, title, format, items: entries.length, config, list: list?.status, others, known})
  if (known) print.line('It is followed already.')
  else if (list) print.line(`${list.status === 'known' ? 'It stands already in' : 'Added to'} ${list.name}.`)
  else print.line(`Follow it under \`planet.feeds\`:\n  ${config}`)
  if (list?.missing) print.line(`Follow that list under \`planet.feeds\`:\n  {opml: ${quote(list.missing)}},`)
}

function sayNothingFound(
  print: Printer,
  address: string,
  {reason, others}: Extract<Discovery, {status: 'none'}>,
): number {
  print.report({url: address, reason, others})
  print.error(`There is no feed to be had at ${address}: ${reason.replace(/[.]$/, '')}.`)
  for (const {url, title, format} of others) print.error(`  The page also names ${url} (${title ?? format}).`)
  return 3
}

function configLine({url, name}: Subscription): string {
  return name ? `{url: ${quote(url)}, name: ${quote(name)}},` : `${quote(url)},`
}
