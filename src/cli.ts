/** Words on the command line -> one call -> a printed report -> an exit code. */
import {resolve} from 'node:path'
import {type ParseArgsOptionsConfig, parseArgs} from 'node:util'
import {allowWords, type Command, type Context, type Flags, UsageError} from './commands/command.ts'
import {common, help, helpOf} from './commands/help.ts'
import {commands} from './commands/index.ts'
import {createPrinter} from './commands/printer.ts'
import {faultOf} from './faults.ts'
import {BusyError} from './lock.ts'
import {didYouMean, ProblemsError} from './problem.ts'
import {version} from './version.ts'

/** Commands that make the site. */
const makers = ['build', 'dev', 'schedule']

/**
 * Run one command. Resolves with the exit code: 0 good, 1 problems in the site or the machine, 2 wrong usage, 3 some feeds
 * failed though the run did its work, 4 another run is at work.
 */
export async function main(words: readonly string[]): Promise<number> {
  process.stdout.on('error', stopWhenUnread)
  try {
    const command = await findCommand(words)
    const {flags, rest} = readWords(words, command)
    if (flags.version) return say(version())
    if (flags.help || words.length === 0) return say(command ? helpOf(command) : await help())
    if (!command && rest[0] === 'help') return say(await helpAbout(rest[1]))
    if (!command) throw unknownCommand(rest[0])
    const print = createPrinter({
      json: flags.json === true,
      silent: flags.silent === true,
      verbose: flags.verbose === true,
      site: makers.includes(command.name),
    })
    const context: Context = {
      root: resolve(String(flags.root ?? '.')),
      flags,
      words: rest.slice(1),
      print,
      now: () => new Date().toISOString(),
    }
    if (command.usage === command.name) allowWords(command.name, context.words, 0)
    return await command.run(context)
  } catch (error) {
    return fail(error, words)
  }
}

/** Whoever read our words has seen enough, as `head` does; or they cannot be written, as to a file on a full disk. */
function stopWhenUnread(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit()
  process.stderr.write(`What there was to say could not be written. ${faultOf(error)?.message ?? error.message}\n`)
  process.exit(1)
}

/** The command that is named. Its module is the only one of them that is loaded. */
async function findCommand(words: readonly string[]): Promise<Command | undefined> {
  return (await commands.get(commandName(words))?.())?.command
}

/** The first word that is no option nor the value of one of the common options. */
function commandName(words: readonly string[]): string {
  const {positionals} = parseArgs({args: [...words], options: common, allowPositionals: true, strict: false})
  return positionals[0] ?? ''
}

function readWords(words: readonly string[], command: Command | undefined): {flags: Flags; rest: string[]} {
  const known: ParseArgsOptionsConfig = {...common, ...command?.options}
  const {values, positionals, tokens} = parseArgs({
    args: [...words],
    options: known,
    allowPositionals: true,
    strict: false,
    tokens: true,
  })
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const option = known[token.name]
    if (!option)
      throw new UsageError(
        `There is no option ${token.rawName}${command ? ` for \`almagest ${command.name}\`` : ''}.`,
        suggest(token.name, Object.keys(known), command),
      )
    if (option.type === 'string' && token.value === undefined) throw new UsageError(`${token.rawName} needs a value.`)
    if (option.type === 'boolean' && token.value !== undefined) throw new UsageError(`${token.rawName} takes no value.`)
  }
  return {flags: values as Flags, rest: positionals}
}

/** What `almagest help` and `almagest help build` say. */
async function helpAbout(name: string | undefined): Promise<string> {
  if (name === undefined) return help()
  const command = await findCommand([name])
  if (command) return helpOf(command)
  throw unknownCommand(name)
}

function unknownCommand(word = ''): UsageError {
  const near = didYouMean(word, [...commands.keys(), 'help'])
  return new UsageError(
    `There is no command \`${word}\`.`,
    near ? `Did you mean \`almagest ${near}\`?` : 'See `almagest --help`.',
  )
}

function suggest(name: string, known: readonly string[], command: Command | undefined): string {
  const near = didYouMean(name, known)
  if (near) return `Did you mean --${near}?`
  return command ? `See \`almagest ${command.name} --help\`.` : 'Options of one command stand after its name.'
}

function fail(error: unknown, words: readonly string[]): number {
  const print = createPrinter({
    json: words.includes('--json'),
    silent: false,
    verbose: words.includes('--verbose'),
    site: makers.includes(commandName(words)),
  })
  if (error instanceof UsageError) {
    print.error([error.message, error.hint].filter(Boolean).join('\n  → '))
    return 2
  }
  if (error instanceof ProblemsError) {
    print.problems(error.problems)
    return 1
  }
  if (error instanceof BusyError) {
    print.error(`${error.message}\n  → ${error.hint}`)
    return 4
  }
  const fault = faultOf(error)
  if (fault && !words.includes('--verbose')) {
    print.problems([fault])
    return 1
  }
  print.error(words.includes('--verbose') ? String((error as Error).stack) : `${(error as Error).message ?? error}`)
  return 1
}

function say(text: string): number {
  process.stdout.write(`${text}\n`)
  return 0
}
