/** The sound or film that a post brings along: what front matter says of it, checked. */
import {extname} from 'node:path'
import {nearest} from '../problem.ts'
import {byExtension, soundAndFilm} from '../sound-and-film.ts'
import type {Episode} from '../types.ts'
import type {Target} from './links.ts'

/** What came of reading it: the episode, or sentences about what is wrong. */
export type ReadEnclosure = {readonly episode: Episode} | {readonly mistakes: readonly Mistake[]}

interface Mistake {
  readonly message: string
  readonly hint?: string
}

/** Finds a file by its path from the post; files of other sites are given as URLs. */
type Find = (href: string) => Target

/** Formats of transcripts that the namespace `podcast` knows. */
const transcripts: Readonly<Record<string, string>> = {
  '.vtt': 'text/vtt',
  '.srt': 'application/x-subrip',
  '.html': 'text/html',
  '.txt': 'text/plain',
  '.json': 'application/json',
}

/** What the value of a field has to be, in words for who wrote another. */
interface Wanted {
  fits(value: unknown): boolean
  readonly message: string
  readonly hint: string
}

const text = (name: string): Wanted => ({
  fits: (value) => typeof value === 'string',
  message: `\`${name}\` of the enclosure must be text.`,
  hint: 'Put it in quotes.',
})
const number = (name: string, example: number): Wanted => ({
  fits: (value) => count(value) !== undefined,
  message: `\`${name}\` of the enclosure must be a whole number.`,
  hint: `Write it as \`${name}: ${example}\`.`,
})

const fields: Readonly<Record<string, Wanted>> = {
  url: text('url'),
  type: text('type'),
  length: number('length', 3500000),
  duration: {
    fits: (value) => seconds(value) !== undefined,
    message: 'The duration cannot be read.',
    hint: 'Write it as `duration: "32:10"`, or in seconds.',
  },
  title: text('title'),
  season: number('season', 2),
  episode: number('episode', 7),
  explicit: {
    fits: (value) => typeof value === 'boolean',
    message: '`explicit` of the enclosure must be true or false.',
    hint: 'Write it as `explicit: true`.',
  },
  kind: {
    fits: (value) => value === 'trailer' || value === 'bonus' || value === 'full',
    message: '`kind` of the enclosure must be `trailer` or `bonus`.',
    hint: 'Leave it out for a whole episode.',
  },
  transcript: text('transcript'),
  chapters: text('chapters'),
}

/** Whether a file is sound or film, by its name. */
export function isMedia(path: string): boolean {
  return Object.hasOwn(soundAndFilm, extname(path).toLowerCase())
}

/** Read `enclosure: talk.mp3`, or a record with `url` and more. Lengths of own files are known without being written. */
export function readEnclosure(value: unknown, find: Find): ReadEnclosure {
  const given = recordOf(typeof value === 'string' ? {url: value} : value)
  if (typeof given.url !== 'string')
    return {mistakes: [{message: 'The enclosure has no URL.', hint: 'Write `enclosure: talk.mp3`.'}]}
  const mistakes = mistakesIn(given)
  const locate = (href: unknown) => {
    if (typeof href !== 'string') return undefined
    const target = /^https?:\/\//i.test(href) ? {url: href} : find(href)
    if (target.problem) mistakes.push({message: target.problem, ...(target.hint && {hint: target.hint})})
    return target
  }
  const file = locate(given.url)
  const transcript = locate(given.transcript)?.url
  const chapters = locate(given.chapters)?.url
  const type = typeof given.type === 'string' ? given.type : byExtension(soundAndFilm, given.url)
  if (!type) mistakes.push({message: `What kind of file is ${given.url}?`, hint: 'Add `type: audio/mpeg`.'})
  if (mistakes.length > 0 || !file?.url || !type) return {mistakes}
  return {
    episode: {
      url: file.url,
      type,
      ...detailsOf(given, file.bytes),
      ...(transcript && {transcript: {url: transcript, type: byExtension(transcripts, transcript) ?? 'text/plain'}}),
      ...(chapters && {chapters}),
    },
  }
}

/** The fields that are filled; none where there is no record. */
function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null && field !== ''))
}

function mistakesIn(given: Readonly<Record<string, unknown>>): Mistake[] {
  return Object.entries(given).flatMap(([name, value]): Mistake | [] => {
    if (!Object.hasOwn(fields, name))
      return {message: `An enclosure has no \`${name}\`.`, hint: nearest(name, Object.keys(fields))}
    const {fits, message, hint} = fields[name]!
    return fits(value) ? [] : {message, hint}
  })
}

/** What is said of the file beside where it lies, in a record without mistakes. */
function detailsOf(given: Readonly<Record<string, unknown>>, bytes: number | undefined): Partial<Episode> {
  const {title, explicit, kind} = given
  const [length, duration] = [count(given.length) ?? bytes, seconds(given.duration)]
  const [season, episode] = [count(given.season), count(given.episode)]
  return {
    ...(length !== undefined && {length}),
    ...(duration !== undefined && {duration}),
    ...(typeof title === 'string' && {title}),
    ...(season !== undefined && {season}),
    ...(episode !== undefined && {episode}),
    ...(typeof explicit === 'boolean' && {explicit}),
    ...((kind === 'trailer' || kind === 'bonus') && {kind}),
  }
}

/** `32:10`, `1:02:03`, or seconds; undefined for what is none. */
function seconds(value: unknown): number | undefined {
  if (typeof value === 'number') return count(value)
  if (typeof value !== 'string' || !/^\d{1,6}(?::[0-5]?\d){0,2}$/.test(value.trim())) return undefined
  return value.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
}

function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined
}
