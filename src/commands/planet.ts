/** `almagest planet`: the planet's memory in its owner's hands. */
import {createReadStream, createWriteStream, existsSync} from 'node:fs'
import {resolve} from 'node:path'
import {Readable} from 'node:stream'
import {pipeline} from 'node:stream/promises'
import {everySubscription} from '../config/subscriptions.ts'
import {count} from '../count.ts'
import type {Store} from '../planet/store.ts'
import {Problem, ProblemsError} from '../problem.ts'
import type {Settings} from '../types.ts'
import {allowWords, type Command, type Context, overridesOf, UsageError} from './command.ts'
import {findFeed} from './find-feed.ts'

type Work = (context: Context, settings: Settings, store: Store) => Promise<number>

const works: Readonly<Record<string, Work>> = {release, export: exportMemory, import: importMemory}

/** Words that some of them take at most. */
const mostWords: Readonly<Record<string, 0 | 1>> = {export: 0, import: 1}

export const command: Command = {
  name: 'planet',
  usage: 'planet release|export|import',
  summary: 'release a feed from quarantine; the whole memory as JSON Lines out and in',
  options: {to: {type: 'string', help: 'the file to export to (default: standard output)'}},
  async run(context) {
    const [word = '', ...words] = context.words
    const work = Object.hasOwn(works, word) ? works[word] : undefined
    if (!work)
      throw new UsageError(
        word ? `There is no \`almagest planet ${word}\`.` : 'What shall be done with the planet?',
        `There are: ${Object.keys(works).join(', ')}.`,
      )
    const most = mostWords[word]
    if (most !== undefined) allowWords(`planet ${word}`, words, most)
    const [{readConfig}, {openPlanetStore}] = await Promise.all([import('../config.ts'), import('../project.ts')])
    const {settings} = await readConfig(context.root, overridesOf(context.flags))
    const store = await openPlanetStore(settings)
    try {
      return await work({...context, words}, settings, store)
    } finally {
      await store.close()
    }
  },
}

/** `almagest planet release <feed>`: what waited in quarantine comes into the river. */
async function release({words, print, now}: Context, settings: Settings, store: Store): Promise<number> {
  if (words.length === 0) throw new UsageError('Which feed?', 'Give its name or URL.')
  const {releaseFeed} = await import('../planet/amend.ts')
  const states = await store.states()
  const {key, name} = findFeed(words.join(' '), everySubscription(settings), states)
  const called = name ?? states.find(({feed}) => feed === key)?.about.title ?? key
  const released = await releaseFeed(store, key, now())
  print.report({feed: key, ...released})
  if (released.status === 'released') print.line(`${called} is trusted again; ${count(released.items, 'item')} waited.`)
  else if (released.status === 'free') print.line(`${called} is not in quarantine.`)
  else print.error(`${called} is being visited at this moment. Try again in a minute.`)
  return released.status === 'busy' ? 3 : 0
}

/** `almagest planet export`: all that is remembered, as lines of JSON. */
async function exportMemory({root, flags, print}: Context, _: Settings, store: Store): Promise<number> {
  const lines = Readable.from(withLineEnds(store.dump()))
  if (typeof flags.to !== 'string') {
    await pipeline(lines, process.stdout, {end: false})
    return 0
  }
  await pipeline(lines, createWriteStream(resolve(root, flags.to)))
  print.report({file: flags.to})
  print.line(`Wrote all that the planet remembers to ${flags.to}.`)
  return 0
}

async function* withLineEnds(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`
}

/** `almagest planet import FILE`: take in what was exported; `-` reads standard input. */
async function importMemory({root, words: [name], print}: Context, _: Settings, store: Store): Promise<number> {
  if (!name) throw new UsageError('Import which file?', 'Write `almagest planet import planet.jsonl`.')
  const file = resolve(root, name)
  if (name !== '-' && !existsSync(file)) throw new ProblemsError([new Problem(`There is no file ${name}.`)])
  const input = name === '-' ? process.stdin : createReadStream(file)
  const restored = await store.restore(linesOf(input.setEncoding('utf8'))).catch((error) => {
    throw error instanceof ProblemsError
      ? new ProblemsError(error.problems.map((problem) => inFile(problem, name)))
      : error
  })
  print.report(restored)
  print.line(`Took in ${count(restored.items, 'item')} of ${count(restored.feeds, 'feed')}.`)
  return 0
}

function inFile({message, line, hint}: Problem, file: string): Problem {
  return new Problem(message, {file: file === '-' ? 'standard input' : file, line, hint})
}

/** Lines as JSON Lines means them: other characters that end lines elsewhere may stand in a text. */
async function* linesOf(input: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of input) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()!
    yield* lines
  }
  if (rest) yield rest
}
