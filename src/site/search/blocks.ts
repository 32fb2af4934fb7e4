/** The index in blocks of posts, so that an edit makes one block anew and leaves the others as they were. */
import {digest} from '../../digest.ts'
import type {Later, Memo} from '../../types.ts'
import type {Indexed} from './indexed.ts'
import {shardOf} from './terms.ts'

/** Posts in a block. */
const size = 256

/** The part of every shard that one block of posts makes up. */
export interface Block {
  /** For each shard its lines: a term and its postings, `moon 48 53`. A posting is four times the document, and the weight. */
  readonly shards: Later<Readonly<Record<string, string>>>
  /** A name for the lines of each shard, to see what changed without looking at them. */
  readonly names: Later<Readonly<Record<string, string>>>
}

/** The blocks of a list that grows at its end. Documents are numbered from `first`, in steps of two. */
export function toBlocks(
  memo: Memo,
  documents: readonly Later<Indexed>[],
  first: 0 | 1,
  depth: number,
): readonly Block[] {
  return Array.from({length: Math.ceil(documents.length / size)}, (_, index) => {
    const from = index * size
    const part = documents.slice(from, from + size)
    const start = from * 2 + first
    const shards = memo('search block', [depth, start, part], async () =>
      sortIntoShards(await Promise.all(part.map((document) => document.value())), start, depth),
    )
    return {shards, names: memo('search names', [shards], async () => nameShards(await shards.value()))}
  })
}

function sortIntoShards(documents: readonly Indexed[], start: number, depth: number): Record<string, string> {
  const postings = new Map<string, number[]>()
  for (const [index, {terms}] of documents.entries()) {
    const number = start + index * 2
    for (const weighed of terms.split(' ')) {
      const term = weighed.slice(1)
      if (term === '') continue
      const list = postings.get(term)
      const posting = number * 4 + Number(weighed[0])
      if (list) list.push(posting)
      else postings.set(term, [posting])
    }
  }
  const shards: Record<string, string> = Object.create(null)
  for (const term of Array.from(postings.keys()).sort()) {
    const shard = shardOf(term, depth)
    shards[shard] = `${shards[shard] ?? ''}${term} ${postings.get(term)!.join(' ')}\n`
  }
  return shards
}

function nameShards(shards: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(shards).map(([shard, lines]) => [shard, digest(lines).slice(0, 10)]))
}
