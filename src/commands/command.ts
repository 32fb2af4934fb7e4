/** What a command is. One file each in this folder, one line each in `index.ts`. */
import type {Overrides} from '../config/written.ts'
import type {Printer} from './printer.ts'

/** One word of the command line. */
export interface Command {
  readonly name: string
  /** Name with its words, as help shows it: `refresh [feed…]`. */
  readonly usage: string
  /** What it does, in a few words. */
  readonly summary: string
  readonly options: Readonly<
    Record<string, {readonly type: 'string' | 'boolean'; readonly short?: string; readonly help: string}>
  >
  /** Resolves with the exit code. */
  run(context: Context): Promise<number>
}

/** Options as they were given, by name; undefined for those that were not. */
export type Flags = Readonly<Record<string, string | boolean | undefined>>

/** What a command is given. */
export interface Context {
  /** Absolute path of the project. */
  readonly root: string
  readonly flags: Flags
  /** Words after the command's name. */
  readonly words: readonly string[]
  readonly print: Printer
  readonly now: () => string
}

/** The command line asks for what does not exist. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly hint: string | undefined

  constructor(message: string, hint?: string) {
    super(message)
    this.hint = hint
  }
}

/**
 * Refuse words that `almagest <name>` has no use for.
 * @throws {UsageError} when there are more than `most`
 */
export function allowWords(name: string, words: readonly string[], most: 0 | 1): void {
  if (words.length <= most) return
  const message = `\`almagest ${name}\` has no use for “${words.slice(most).join(' ')}”.`
  const hint = `It takes ${most === 0 ? 'no words' : 'one word'} and options: see \`almagest ${name.split(' ')[0]} --help\`.`
  throw new UsageError(message, hint)
}

/** Options of commands that build, shared by their tables. */
export const buildOptions = {
  out: {type: 'string', help: 'folder of the built site (default: dist)'},
  base: {type: 'string', help: 'path of the site on its host, such as /blog'},
  drafts: {type: 'boolean', help: 'show drafts'},
  future: {type: 'boolean', help: 'show posts with a date to come, and those that expired'},
} as const satisfies Command['options']

/** What the flags set over the config. */
export function overridesOf(flags: Flags): Overrides {
  const pick = <Key extends string>(key: Key) => (flags[key] === undefined ? {} : {[key]: flags[key]})
  return {
    ...pick('config'),
    ...pick('out'),
    ...pick('base'),
    ...pick('drafts'),
    ...pick('future'),
    ...pick('accept'),
  } as Overrides
}
