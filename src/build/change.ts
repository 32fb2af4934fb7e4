/** When a site will change by itself, so that a timer need not guess. */
import {stateFiles} from '../state-files.ts'
import type {Settings} from '../types.ts'
import {readText, writeWhole} from '../whole-file.ts'

/** A change that no file announces. */
export interface Change {
  /** ISO 8601 in UTC; never before the build that tells it. */
  readonly at: string
  /** A clause for people: `content/posts/soon.md is due`. */
  readonly because: string
}

/** The first of these changes; undefined when there is none. One that is overdue counts as due `now`. */
export function nextChange(changes: readonly Change[], now: string): Change | undefined {
  const first = changes.reduce<Change | undefined>(
    (least, change) => (least && least.at <= change.at ? least : change),
    undefined,
  )
  return first && first.at < now ? {...first, at: now} : first
}

/** Write it to `next-change.json` in the state folder, for timers and other programs: `{}` when nothing is to come. */
export function writeNextChange(settings: Settings, change: Change | undefined): void {
  const file = stateFiles(settings).nextChange
  const text = `${JSON.stringify(change ?? {})}\n`
  if (readText(file) !== text) writeWhole(file, text)
}
