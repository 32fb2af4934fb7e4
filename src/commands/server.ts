/** What the commands that listen have in common. */
import {type Command, UsageError} from './command.ts'
import type {Printer} from './printer.ts'

/** Where a server listens. */
export const serverOptions = {
  port: {type: 'string', help: 'port to listen on (default: 4321, or the next free one)'},
  host: {type: 'string', help: 'address to listen on (default: 127.0.0.1, so that nobody else can look)'},
} as const satisfies Command['options']

/** The port that was asked for; undefined when none was. */
export function readPort(given: unknown): number | undefined {
  if (given === undefined) return undefined
  const port = Number(given)
  if (Number.isInteger(port) && port >= 0 && port < 65536) return port
  throw new UsageError(`--port wants a number from 0 to 65535, not “${given}”.`)
}

/** The address to listen on, with a warning when others can reach it. */
export function warnOfHost(given: unknown, print: Printer): string | undefined {
  if (given === undefined) return undefined
  const host = String(given)
  if (!/^(?:127\.|localhost$|::1$)/.test(host)) print.error(`Everybody who can reach ${host} can read this site.`)
  return host
}

/** Say so when another port was taken than the one that was asked for. */
export function tellOfPort(wanted: number | undefined, url: string, print: Printer): void {
  if (wanted && Number(new URL(url).port || 80) !== wanted) print.line(`Port ${wanted} is taken.`)
}
