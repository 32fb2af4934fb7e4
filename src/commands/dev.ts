/** `almagest dev`: write, save, look. */
import {spawn} from 'node:child_process'
import {emitKeypressEvents} from 'node:readline'
import {count} from '../count.ts'
import type {Dev, DevReport} from '../dev/dev.ts'
import {problemsOf} from '../dev/trouble.ts'
import {printNext, printRead} from './build.ts'
import {buildOptions, type Command, overridesOf} from './command.ts'
import type {Printer} from './printer.ts'
import {readPort, serverOptions, tellOfPort, warnOfHost} from './server.ts'
import {untilStopped} from './stop.ts'
import {showDuration} from './words.ts'

export const command: Command = {
  name: 'dev',
  usage: 'dev',
  summary: 'serve the site while you write; shows drafts and posts to come',
  options: {...serverOptions, base: buildOptions.base, open: {type: 'boolean', help: 'open the site in the browser'}},
  async run({root, flags, print, now}) {
    const {dev} = await import('../dev/dev.ts')
    const port = readPort(flags.port)
    const host = warnOfHost(flags.host, print)
    const server = await dev(root, {
      ...overridesOf(flags),
      ...(port !== undefined && {port}),
      ...(host && {host}),
      now,
      onBuild: (report) => printDev(print, report),
      onTrouble: (problems) => print.problems(problems),
      onPolling: () => print.line('There are too many files to watch here: looking at them again and again instead.'),
    })
    tellOfPort(port, server.url, print)
    print.line(`Serving ${server.url}`)
    if (flags.open) openBrowser(server.url)
    let deafen = () => {}
    await untilStopped((stop) => {
      deafen = listenForKeys(server, print, stop)
    })
    deafen()
    await server.close()
    return 0
  },
}

function printDev(print: Printer, report: DevReport): void {
  const {read, problems, milliseconds, drafts} = report
  print.problems(problems)
  printRead(print, read)
  print.line(`Ready in ${showDuration(milliseconds)}${drafts ? '' : ', without drafts and posts to come'}.`)
  printNext(print, report)
}

/** One key, one wish, where somebody sits at a terminal. Gives what ends it: as long as somebody listens, no process ends. */
function listenForKeys(server: Dev, print: Printer, stop: () => void): () => void {
  const {stdin} = process
  if (!stdin.isTTY) return () => {}
  const keys: Readonly<Record<string, () => void>> = {
    o: () => openBrowser(server.url),
    d: () => server.toggleDrafts(),
    p: () => void refresh(server, print).catch((error) => print.problems(problemsOf(error))),
    r: () => server.again(),
    q: stop,
  }
  emitKeypressEvents(stdin)
  stdin.setRawMode(true)
  const onKey = (_: unknown, {name = '', ctrl, meta}: {name?: string; ctrl?: boolean; meta?: boolean}) => {
    if (ctrl && name === 'c') stop()
    else if (!ctrl && !meta && Object.hasOwn(keys, name)) keys[name]!()
  }
  stdin.on('keypress', onKey)
  print.line('Keys: o opens the browser, d shows or hides drafts, p refreshes the planet, r rebuilds, q quits.')
  return () => {
    stdin.off('keypress', onKey)
    stdin.setRawMode(false)
    stdin.pause()
  }
}

async function refresh(server: Dev, print: Printer): Promise<void> {
  print.line('Visiting the feeds that are due …')
  const report = await server.refresh()
  if (report && !report.stopped)
    print.line(`${count(report.visits.length, 'feed')} visited, ${report.waiting} not due yet.`)
}

function openBrowser(url: string): void {
  const openers: Readonly<Record<string, readonly string[]>> = {darwin: ['open'], win32: ['cmd', '/c', 'start', '']}
  const [program, ...words] = openers[process.platform] ?? ['xdg-open']
  spawn(program!, [...words, url], {stdio: 'ignore', detached: true})
    .on('error', () => {})
    .unref()
}
