/** What every build knows of every post and page: its head, whether readers see it, and when that will change. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {kindOfSource} from '../content/kinds.ts'
import type {PostSettings} from '../content/post.ts'
import type {Problem} from '../problem.ts'
import type {Project} from '../project.ts'
import type {Checked, Post, Schema, Settings, Source, Summary} from '../types.ts'
import type {Change} from './change.ts'

/** A post without its body: small enough to stay in memory. */
export interface Head extends Pick<Post, 'aliases' | 'line'> {
  readonly source: Source
  readonly summary: Summary
  /** It stands in the site: it is published, or this is a preview that shows it all the same. */
  readonly shown: boolean
}

/** A post that was parsed, or what is wrong with it. */
type Parsed = Checked<Omit<Post, 'body'>>

/** Every post and page that can be read; bodies that were read on the way are put into `bodies`, by path. */
type ReadHeads = (
  sources: readonly Source[],
  bodies: Map<string, string>,
  problems: Problem[],
) => Promise<readonly Head[]>

/** Make the function that reads the heads of a site. A source that is the same object as before is not looked up again. */
export function createHeadReader({settings, cache, now}: Project, slice: PostSettings): ReadHeads {
  const known = new WeakMap<Source, Parsed>()

  return async function readHeads(sources, bodies, problems) {
    const time = now()
    const heads: Head[] = []
    for (const source of sources) {
      if (!kindOfSource(source.path)) continue
      const parsed = known.get(source) ?? (await parse(source, bodies))
      known.set(source, parsed)
      problems.push(...parsed.problems)
      if (parsed.value) heads.push(toHead(parsed.value, source, settings, time))
    }
    return heads
  }

  function parse(source: Source, bodies: Map<string, string>): Promise<Parsed> {
    const section = schemaFor(source.path, settings.schemas)
    const later = cache.memo('parse', [source, slice, section], async (): Promise<Parsed> => {
      const {parsePost} = await import('../content/post.ts')
      const text = readFileSync(join(settings.content, source.path), 'utf8')
      const schema = section === undefined ? undefined : settings.schemas![section]
      const {value, ...rest} = parsePost(source.path, text, slice, schema)
      if (!value) return rest
      const {body, ...head} = value
      bodies.set(source.path, body)
      return {...rest, value: head}
    })
    return later.value()
  }
}

/** When posts come and go by themselves. */
export function changesOf(heads: readonly Head[], folder: string, now: string): readonly Change[] {
  return heads.flatMap(({summary: {draft, date, expires, path}}) => [
    ...(!draft && date > now ? [{at: date, because: `${folder}/${path} is due`}] : []),
    ...(!draft && expires !== undefined && expires > now ? [{at: expires, because: `${folder}/${path} expires`}] : []),
  ])
}

function toHead(post: Omit<Post, 'body'>, source: Source, {blog}: Settings, now: string): Head {
  const hidden = whyHidden(post.summary, now)
  if (!hidden) return {...post, source, shown: true}
  const shown = hidden === 'draft' ? blog.drafts && (blog.future || post.summary.date <= now) : blog.future
  return {...post, summary: {...post.summary, hidden}, source, shown}
}

function whyHidden({draft, date, expires}: Summary, now: string): Summary['hidden'] {
  if (draft) return 'draft'
  if (date > now) return 'future'
  return expires !== undefined && expires <= now ? 'expired' : undefined
}

/** The folder whose schema checks a file: the longest that fits. */
function schemaFor(path: string, schemas: Readonly<Record<string, Schema>> = {}): string | undefined {
  const fitting = Object.keys(schemas).filter((folder) => path.startsWith(`${folder.replace(/\/$/, '')}/`))
  return fitting.sort((a, b) => b.length - a.length)[0]
}
