/** OPML, the format in which readers of feeds hand each other their lists. */
import {Parser} from 'htmlparser2'
import {cleanText, escapeXml} from '../../escape.ts'
import type {Subscription} from '../../types.ts'
import {type FeedList, type ListFormat, warn} from './list-format.ts'
import {type Attributes, fromAttributes, toAttributes} from './outline.ts'

/** OPML 1 and 2, read tolerantly; folders become groups (`News/Science`) and groups folders. */
export const opml: ListFormat = {
  name: 'OPML',
  fits: (text) => /<opml[\s>]/i.test(text.slice(0, 10_000)) || /^\s*<outline\b/i.test(text),
  read: readOpml,
}

/** Folders deeper than this count as one. */
const deepest = 20
/** Outlines deeper than this are an attack, at which reading stops: the parser's stack takes quadratic time. */
const bottom = 1000
/** Characters between two looks at the depth. */
const chunk = 10_000

function readOpml(text: string, filename: string): FeedList {
  const subscriptions: Subscription[] = []
  const problems: ReturnType<typeof warn>[] = []
  const folders: Folder[] = [{depth: 0}]
  let title: string | undefined
  let within = ''
  let lines = {upTo: 0, count: 1}

  function lineOf(index: number): number {
    for (let at = lines.upTo; at < index; at++)
      if (text.charCodeAt(at) === 10) lines = {upTo: at, count: lines.count + 1}
    lines = {upTo: Math.max(index, lines.upTo), count: lines.count}
    return lines.count
  }

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        within = name
        if (name !== 'outline') return
        const folder = folders.at(-1)!
        const feed = fromAttributes(attributes, folder.path)
        if (feed && 'key' in feed) subscriptions.push(feed)
        else if (feed) problems.push(warn(feed.message, filename, lineOf(parser.startIndex)))
        folders.push(feed ? folder : inner(folder, attributes.text ?? attributes.title))
      },
      ontext(text) {
        if (within === 'title') title = (title ?? '') + text
      },
      onclosetag(name) {
        within = ''
        if (name === 'outline' && folders.length > 1) folders.pop()
      },
    },
    {xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true},
  )
  for (let at = 0; at < text.length && folders.length < bottom; at += chunk) parser.write(text.slice(at, at + chunk))
  if (folders.length < bottom) parser.end()
  else problems.push(warn('Outlines stand in each other without end; the rest was not read.', filename))
  return {...(title?.trim() && {title: title.trim()}), subscriptions, problems}
}

/** The feeds as OPML 2.0. Feeds on disk are left out: their paths are nobody else's business. */
export function writeOpml(subscriptions: readonly Subscription[], title = 'Feeds'): string {
  const lines: string[] = []
  let open: readonly string[] = []
  const indent = () => '  '.repeat(open.length + 2)
  function enter(folders: readonly string[]): void {
    let shared = 0
    while (shared < open.length && shared < folders.length && open[shared] === folders[shared]) shared++
    while (open.length > shared) {
      open = open.slice(0, -1)
      lines.push(`${indent()}</outline>`)
    }
    for (const folder of folders.slice(shared)) {
      lines.push(`${indent()}<outline${attributes({text: folder})}>`)
      open = [...open, folder]
    }
  }
  for (const subscription of subscriptions) {
    if (subscription.file) continue
    enter(subscription.group?.split('/') ?? [])
    lines.push(indent() + writeOutline(subscription))
  }
  enter([])
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opml version="2.0" xmlns:almagest="urn:almagest:opml">',
    `  <head><title>${xmlText(title)}</title></head>`,
    '  <body>',
    ...lines,
    '  </body>',
    '</opml>',
    '',
  ].join('\n')
}

/** The feeds added to the text of an OPML file, at its end; all else in it stays as it is. Undefined when it has no body. */
export function addToOpml(text: string, subscriptions: readonly Subscription[]): string | undefined {
  const end = text.toLowerCase().lastIndexOf('</body>')
  if (end < 0) return undefined
  const before = text.slice(0, end).trimEnd()
  const lines = subscriptions.map((subscription) => `\n    ${writeOutline(subscription)}`)
  return `${before}${lines.join('')}\n  ${text.slice(end)}`
}

function writeOutline(subscription: Subscription): string {
  return `<outline${attributes(toAttributes(subscription))}/>`
}

interface Folder {
  readonly path?: string
  readonly depth: number
}

function inner(folder: Folder, name: string | undefined): Folder {
  const {path, depth} = folder
  if (name === undefined || depth >= deepest) return folder
  return {path: path === undefined ? name : `${path}/${name}`, depth: depth + 1}
}

function attributes(values: Attributes): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${xmlText(value)}"`)
    .join('')
}

/** Text for XML 1.0, which cannot hold every character. Half a pair stays as a sign that something stood there. */
function xmlText(text: string): string {
  return escapeXml(cleanText(text.toWellFormed()))
}
