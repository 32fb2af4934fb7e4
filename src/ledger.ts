/** `permanence.json`: the addresses and ids that a site was published with, and the ids of its feeds. */
import {join} from 'node:path'
import {Problem} from './problem.ts'
import {sameAgain} from './same-again.ts'
import {readNamed} from './whole-file.ts'

/**
 * What is remembered of an address: the source that stands behind it or that it leads on to, and the id that feeds gave its
 * post or that a feed has. A former address has no id.
 */
export interface Remembered {
  readonly of?: string
  readonly id?: string
}

/** What is remembered, by path below the root of the site, percent-encoded. */
export type Ledger = ReadonlyMap<string, Remembered>

/** Its name in the folder of the project. */
export const permanenceFile = 'permanence.json'

/** The address in the ledger that holds the id of the blog's feed; those of all other feeds are made of that. */
export const feedAddress = '/atom.xml'

/** And the one that holds its id among podcasts, where it is one. */
export const podcastAddress = '/rss.xml'

/** Whether an address is one that stands for others, or this machine (RFC 2606): nobody was given it yet. */
export function isExample(url: string): boolean {
  const {hostname} = new URL(url)
  return /(?:^|\.)(?:example(?:\.(?:com|net|org))?|test|invalid|localhost)$|^127\.|^\[::1\]$/.test(hostname)
}

/** The text of the ledger of the project in `root`; empty where it has none. */
export function openLedger(root: string): string {
  return readNamed(join(root, permanenceFile)) ?? ''
}

/** One line an address. Commas are not asked for, so that lines of two branches may be put together as they are. */
export const readLedger = sameAgain(
  (text: string): {readonly ledger: Ledger; readonly problems: readonly Problem[]} => {
    // Line for line takes several times as long, and tells where a mistake is.
    const whole = readWhole(text)
    return whole ? {ledger: whole, problems: []} : readLines(text)
  },
)

function readWhole(text: string): Ledger | undefined {
  if (!text.startsWith('{')) return undefined
  try {
    return new Map(
      Object.entries(JSON.parse(text) as Record<string, Remembered>).map(([url, value]) => [url, toRemembered(value)]),
    )
  } catch {
    return undefined
  }
}

function readLines(text: string): {readonly ledger: Ledger; readonly problems: readonly Problem[]} {
  const ledger = new Map<string, Remembered>()
  const problems: Problem[] = []
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*\{?\s*\}?\s*$/.test(line)) continue
    const pair = readLine(line)
    if (pair) ledger.set(...pair)
    else problems.push(unreadable(line, index + 1))
  }
  return {ledger, problems: problems.slice(0, 3)}
}

function readLine(line: string): [url: string, remembered: Remembered] | undefined {
  try {
    const [[url, value]] = Object.entries(JSON.parse(`{${line.trim().replace(/,$/, '')}}`)) as [[string, Remembered]]
    return [url, toRemembered(value)]
  } catch {
    return undefined
  }
}

function toRemembered({of, id}: Remembered): Remembered {
  return {...(typeof of === 'string' && {of}), ...(typeof id === 'string' && {id})}
}

function unreadable(source: string, line: number): Problem {
  const merging = /^(?:<{7}|={7}|>{7}|\|{7})/.test(source)
  return new Problem(merging ? 'Two branches were put together and left to be settled.' : 'The line cannot be read.', {
    file: permanenceFile,
    line,
    source,
    hint: merging
      ? 'Keep the lines of both sides and delete those with `<<<<<<<`, `=======` and `>>>>>>>`; commas do not matter.'
      : 'Take the line as it was from the history of the file.',
  })
}

/** A ledger as the text of its file, sorted by address. */
export function writeLedger(ledger: Ledger): string {
  const lines = Array.from(ledger)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([url, remembered]) => `${JSON.stringify(url)}: {${Object.entries(remembered).map(showField).join(', ')}}`)
  return lines.length > 0 ? `{\n${lines.join(',\n')}\n}\n` : '{}\n'
}

function showField([name, value]: [string, string]): string {
  return `"${name}": ${JSON.stringify(value)}`
}
