/** The sound or film that a post brings along: what front matter says of it, checked. */
import {extname} from 'node:path'
import {nearest} from '../problem.ts'
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

/** Media types of sound and film, by extension. */
export const soundAndFilm: Readonly<Record<string, string>> = {
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.aac': 'audio/aac',
  '.ogg': 'audio/ogg',
  '.oga': 'audio/ogg',
  '.opus': 'audio/ogg',
  '.flac': 'audio/flac',
  '.wav': 'audio/wav',
  '.mp4': 'video/mp4',
  '.m4v': 'video/mp4',
  '.mov': 'video/quicktime',
  '.webm': 'video/webm',
  '.ogv': 'video/ogg',
}

/** Formats of transcripts that the namespace `podcast` knows. */
const transcripts: Readonly<Record<string, string>> = {
  '.vtt': 'text/vtt',
  '.srt': 'application/x-subrip',
  '.html': 'text/html',
  '.txt': 'text/plain',
  '.json': 'application/json',
}

const fields = [
  'url',
  'type',
  'length',
  'duration',
  'title',
  'season',
  'episode',
  'explicit',
  'kind',
  'transcript',
  'chapters',
]

/** Whether a file is sound or film, by its name. */
export function isMedia(path: string): boolean {
  return Object.hasOwn(soundAndFilm, extname(path).toLowerCase())
}

/** Read `enclosure: talk.mp3`, or a record with `url` and more. Lengths of own files are known without being written. */
export function readEnclosure(value: unknown, find: Find): ReadEnclosure {
  const given = typeof value === 'string' ? {url: value} : (value as Readonly<Record<string, unknown>> | null)
  if (typeof given !== 'object' || given === null || Array.isArray(given) || typeof given.url !== 'string')
    return {mistakes: [{message: 'The enclosure has no URL.', hint: 'Write `enclosure: talk.mp3`.'}]}
  const mistakes: Mistake[] = Object.keys(given)
    .filter((name) => !fields.includes(name))
    .map((name) => ({message: `An enclosure has no \`${name}\`.`, hint: nearest(name, fields)}))
  const locate = (href: unknown) => {
    if (typeof href !== 'string') return undefined
    const target = /^https?:\/\//i.test(href) ? {url: href} : find(href)
    if (target.problem) mistakes.push({message: target.problem, ...(target.hint && {hint: target.hint})})
    return target
  }
  const file = locate(given.url)
  const transcript = locate(given.transcript)?.url
  const chapters = locate(given.chapters)?.url
  const type = typeof given.type === 'string' ? given.type : typeOf(soundAndFilm, given.url)
  if (!type) mistakes.push({message: `What kind of file is ${given.url}?`, hint: 'Add `type: audio/mpeg`.'})
  const duration = given.duration === undefined ? undefined : seconds(given.duration)
  if (given.duration !== undefined && duration === undefined)
    mistakes.push({message: 'The duration cannot be read.', hint: 'Write it as `duration: "32:10"`, or in seconds.'})
  if (mistakes.length > 0 || !file?.url || !type) return {mistakes}
  const length = count(given.length) ?? file.bytes
  const [season, episode] = [count(given.season), count(given.episode)]
  return {
    episode: {
      url: file.url,
      type,
      ...(length !== undefined && {length}),
      ...(duration !== undefined && {duration}),
      ...(typeof given.title === 'string' && {title: given.title}),
      ...(season !== undefined && {season}),
      ...(episode !== undefined && {episode}),
      ...(typeof given.explicit === 'boolean' && {explicit: given.explicit}),
      ...((given.kind === 'trailer' || given.kind === 'bonus') && {kind: given.kind}),
      ...(transcript && {transcript: {url: transcript, type: typeOf(transcripts, transcript) ?? 'text/plain'}}),
      ...(chapters && {chapters}),
    },
  }
}

function typeOf(known: Readonly<Record<string, string>>, url: string): string | undefined {
  const extension = extname(url.replace(/[?#].*$/s, '')).toLowerCase()
  return Object.hasOwn(known, extension) ? known[extension] : undefined
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
