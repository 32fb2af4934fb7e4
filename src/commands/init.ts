/** `almagest init [folder]`: a new site, alive at once. */
import {basename, relative, resolve} from 'node:path'
import {readAddress, readFeeds, wrongFeeds, wrongOrigin} from '../init/answers.ts'
import {type Asker, createAsker} from '../init/ask.ts'
import {filesOf} from '../init/files.ts'
import {findOrigin} from '../init/origins.ts'
import {type Written, writeMissing} from '../init/write.ts'
import {wallClock, writeDay} from '../time.ts'
import {version} from '../version.ts'
import {type Command, type Flags, UsageError} from './command.ts'
import type {Printer} from './printer.ts'

export const command: Command = {
  name: 'init',
  usage: 'init [folder]',
  summary: 'begin a site in a folder; adds what is missing and changes nothing that is there',
  options: {
    yes: {type: 'boolean', help: 'ask nothing'},
    title: {type: 'string', help: 'what the site is called'},
    url: {type: 'string', help: 'where it will be'},
    from: {type: 'string', help: 'what you come from: Hugo, Jekyll, WordPress, …'},
    feeds: {type: 'string', help: 'feeds to follow: addresses, or files with lists of them (OPML)'},
  },
  async run({root, words, flags, print, now}) {
    if (words.length > 1) throw new UsageError('A site goes into one folder.', 'Put its name in quotes.')
    const folder = resolve(root, words[0] ?? '.')
    const answers = await askAll(questionsFor(folder, root), flags)
    const {timeZone} = Intl.DateTimeFormat().resolvedOptions()
    const origin = findOrigin(answers.from)!
    const subscriptions = await readFeeds(answers.feeds, root)
    const files = filesOf({
      title: answers.title,
      url: readAddress(answers.url)!,
      timeZone,
      today: writeDay(wallClock(now(), timeZone)),
      origin,
      version: version(),
      ...subscriptions,
    })
    const report = writeMissing(folder, files)
    print.report({folder, ...report})
    printWritten(print, report, relative(process.cwd(), folder))
    if (!files.some(({path}) => path.startsWith('feeds/')))
      print.line('  npx almagest refresh   # visits the feeds you follow')
    if (origin.next) print.line(`\n${origin.next}`)
    return 0
  },
}

type Answers = Readonly<Record<'title' | 'url' | 'from' | 'feeds', string>>

interface Question {
  readonly name: keyof Answers
  readonly words: string
  /** The answer of one who says nothing. */
  readonly usual: string
  /** What is wrong with an answer. */
  readonly check: (answer: string) => string | undefined
}

function questionsFor(folder: string, root: string): readonly Question[] {
  const checkUrl = (text: string) => (readAddress(text) ? undefined : `${text} is no address.`)
  const checkFeeds = (text: string) => wrongFeeds(text, root)
  return [
    {name: 'title', words: 'What is your site called?', usual: titleOf(folder), check: () => undefined},
    {name: 'url', words: 'Where will it be?', usual: 'https://example.org', check: checkUrl},
    {name: 'from', words: 'Where do you come from? Hugo, Jekyll, …', usual: 'nowhere', check: wrongOrigin},
    {name: 'feeds', words: 'Feeds you follow? Addresses, or an OPML file', usual: '', check: checkFeeds},
  ]
}

/** `my-blog` is called “My blog” until somebody says otherwise. */
function titleOf(folder: string): string {
  const name =
    basename(folder)
      .replace(/[-_.\s]+/g, ' ')
      .trim() || 'My site'
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** What the flags say, and for the rest what the person answers; with `--yes` what is usual. */
async function askAll(questions: readonly Question[], flags: Flags): Promise<Answers> {
  for (const {name, check} of questions) {
    const wrong = flags[name] === undefined ? undefined : check(String(flags[name]))
    if (wrong) throw new UsageError(`--${name}: ${wrong}`)
  }
  const asker: Asker | undefined = flags.yes ? undefined : createAsker(process.stdin, process.stderr)
  const answers: Partial<Record<keyof Answers, string>> = {}
  for (const {name, words, usual, check} of questions)
    answers[name] = String(flags[name] ?? (await asker?.ask(words, usual, check)) ?? usual)
  asker?.close()
  return answers as Answers
}

function printWritten(print: Printer, {written, kept}: Written, place: string): void {
  for (const path of written) print.line(`+ ${path}`)
  for (const path of kept) print.line(`· ${path} was there already; it stays as it is`)
  print.line(`\nNow:${place ? `\n  cd ${place}` : ''}`)
  print.line(kept.includes('package.json') ? '  npm install almagest' : '  npm install')
  print.line(kept.includes('package.json') ? '  npx almagest dev' : '  npm run dev')
}
