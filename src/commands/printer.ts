/** How a command speaks: text for people, or one JSON document for programs. */
import {styleText} from 'node:util'
import {type Problem, showProblem} from '../problem.ts'

/** Says what a command has to say. */
export interface Printer {
  readonly json: boolean
  readonly verbose: boolean
  /** A line for people; nothing when silent or JSON. */
  line(text: string): void
  /** A line that the next one replaces; nothing when standard error is no terminal. */
  progress(text: string): void
  /** Problems on standard error, each with its place; counted at the end. */
  problems(problems: readonly Problem[]): void
  error(text: string): void
  /** The report as JSON, when asked for. */
  report(value: object): void
}

/** How a command shall speak. */
export interface PrinterWishes {
  readonly json: boolean
  readonly silent: boolean
  readonly verbose: boolean
  /** The command makes the site, so problems end with what became of it. */
  readonly site: boolean
}

/** A printer for these wishes. Problems are always shown. */
export function createPrinter({json, silent, verbose, site}: PrinterWishes): Printer {
  const live = process.stderr.isTTY && !json && !silent
  let shown = false

  function clear(): void {
    if (shown) process.stderr.write('\r\u001B[K')
    shown = false
  }

  return {
    json,
    verbose,
    line(text) {
      clear()
      if (!json && !silent) process.stdout.write(`${plain(text)}\n`)
    },
    progress(text) {
      if (!live) return
      clear()
      process.stderr.write(plain(text).slice(0, (process.stderr.columns || 80) - 1))
      shown = true
    },
    problems(problems) {
      clear()
      if (json) return void process.stdout.write(`${JSON.stringify({problems}, null, 2)}\n`)
      // What stops the site comes last, where the eye is.
      const [errors, warnings] = [problems.filter(({warning}) => !warning), problems.filter(({warning}) => warning)]
      for (const kind of [warnings, errors]) showSome(kind, verbose)
      const total = errors.length === 1 ? 'One problem' : `${errors.length} problems`
      if (errors.length && site) process.stderr.write(`\n${total}. The site was left as it was.\n`)
      else if (errors.length > 1) process.stderr.write(`\n${total}.\n`)
    },
    error(text) {
      clear()
      process.stderr.write(`${plain(text)}\n`)
    },
    report(value) {
      if (json) process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
    },
  }
}

/** Problems of one kind that are shown unless more are asked for: thousands would hide the first. */
const shownAtOnce = 40

function showSome(problems: readonly Problem[], verbose: boolean): void {
  const shown = verbose ? problems : problems.slice(0, shownAtOnce)
  for (const problem of shown) process.stderr.write(`\n${paint(problem)}\n`)
  const rest = problems.length - shown.length
  if (rest > 0) process.stderr.write(`\n… and ${rest} more; --verbose shows them all.\n`)
}

function paint(problem: Problem): string {
  // Colours alone do not say it in a log.
  const [first = '', ...rest] = plain((problem.warning ? 'warning: ' : '') + showProblem(problem)).split('\n')
  const head = styleText(problem.warning ? 'yellow' : 'red', first, {stream: process.stderr})
  return [head, ...rest].join('\n')
}

/** Names and titles come from strangers: nothing in them may steer a terminal. */
function plain(text: string): string {
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, ' ')
}
