/** What the words behind `npm run bench` ask for. */
import {cpus} from 'node:os'

/** @throws {Error} when it is none */
export function wholeNumber(name: string, text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text)
  throw new Error(`--${name} wants a whole number from 1 to 9,999,999, not “${text}”.`)
}

/**
 * The names in lists with commas between them.
 * @throws {Error} when one is unknown
 */
export function namesOf<T extends string>(name: string, lists: readonly string[], known: readonly T[]): readonly T[] {
  return lists
    .flatMap((list) => list.split(','))
    .map((text) => {
      const found = known.find((one) => one === text)
      if (found) return found
      throw new Error(`--${name} knows ${known.join(', ')}, not “${text}”.`)
    })
}

/** What `read` makes of the words; when they are wrong, the process says why, and how it is used, and ends with 2. */
export function readOrEnd<T>(usage: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    say(`${(error as Error).message}\n\n${usage}`)
    return process.exit(2)
  }
}

/** Where the measuring is done: the first line above a table. */
export function conditions(more: readonly string[]): string {
  const [first] = cpus()
  const machine = `${cpus().length} × ${first?.model.trim() ?? 'processor'}`
  return [new Date().toISOString().slice(0, 10), machine, `Node.js ${process.versions.node}`, ...more].join(', ')
}

/** Tell how it goes, apart from the table. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
