/** What every build knows of every post and page: its head, whether readers see it, and when that will change. */
import {kindOfSource} from '../content/kinds.ts'
import type {PostHead} from '../content/post.ts'
import type {Problem} from '../problem.ts'
import type {Project} from '../project.ts'
import {sourceFile} from '../source-file.ts'
import type {Noted, Post, Settings, Source, Summary} from '../types.ts'
import type {Change} from './change.ts'
import {keep} from './keep.ts'
import type {PostReader} from './post-reader.ts'

/** A post without its body: small enough to stay in memory. */
export interface Head extends Pick<Post, 'aliases' | 'former' | 'line'> {
  readonly source: Source
  readonly summary: Summary
  /** It stands in the site: it is published, or this is a preview that shows it all the same. */
  readonly shown: boolean
}

/** Every post and page that can be read. */
type ReadHeads = (sources: readonly Source[]) => Promise<Noted<readonly Head[]>>

/** Make the function that reads the heads of a site. The head of a source that is the same object as before is the same. */
export function createHeadReader({settings, now}: Project, reader: PostReader): ReadHeads {
  const known = new WeakMap<Source, Head>()

  return async function readHeads(sources) {
    const time = now()
    const written = sources.filter(({path}) => kindOfSource(path))
    const parsed = await reader.heads(written)
    const heads: Head[] = []
    const problems: Problem[] = []
    written.forEach((source, index) => {
      const value = keep(parsed[index]!, problems)
      if (value) heads.push(toHead(value, source, settings, time, known.get(source)))
    })
    for (const head of heads) known.set(head.source, head)
    return {value: heads, problems}
  }
}

/** When posts come and go by themselves. */
export function changesOf(heads: readonly Head[], settings: Settings, now: string): readonly Change[] {
  const {drafts, future} = settings.blog
  return heads.flatMap(({source, summary: {draft, date, expires}}) => {
    const comes = date > now && (!draft || (drafts && !future))
    const goes = expires !== undefined && expires > now && !draft
    return [
      ...(comes ? [{at: date, because: `${sourceFile(settings, source)} is due`}] : []),
      ...(goes ? [{at: expires, because: `${sourceFile(settings, source)} expires`}] : []),
    ]
  })
}

function toHead(post: PostHead, source: Source, {blog}: Settings, now: string, before: Head | undefined): Head {
  const hidden = whyHidden(post.summary, now)
  const shown =
    hidden === undefined ||
    (hidden === 'draft' ? blog.drafts && (blog.future || post.summary.date <= now) : blog.future)
  if (before?.shown === shown && before.summary.hidden === hidden) return before
  const summary = hidden ? {...post.summary, hidden} : post.summary
  return {...post, summary, source, shown}
}

function whyHidden({draft, date, expires}: Summary, now: string): Summary['hidden'] {
  if (draft) return 'draft'
  if (date > now) return 'future'
  return expires !== undefined && expires <= now ? 'expired' : undefined
}
