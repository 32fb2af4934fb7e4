/** Comments as data: `content/comments/<post>/*.yaml`, one file each, or a list of them in one file. */
import {escapeText} from '../escape.ts'
import {Problem} from '../problem.ts'
import {isRecord} from '../record.ts'
import {strange} from '../strange.ts'
import {readDate} from '../time.ts'
import type {Checked, Comment} from '../types.ts'
import {commentLanguages} from './kinds.ts'
import {explainData, parseData} from './languages.ts'

const limits = {depth: 6, values: 50_000}

/** What of the settings decides how comments are read. */
export interface CommentSettings {
  /** The content folder as messages name it. */
  readonly folder: string
  readonly timeZone: string
}

/**
 * Read a file of comments. Those that wait for approval or were marked as spam are left out here already, as are mail
 * and network addresses, so that nothing later can publish them. Texts become HTML that is still to be sanitised.
 */
export function parseComments(path: string, text: string, settings: CommentSettings): Checked<readonly Comment[]> {
  const file = `${settings.folder}/${path}`
  const clean = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const language = commentLanguages[path.slice(path.lastIndexOf('.') + 1).toLowerCase()] ?? 'yaml'
  let data: unknown
  try {
    data = parseData(language, clean, limits)
  } catch (error) {
    return {problems: [explainData(error, file, clean.split('\n'), 0)]}
  }
  const stem = path.replace(/^.*\/|\.[^.]+$/g, '')
  const list = Array.isArray(data) ? data : isRecord(data) && Array.isArray(data.comments) ? data.comments : [data]
  const problems: Problem[] = []
  const value = list.flatMap((each, index) => {
    const comment = isRecord(each)
      ? readComment(each, list.length > 1 ? `${stem}-${index + 1}` : stem, settings)
      : 'is not a record'
    if (typeof comment !== 'string') return comment ?? []
    problems.push(
      new Problem(`Comment ${index + 1} ${comment}.`, {file, hint: 'It needs `author`, `date` and `text`.'}),
    )
    return []
  })
  return {value, problems}
}

/** The comments of one post in the order in which they were written, each with what answers it. */
export function threadComments(comments: readonly Comment[]): readonly CommentThread[] {
  const sorted = comments.toSorted((a, b) => (a.date === b.date ? (a.id < b.id ? -1 : 1) : a.date < b.date ? -1 : 1))
  const earlier = new Map<string, CommentThread[]>()
  const roots: CommentThread[] = []
  for (const comment of sorted) {
    const replies: CommentThread[] = []
    // Only what was written before can be answered, so no circle can arise.
    const siblings = (comment.parent === undefined ? undefined : earlier.get(comment.parent)) ?? roots
    siblings.push({comment, replies})
    earlier.set(comment.id, replies)
  }
  return roots
}

/** A comment with its answers. */
export interface CommentThread {
  readonly comment: Comment
  readonly replies: readonly CommentThread[]
}

/** The comment; undefined when it is not to be shown; a clause when something is wrong with it. */
function readComment(
  data: Readonly<Record<string, unknown>>,
  name: string,
  settings: CommentSettings,
): Comment | undefined | string {
  const status = data.status ?? (data.approved === false || data.pending === true ? 'pending' : 'approved')
  if (status !== 'approved' && status !== 'published') return undefined
  const written = asText(data.date)
  const date = written === undefined ? undefined : readDate(written, settings.timeZone)
  if (!date) return written === undefined ? 'has no date' : `has a date that is none, “${written.slice(0, 40)}”`
  const html = asText(data.html) ?? paragraphs(asText(data.text))
  if (html === undefined) return 'has no text'
  const author = isRecord(data.author) ? data.author : {name: data.author ?? data.name, url: data.url}
  const url = asText(author.url)
  const parent = asText(data.parent)
  return {
    id: asText(data.id) ?? name,
    author: {name: nameOf(author.name), ...(url && /^https?:\/\//i.test(url) && {url})},
    date: date.utc,
    html: strange(html),
    ...(parent !== undefined && {parent}),
  }
}

/** Where somebody gave a mail address as a name, the part that names them. */
function nameOf(written: unknown): string {
  return (asText(written) ?? '').replace(/@\S+\.\S+/g, '')
}

/** Plain text as HTML: blank lines part paragraphs, other line ends stay. */
function paragraphs(text: string | undefined): string | undefined {
  return text
    ?.split(/\n{2,}/)
    .map((part) => `<p>${escapeText(part.trim()).replaceAll('\n', '<br>')}</p>`)
    .join('\n')
}

function asText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}
