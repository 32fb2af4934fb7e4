/** What stands in the state folder under which name. What belongs to one output folder has its names in `publish/place.ts`. */
import {join} from 'node:path'
import type {Settings} from './types.ts'

/** Absolute paths of files and folders. Only the memory cannot be made or asked for again. */
export interface StateFiles {
  /** The planet's memory. Its snapshot and what a rescue leaves stand beside it. */
  readonly memory: string
  /** Folder of pictures of others. */
  readonly pictures: string
  /** Results of steps. */
  readonly cache: string
  /** How the files of the content folder looked. */
  readonly sources: string
  /** What the last build told. */
  readonly lastBuild: string
  /** When the site will change by itself, for timers and other programs. */
  readonly nextChange: string
  /** What is known of links to other sites. */
  readonly links: string
  /** Folder of pictures in several sizes. */
  readonly copies: string
  /** Folder of share cards. */
  readonly cards: string
  /** Held by the one schedule of a project. */
  readonly scheduleLock: string
}

/** Where the state of a project stands. */
export function stateFiles({state}: Pick<Settings, 'state'>): StateFiles {
  return {
    memory: join(state, 'planet.sqlite'),
    pictures: join(state, 'pictures'),
    cache: join(state, 'cache.sqlite'),
    sources: join(state, 'sources.json'),
    lastBuild: join(state, 'last-build.json'),
    nextChange: join(state, 'next-change.json'),
    links: join(state, 'links.json'),
    copies: join(state, 'images'),
    cards: join(state, 'cards'),
    scheduleLock: join(state, 'schedule.lock'),
  }
}

/** A SQLite database with the files that stand beside it while somebody uses it. */
export function databaseFiles(file: string): readonly string[] {
  return ['', '-wal', '-shm'].map((suffix) => file + suffix)
}
