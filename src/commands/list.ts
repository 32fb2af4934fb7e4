/** `almagest list`: what lies in the content folder, and what readers do not see yet or no more. */
import type {Head} from '../build/heads.ts'
import {count} from '../count.ts'
import {didYouMean} from '../problem.ts'
import {wallClock, writeDay} from '../time.ts'
import {inRows} from './columns.ts'
import {type Command, overridesOf, UsageError} from './command.ts'
import type {Printer} from './printer.ts'

/** What can be asked for, and which heads answer. */
const kinds: Readonly<Record<string, (head: Head) => boolean>> = {
  posts: ({summary}) => summary.kind === 'post',
  pages: ({summary}) => summary.kind === 'page',
  drafts: ({summary}) => summary.hidden === 'draft',
  future: ({summary}) => summary.hidden === 'future',
  expired: ({summary}) => summary.hidden === 'expired',
  aliases: ({aliases, former}) => aliases.length > 0 || former !== undefined,
}

export const command: Command = {
  name: 'list',
  usage: `list [${Object.keys(kinds).join('|')}]`,
  summary: 'list posts and pages: all, or those of a kind',
  options: {},
  async run({root, words, flags, print, now}) {
    const kind = readKind(words)
    const [{openProject}, {createHeadReader}, {createPostReader}, {sliceOf}, {createLister}] = await Promise.all([
      import('../project.ts'),
      import('../build/heads.ts'),
      import('../build/post-reader.ts'),
      import('../build/content.ts'),
      import('../content/sources.ts'),
    ])
    const project = await openProject(root, overridesOf(flags), now)
    try {
      const {settings} = project
      const sources = createLister(settings.content, {project: settings.root})()
      const readHeads = createHeadReader(project, createPostReader(project, sliceOf(settings)))
      const {value: all, problems} = await readHeads(sources)
      const heads = all.filter(kind === undefined ? () => true : kinds[kind]!).toSorted(newestFirst)
      if (kind === 'aliases') printAliases(print, heads)
      else printHeads(print, heads, settings.site.timeZone)
      if (heads.length === 0) print.line(kind ? 'There are none.' : 'There are no posts or pages yet.')
      const errors = problems.filter(({warning}) => !warning)
      if (errors.length) print.error(`${count(errors.length, 'problem')} left some out. \`almagest build\` shows them.`)
      return errors.length ? 1 : 0
    } finally {
      await project.close()
    }
  },
}

function readKind([word, ...rest]: readonly string[]): string | undefined {
  if (word === undefined || (Object.hasOwn(kinds, word) && rest.length === 0)) return word
  const near = didYouMean(word, Object.keys(kinds))
  throw new UsageError(
    `There is no list of ${[word, ...rest].join(' ')}.`,
    near ? `Did you mean \`almagest list ${near}\`?` : `There are ${Object.keys(kinds).join(', ')}.`,
  )
}

function printHeads(print: Printer, heads: readonly Head[], timeZone: string): void {
  print.report(heads.map(({summary}) => summary))
  const rows = heads.map(({summary: {date, hidden, path, title}}) => [
    date ? writeDay(wallClock(date, timeZone)) : '',
    hidden ?? '',
    path,
    title,
  ])
  for (const line of inRows(rows)) print.line(line)
}

function printAliases(print: Printer, heads: readonly Head[]): void {
  const all = heads.flatMap(({aliases, former = [], summary: {url, path}}) =>
    [...aliases, ...former].map((from) => ({from, to: url, path})),
  )
  print.report(all)
  for (const line of inRows(all.map(({from, to, path}) => [from, `→ ${to}`, path]))) print.line(line)
}

function newestFirst({summary: one}: Head, {summary: other}: Head): number {
  if (one.date !== other.date) return one.date < other.date ? 1 : -1
  return one.path < other.path ? -1 : 1
}
