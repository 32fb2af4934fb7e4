/** Bodies of posts and pages: rendered when asked for, their references pointed at what those became. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Resolve} from '../content/links.ts'
import type {PostSettings} from '../content/post.ts'
import {digest} from '../digest.ts'
import {later} from '../later.ts'
import type {Project} from '../project.ts'
import {sourceFile} from '../source-file.ts'
import type {Article, Later, Source, Summary} from '../types.ts'
import type {Head} from './heads.ts'
import type {Linked} from './links.ts'
import {createTargets, type Found, type LookedUp, lookUp, type Pending, toArticle, toExcerpt} from './look-up.ts'
import type {PostReader} from './post-reader.ts'

/** A body as far as every build looks at it. */
export interface Bodied extends Found {
  readonly article: Later<Article>
  /** The part before `<!--more-->`, named by its own text: editing what follows does not change it. */
  readonly excerpt: Later<string> | undefined
  /** All of its links and pictures, and the ids that links may lead to. */
  readonly linked: Linked
  /** Its keywords the last time, when something was another than it is now. */
  readonly keywordsBefore?: string | undefined
}

/** Where references lead, with a name for all of it: another name, and every body is looked at again. */
export interface Space {
  readonly name: string
  readonly resolve: Resolve
}

/** Bodies of the heads by path. */
type ReadBodies = (heads: readonly Head[], space: Space) => Promise<ReadonlyMap<string, Bodied>>

/** What a body was read from in this process: the same again gives the same object. */
interface Seen {
  readonly summary: Summary
  readonly space: Space
  readonly bodied: Bodied
}

/** Make the function that reads the bodies of a site. While no file moves, a call costs what changed since the last one. */
export function createBodyReader({settings, cache}: Project, slice: PostSettings, reader: PostReader): ReadBodies {
  const book = cache.book<LookedUp>('body')
  const seen = new WeakMap<Source, Seen>()
  const {site, blog} = settings

  return async function readBodies(heads, space) {
    const bodies = new Map<string, Bodied>()
    for (const head of heads) bodies.set(head.summary.path, recall(head, space) ?? (await read(head, space)))
    return bodies
  }

  function recall(head: Head, space: Space): Bodied | undefined {
    const {source, summary} = head
    const last = seen.get(source)
    if (last?.summary === summary && last.space === space) return last.bodied
    const written = book.get(source.path, inputsOf(head, space))
    if (!written) return undefined
    reader.keep(source.path)
    return keep(head, space, toBodied(head, space, written))
  }

  async function read(head: Head, space: Space): Promise<Bodied> {
    const {path} = head.source
    const keywordsBefore = book.last(path)?.keywords
    const looked = lookUp(toPending(head, space), await reader.outline(head.source, head), {slice, site})
    // What stops a build is looked at again by the next one.
    const stops = looked.problems.some(({warning}) => !warning)
    const written = stops ? looked : book.set(path, inputsOf(head, space), looked)
    return keep(head, space, {...toBodied(head, space, written), keywordsBefore})
  }

  function keep({source, summary}: Head, space: Space, bodied: Bodied): Bodied {
    seen.set(source, {summary, space, bodied})
    return bodied
  }

  function inputsOf({source, summary}: Head, space: Space): string {
    return `${source.digest} ${digest(summary)} ${space.name}`
  }

  function toPending(head: Head, {resolve}: Space): Pending {
    const {source, summary} = head
    const targets = createTargets(summary, resolve, blog.links === 'warning')
    return {head, file: sourceFile(settings, source), lines: () => linesOf(source), resolve, targets}
  }

  /** Most bodies are only named, so what it takes to make them waits until somebody asks. */
  function toBodied(head: Head, space: Space, {article, excerpt, leads, ids, linked, ...found}: LookedUp): Bodied {
    const {source, summary} = head
    let pending: Pending | undefined
    const post = () => (pending ??= toPending(head, space))
    const outline = () => reader.outline(source, head)
    const rendered = async () => (await reader.rendered(source, head).value()).value!
    return {
      ...found,
      linked: {
        ...{name: linked, file: sourceFile(settings, source), url: summary.url, leads, ids},
        hrefs: async () => (await outline()).hrefs,
        lines: () => linesOf(source),
      },
      article: later(article, async () => toArticle(post(), await outline(), await rendered())),
      excerpt: excerpt === undefined ? undefined : later(excerpt, async () => toExcerpt(post(), await outline())),
    }
  }

  function linesOf({path}: Source): readonly string[] {
    return readFileSync(join(settings.content, path), 'utf8').split(/\r?\n/)
  }
}
