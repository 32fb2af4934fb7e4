/** What readers said under posts, made safe: the one place where what the author keeps meets what strangers wrote. */
import {fileName} from '../content/address.ts'
import type {CommentThread} from '../content/comments.ts'
import {commentedPost} from '../content/kinds.ts'
import {readSource} from '../content/read-source.ts'
import {Problem} from '../problem.ts'
import type {Project} from '../project.ts'
import {absolute} from '../site/format.ts'
import {sourceFile, sourceFolder} from '../source-file.ts'
import {decodePath} from '../text.ts'
import type {Checked, Comment, Later, Noted, Site, Source, Summary, Thread} from '../types.ts'
import type {Head} from './heads.ts'
import {keep} from './keep.ts'

/** The threads under each post that has any. Files of comments that belong to no post are warned of; those that may belong to two are a problem. */
export async function readComments(
  project: Project,
  sources: readonly Source[],
  heads: readonly Head[],
): Promise<Noted<Site['comments']>> {
  const problems: Problem[] = []
  const named = namesOf(heads)
  const lists = new Map<Head, Commented[]>()
  for (const source of sources) {
    const post = commentedPost(source.path)
    if (post === undefined) continue
    const file = sourceFile(project.settings, source)
    const [head, other] = named(post)
    if (!head) problems.push(lost(file, post))
    else if (other) problems.push(unclear(file, post, head, other))
    else if (head.shown) {
      const comments = keep(await readFile(project, source), problems) ?? []
      if (comments.length > 0) lists.set(head, [...(lists.get(head) ?? []), {file, comments}])
    }
  }
  for (const files of lists.values()) problems.push(...findTwice(files))
  const threads = new Map(Array.from(lists, ([{summary}, files]) => [summary.path, makeSafe(project, summary, files)]))
  return {value: ({path}) => threads.get(path), problems}
}

/** A file of comments on one post. */
interface Commented {
  readonly file: string
  readonly comments: readonly Comment[]
}

function readFile({settings, cache}: Project, source: Source): Promise<Checked<readonly Comment[]>> {
  const {timeZone} = settings.site
  const folder = sourceFolder(settings)
  const read = async () => {
    const {parseComments} = await import('../content/comments.ts')
    return parseComments(source.path, readSource(settings.content, source).toString('utf8'), {folder, timeZone})
  }
  return cache.memo('comments', [source, timeZone, folder], read).value()
}

function findTwice(files: readonly Commented[]): readonly Problem[] {
  const met = new Set<string>()
  return files.flatMap(({file, comments}) => {
    const again = new Set<string>()
    for (const {id} of comments) {
      if (met.has(id)) again.add(id)
      met.add(id)
    }
    return Array.from(again, (id) => twice(file, id))
  })
}

/** Finds posts and pages by their path below their folder, or else by the name of their file or by their slug. */
function namesOf(heads: readonly Head[]): (name: string) => readonly Head[] {
  let byName: Map<string, Head[]> | undefined
  return (name) => {
    byName ??= collectNames(heads)
    const found = byName.get(name) ?? []
    const exact = found.filter(({summary}) => pathName(summary.path) === name)
    return exact.length > 0 ? exact : found
  }
}

function collectNames(heads: readonly Head[]): Map<string, Head[]> {
  const byName = new Map<string, Head[]>()
  for (const head of heads) {
    const {path, url} = head.summary
    const names = [pathName(path), pathName(path).replace(/^.*\//, ''), fileName(path), slugOf(url)]
    for (const name of new Set(names)) byName.set(name, [...(byName.get(name) ?? []), head])
  }
  return byName
}

/** `/2025/01/pear/` and `/archive/pear.html` are `pear`. */
function slugOf(url: string): string {
  const last = url.replace(/\/$/, '').replace(/^.*\/|\.html?$/g, '')
  return decodePath(last) ?? last
}

/** `posts/notes/pear/index.md` is `notes/pear`. */
function pathName(path: string): string {
  return path.replace(/^[^/]+\//, '').replace(/(?:\/index)?\.[^./]+$/, '')
}

function makeSafe(
  {cache, settings: {site}}: Project,
  {url}: Summary,
  files: readonly Commented[],
): Later<readonly Thread[]> {
  const comments = files.map((file) => file.comments)
  const page = absolute(site, url)
  return cache.memo('threads', [comments, page], async () => {
    const [{sanitizeHtml}, {threadComments}] = await Promise.all([
      import('../planet/sanitize.ts'),
      import('../content/comments.ts'),
    ])
    const toThread = ({comment: {parent, html, ...comment}, replies}: CommentThread): Thread => ({
      ...comment,
      html: sanitizeHtml(html, {base: page}),
      replies: replies.map(toThread),
    })
    return threadComments(comments.flat()).map(toThread)
  })
}

function twice(file: string, id: string): Problem {
  const hint = 'Give one of them another `id`, or another file name.'
  return new Problem(`Two comments under one post are called “${id}”.`, {file, hint})
}

function unclear(file: string, post: string, {summary: one}: Head, {summary: other}: Head): Problem {
  return new Problem(`Both ${one.path} and ${other.path} are called “${post}”.`, {
    file,
    hint: `Call the folder like the path of the post: “${pathName(one.path)}” or “${pathName(other.path)}”.`,
  })
}

function lost(file: string, post: string): Problem {
  const hint = 'Its folder is called like the file of the post, or like its path below posts/.'
  return new Problem(`There is no post “${post}” that these comments could belong to.`, {file, hint, warning: true})
}
