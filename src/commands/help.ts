/** What `--help` shows. */
import type {Command} from './command.ts'
import {commands} from './index.ts'

/** Options of every command, with the text that `--help` shows. */
export const common = {
  root: {type: 'string', help: 'folder of the project (default: this one)'},
  config: {type: 'string', help: 'config file (default: planet.config.ts)'},
  json: {type: 'boolean', help: 'print the report as JSON'},
  verbose: {type: 'boolean', help: 'say more'},
  silent: {type: 'boolean', help: 'say nothing but problems'},
  help: {type: 'boolean', short: 'h', help: 'show this help'},
  version: {type: 'boolean', short: 'v', help: 'show the version'},
} as const

/** Every command, and the options that all of them have. */
export async function help(): Promise<string> {
  const all = (await Promise.all(Array.from(commands.values(), (load) => load()))).map(({command}) => command)
  return [
    'Almagest: a blog and a planet in one static site',
    '',
    ...inColumns(all.map(({usage, summary}) => [`almagest ${usage}`, summary])),
    '',
    ...optionLines(common),
    '',
    'See `almagest <command> --help` for the options of a command.',
  ].join('\n')
}

/** One command with its options. */
export function helpOf({usage, summary, options}: Command): string {
  return [`almagest ${usage}`, ...wrap(summary, lineWidth()), '', ...optionLines({...options, ...common})].join('\n')
}

function optionLines(options: Command['options']): string[] {
  return inColumns(
    Object.entries(options).map(([name, {type, help}]) => [`--${name}${type === 'string' ? ' <value>' : ''}`, help]),
  )
}

/** Names longer than this have a line of their own. */
const widest = 27

/** Names, and beside them what they mean. */
function inColumns(rows: readonly (readonly [name: string, meaning: string])[]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length).filter((length) => length <= widest))
  return rows.flatMap(([name, meaning]) => {
    const lines = wrap(meaning, lineWidth() - width - 4).map((line) => `${' '.repeat(width + 4)}${line}`)
    return name.length > width
      ? [`  ${name}`, ...lines]
      : [`  ${name.padEnd(width + 2)}${lines[0]!.trimStart()}`, ...lines.slice(1)]
  })
}

/** Columns of the terminal; 80 where there is none. Lines of more than a hundred signs are hard to read anywhere. */
function lineWidth(): number {
  return Math.min(100, Math.max(60, process.stdout.columns || 80))
}

/** A text in lines of at most so many signs, broken between words. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
