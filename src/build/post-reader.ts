/** What one file alone tells of its post or page: its head, its body rendered, and the outline of that. */
import {nearestFolder} from '../content/folders.ts'
import type {ParsedHead, PostHead, PostSettings} from '../content/post.ts'
import {digest, nameBy} from '../digest.ts'
import type {Project} from '../project.ts'
import {once} from '../same-again.ts'
import {worthThreads} from '../threads.ts'
import type {Checked, Later, Post, Rendered, Schema, Source, Summary} from '../types.ts'
import type {Outline} from './outline.ts'
import {readInThreads} from './reading-pool.ts'
import {renderedForm} from './rendered-form.ts'

/** From so many unread files on, threads earn back what they cost to start. */
const leastForThreads = 600

/** Reads posts and pages; what was read once, in this process or an earlier one, is not read again. */
export interface PostReader {
  /** Heads in the order of their sources. All cores are used where there is much to read. */
  heads(sources: readonly Source[]): Promise<readonly ParsedHead[]>
  outline(source: Source, head: PostHead): Promise<Outline>
  rendered(source: Source, head: PostHead): Later<Checked<Rendered>>
  /** The outline is still good, though nobody has to read it now. */
  keep(path: string): void
}

/** A head as it is written down: with the name of its summary, which half of the site is named by. */
interface Written {
  readonly head: ParsedHead
  readonly name: string
}

/** Make the reader of a project. */
export function createPostReader({settings, cache}: Project, slice: PostSettings): PostReader {
  const heads = cache.book<Written>('parse')
  const outlines = cache.book<Outline>('outline')
  cache.stayWith('markdown', 'outline')
  const known = new WeakMap<Source, ParsedHead>()
  const summaries = new Map<string, Summary>()
  const sliced = digest(slice)
  const {root, markdown, content, schemas} = settings
  const reading = {root, content, slice, markdown}
  const files = once(async () => (await import('./reading.ts')).createFileReader(reading))
  // Functions cannot be sent to another thread.
  const alone = markdown.remarkPlugins.length + markdown.rehypePlugins.length > 0

  function recall(source: Source): ParsedHead | undefined {
    const seen = known.get(source)
    if (seen) return seen
    const written = heads.get(source.path, headInputs(source))
    return written && keep(source, written)
  }

  function keep(source: Source, {head, name}: Written): ParsedHead {
    const kept = head.value ? {...head, value: {...head.value, summary: oneOf(head.value.summary, name)}} : head
    known.set(source, kept)
    return kept
  }

  /** A summary that says what the one before said is the same object: nothing that is made of it is made again. */
  function oneOf(summary: Summary, name: string): Summary {
    const before = summaries.get(summary.path)
    if (before && digest(before) === name) return before
    summaries.set(summary.path, summary)
    return nameBy(summary, name)
  }

  function note(source: Source, head: ParsedHead): ParsedHead {
    const name = head.value ? digest(head.value.summary) : ''
    return keep(source, heads.set(source.path, headInputs(source), {head, name}))
  }

  async function parse(source: Source): Promise<ParsedHead> {
    return note(source, (await files()).head(source, schemaOf(source)))
  }

  /** The folder whose schema checks a file. */
  function sectionOf({path}: Source): string | undefined {
    return nearestFolder(path, Object.keys(schemas))
  }

  function schemaOf(source: Source): Schema | undefined {
    const section = sectionOf(source)
    return section === undefined ? undefined : schemas[section]
  }

  /** A head is made anew when another schema checks it. */
  function headInputs(source: Source): string {
    return `${source.digest} ${sliced} ${sectionOf(source) ?? ''}`
  }

  function bodyInputs({path, digest}: Source, {summary}: Pick<Post, 'summary'>): string {
    return `${digest} ${summary.language ?? slice.language} ${slice.folder}/${path}`
  }

  const reader: PostReader = {
    async heads(sources) {
      const fresh = sources.filter((source) => !recall(source))
      if (worthThreads(fresh.length, leastForThreads) && !alone)
        await readInThreads(fresh, reading, (source, {head, outline, rendered}) => {
          if (!head.value || !outline || !rendered || schemaOf(source)) return
          note(source, head)
          outlines.set(source.path, bodyInputs(source, head.value), outline)
          cache.put('markdown', bodyInputs(source, head.value), rendered)
        })
      const all: ParsedHead[] = []
      for (const source of sources) all.push(recall(source) ?? (await parse(source)))
      return all
    },
    async outline(source, head) {
      const inputs = bodyInputs(source, head)
      const found = outlines.get(source.path, inputs)
      if (found) return found
      const rendered = await reader.rendered(source, head).value()
      const outline = (await files()).outline(rendered, head)
      return rendered.value ? outlines.set(source.path, inputs, outline) : outline
    },
    keep: outlines.keep,
    rendered(source, head) {
      const render = async () => (await files()).body(source, head)
      return cache.memo('markdown', bodyInputs(source, head), render, renderedForm)
    },
  }
  return reader
}
