/** `almagest schedule`: refresh and build for as long as the machine runs, or the timer of a system that does it instead. */
import {relative} from 'node:path'
import type {ScheduleEvent} from '../schedule/events.ts'
import {stateFiles} from '../state-files.ts'
import type {Settings} from '../types.ts'
import {buildOptions, type Command, type Context, type Flags, overridesOf, UsageError} from './command.ts'
import {stoppable} from './stop.ts'

const printed = {systemd: 'systemd', cron: 'cron', launchd: 'launchd (macOS)', github: 'GitHub Actions'} as const
type System = keyof typeof printed

export const command: Command = {
  name: 'schedule',
  usage: 'schedule',
  summary: 'refresh and build, again and again, each feed at its own time; or print a timer that does it',
  options: {
    ...buildOptions,
    once: {type: 'boolean', help: 'take one turn and leave, as a timer wants it'},
    every: {type: 'string', help: "turns at fixed times alone: 30m, 2h, or as in a crontab: '0 6-22 * * *'"},
    hook: {type: 'string', help: 'command to run when the site has changed; reads the changed paths, one a line'},
    systemd: {type: 'boolean', help: 'print units for systemd'},
    cron: {type: 'boolean', help: 'print a line for crontab'},
    launchd: {type: 'boolean', help: 'print a property list for launchd (macOS)'},
    github: {type: 'boolean', help: 'print a workflow for GitHub Actions'},
  },
  async run(context) {
    const {root, flags} = context
    const {readConfig} = await import('../config.ts')
    const {settings} = await readConfig(root, overridesOf(flags))
    const system = (Object.keys(printed) as System[]).find((name) => flags[name])
    if (system) return printTimer(context, system, settings)
    const {whileLocked} = await import('../lock.ts')
    return whileLocked(stateFiles(settings).scheduleLock, {as: 'almagest schedule'}, () =>
      run(context, settings.site.timeZone),
    )
  },
}

async function run(context: Context, timeZone: string): Promise<number> {
  const {root, flags, now} = context
  const [{readRhythm}, {schedule}, {takeTurn}] = await Promise.all([
    import('../schedule/rhythm.ts'),
    import('../schedule/schedule.ts'),
    import('../schedule/turn.ts'),
  ])
  const {every} = flags
  const rhythm = every === undefined ? undefined : readRhythm(String(every), timeZone)
  if (every !== undefined && !rhythm) throw noRhythm(every)
  const log = await createLog(context)
  const hook = flags.hook === undefined ? undefined : String(flags.hook)
  return stoppable(async (signal) => {
    const turn = () => takeTurn({root, overrides: overridesOf(flags), hook, now, log, signal})
    if (flags.once) {
      const {failed, feedsFailed} = await turn()
      return failed ? 1 : feedsFailed ? 3 : 0
    }
    await schedule({turn, now, log, signal, rhythm})
    return 0
  })
}

async function createLog({flags, print, now}: Context): Promise<(event: ScheduleEvent) => void> {
  const {isWorthALine, toAlarms, toJsonLine, toLine} = await import('../schedule/events.ts')
  if (print.json) return (event) => void process.stdout.write(`${toJsonLine(event, now())}\n`)
  return (event) => {
    if (event.event === 'failed') print.error(toLine(event, now()))
    else if (flags.verbose || isWorthALine(event)) print.line(toLine(event, now()))
    for (const alarm of toAlarms(event, now())) print.error(alarm)
  }
}

async function printTimer({root, flags}: Context, system: System, {site, out}: Settings): Promise<number> {
  if (/[\r\n]/.test(String(flags.hook ?? '')))
    throw new UsageError('A timer has room for a hook of one line.', 'Put the commands into a script, and name that.')
  const words = wordsOf(flags)
  if (system === 'github' && words.length > 0) throw noRoom(words[0]!)
  const [{timers, isEven}, {readMinutes}] = await Promise.all([
    import('../schedule/timers.ts'),
    import('../schedule/rhythm.ts'),
  ])
  const minutes = readMinutes(String(flags.every ?? '20m'))
  if (minutes === undefined || !isEven(minutes))
    throw new UsageError(
      `${printed[system]} wants a length of time that divides an hour or a day, not “${flags.every}”.`,
      'Try --every 20m, or 2h.',
    )
  const command = [process.execPath, process.argv[1]!, 'schedule', '--once', ...words]
  process.stdout.write(timers[system]!({root, command, title: site.title, out: relative(root, out), minutes}))
  return 0
}

/** The wishes that hold for every turn. */
function wordsOf(flags: Flags): string[] {
  return ['hook', 'config', 'out', 'base', 'drafts', 'future'].flatMap((name) => {
    const value = flags[name]
    return value === undefined ? [] : value === true ? [`--${name}`] : [`--${name}`, String(value)]
  })
}

function noRoom(word: string): UsageError {
  return new UsageError(
    `The workflow has no room for ${word}.`,
    'It runs `almagest refresh` and `almagest build` as the config has them. Print it without, and write into it what else it is to do.',
  )
}

function noRhythm(every: unknown): UsageError {
  return new UsageError(
    `--every wants a length of time or a pattern of crontab, not “${every}”.`,
    "Try --every 30m, or --every '0 6-22 * * *'.",
  )
}
