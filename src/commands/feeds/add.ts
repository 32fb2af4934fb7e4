/** `almagest feeds add <url>`: find the feed of a page, look at it, and say how to follow it. */
import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {relative, resolve} from 'node:path'
import {subscriptionsOf} from '../../config/subscriptions.ts'
import type {Discovery} from '../../follow.ts'
import {plain} from '../../planet/safe-text.ts'
import {addToOpml, feedUrl, readSubscriptions, subscribe, writeOpml} from '../../planet/subscriptions/index.ts'
import {Problem, ProblemsError} from '../../problem.ts'
import type {Subscription} from '../../types.ts'
import {count} from '../build.ts'
import {overridesOf, UsageError} from '../command.ts'
import type {Printer} from '../printer.ts'
import type {Work} from './work.ts'

/** Items that are shown of a feed. */
const most = 5

export const work: Work = async ({root, flags, words, print, now}) => {
  const address = feedUrl(words[0] ?? '') ?? feedUrl(`https://${words[0]}`)
  if (words.length !== 1 || !address) throw new UsageError('Add which feed?', 'Give the URL of a feed or of a page.')
  const [{readConfig}, {openPlanetStore}, {lookAt}] = await Promise.all([
    import('../../config.ts'),
    import('../../project.ts'),
    import('../../follow.ts'),
  ])
  const {settings, files} = await readConfig(root, overridesOf(flags))
  const followed = new Set(subscriptionsOf(settings).map(({key}) => key))
  if (followed.has(subscribe(address).key)) {
    print.report({url: address, known: true})
    print.line(`${address} is followed already.`)
    return 0
  }
  const store = await openPlanetStore(settings)
  try {
    const found = await lookAt(settings, store, address, now)
    if (found.status === 'none') return sayNothingFound(print, address, found)
    const subscription = subscriptionOf(found)
    const known = followed.has(subscription.key)
    const config = configLine(subscription)
    const list =
      typeof flags.to === 'string' && !known ? addTo(resolve(root, flags.to), flags.to, subscription) : undefined
    const {title, format, entries} = found.document
    print.report({
      url: found.url,
      title,
      format,
      items: entries.length,
      config,
      list,
      others: found.others,
      known,
    })
    sayWhatItIs(print, found)
    if (known) print.line('It is followed already.')
    else if (list) print.line(`${list === 'known' ? 'It stands already in' : 'Added to'} ${flags.to}.`)
    else print.line(`Follow it under \`planet.feeds\`:\n  ${config}`)
    if (list && !files.includes(resolve(root, String(flags.to))))
      print.line(
        `Follow that list under \`planet.feeds\`:\n  {opml: ${quote(relative(root, resolve(root, String(flags.to))))}},`,
      )
    return 0
  } finally {
    await store.close()
  }
}

function subscriptionOf({url, document}: Extract<Discovery, {status: 'found'}>): Subscription {
  const name = plain(document.title ?? '', 200)
  const {link, language} = document
  return subscribe({url, ...(name && {name}), ...(link && {site: link}), ...(language && {language})})
}

function sayWhatItIs(print: Printer, {url, document, others}: Extract<Discovery, {status: 'found'}>): void {
  const {title = url, format, entries, warnings} = document
  print.line(
    `${title} (${url}, ${format}) has ${count(entries.length, 'item')}${entries.length > 0 ? ', first of them:' : '.'}`,
  )
  for (const {title, published, url} of entries.slice(0, most))
    print.line(`  ${published?.slice(0, 10) ?? '          '}  ${plain(title ?? '', 120) || url || 'Untitled'}`)
  for (const warning of warnings.slice(0, most)) print.line(`  ! ${warning}`)
  for (const other of others.slice(0, most))
    print.line(`  The page also names ${other.url} (${other.title ?? other.format}).`)
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

/** Add the feed to a list, which is begun when there is none. */
function addTo(file: string, name: string, subscription: Subscription): 'added' | 'known' {
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

function configLine({url, name}: Subscription): string {
  return name ? `{url: ${quote(url)}, name: ${quote(name)}},` : `${quote(url)},`
}

/** A string of TypeScript. */
function quote(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}
