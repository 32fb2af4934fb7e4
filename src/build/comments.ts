/** What readers said under posts, made safe: the one place where what the author keeps meets what strangers wrote. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileName} from '../content/address.ts'
import type {CommentThread} from '../content/comments.ts'
import {commentedPost} from '../content/kinds.ts'
import {Problem} from '../problem.ts'
import type {Project} from '../project.ts'
import type {Comment, Later, Site, Source, Summary, Thread} from '../types.ts'
import type {Head} from './heads.ts'

/** The threads under each post that has any. Files of comments that belong to no post are warned of. */
export async function readComments(
  {settings, cache}: Project,
  sources: readonly Source[],
  heads: readonly Head[],
  folder: string,
  problems: Problem[],
): Promise<Site['comments']> {
  const named = namesOf(heads)
  const names = new Set<string>()
  const lists = new Map<string, (readonly Comment[])[]>()
  for (const source of sources) {
    const post = commentedPost(source.path)
    if (post === undefined) continue
    const {summary, shown} = named(post) ?? {}
    if (!summary) problems.push(lost(`${folder}/${source.path}`, post))
    if (!summary || !shown) continue
    const {value = [], problems: mistakes} = await cache
      .memo('comments', [source, settings.site.timeZone, folder], async () => {
        const {parseComments} = await import('../content/comments.ts')
        const text = readFileSync(join(settings.content, source.path), 'utf8')
        return parseComments(source.path, text, {folder, timeZone: settings.site.timeZone})
      })
      .value()
    problems.push(...mistakes)
    for (const {id} of value) {
      const name = `${summary.path} ${id}`
      if (names.has(name)) problems.push(twice(`${folder}/${source.path}`, id))
      names.add(name)
    }
    if (value.length > 0) lists.set(summary.path, [...(lists.get(summary.path) ?? []), value])
  }
  const threads = new Map<string, Later<readonly Thread[]>>()
  for (const {summary} of heads) {
    const comments = lists.get(summary.path)
    if (comments) threads.set(summary.path, makeSafe(cache, summary, comments, settings.site.url, settings.site.base))
  }
  return ({path}) => threads.get(path)
}

/** Finds a post or page by its path below its folder, or by the name of its file. */
function namesOf(heads: readonly Head[]): (name: string) => Head | undefined {
  let byName: Map<string, Head> | undefined
  return (name) => {
    byName ??= new Map([
      ...heads.map((head) => [fileName(head.summary.path), head] as const),
      ...heads.map((head) => [pathName(head.summary.path), head] as const),
    ])
    return byName.get(name)
  }
}

/** `posts/notes/pear/index.md` is `notes/pear`. */
function pathName(path: string): string {
  return path.replace(/^[^/]+\//, '').replace(/(?:\/index)?\.[^./]+$/, '')
}

function makeSafe(
  cache: Project['cache'],
  {url}: Summary,
  comments: readonly (readonly Comment[])[],
  siteUrl: string,
  base: string,
): Later<readonly Thread[]> {
  const page = siteUrl.slice(0, siteUrl.length - base.length) + url
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

function lost(file: string, post: string): Problem {
  const hint = 'Its folder is called like the file of the post, or like its path below posts/.'
  return new Problem(`There is no post “${post}” that these comments could belong to.`, {file, hint, warning: true})
}
