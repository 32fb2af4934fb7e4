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

/** Every command in a line, and the options that all of them have. */
export async function help(): Promise<string> {
  const all = (await Promise.all(Array.from(commands.values(), (load) => load()))).map(({command}) => command)
  const width = Math.max(...all.map(({usage}) => usage.length))
  return [
    'Almagest: a blog and a planet in one static site',
    '',
    ...all.map(({usage, summary}) => `  almagest ${usage.padEnd(width)}  ${summary}`),
    '',
    ...optionLines(common),
    '',
    'See `almagest <command> --help` for the options of a command.',
  ].join('\n')
}

/** One command with its options. */
export function helpOf({usage, summary, options}: Command): string {
  return [`almagest ${usage}`, summary, '', ...optionLines({...options, ...common})].join('\n')
}

function optionLines(options: Command['options']): string[] {
  const names = Object.entries(options).map(([name, {type, help}]) => [
    `--${name}${type === 'string' ? ' <value>' : ''}`,
    help,
  ])
  const width = Math.max(...names.map(([name]) => name!.length))
  return names.map(([name, help]) => `  ${name!.padEnd(width)}  ${help}`)
}
