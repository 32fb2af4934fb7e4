/** Search without a server: an index in small files, of which a reader loads those that the question needs. */
import {digest} from '../../digest.ts'
import type {Later, Memo, Output, Site, Summary} from '../../types.ts'
import {formatDate} from '../format.ts'
import {perPosts} from '../per-posts.ts'
import {type Block, toBlocks} from './blocks.ts'
import {clientScript} from './client.ts'
import {type Indexed, toIndexed} from './indexed.ts'

/** Where the page and the files of the index are, below the root of the site. */
export const searchPath = '/search/'

/** Documents in one file of titles. */
const chunk = 16

/** From so many documents on, one more letter names a shard: neither should one take long to load, nor should there be many. */
const steps = [300, 2_000]

/** Whether the site has a search page of ours: it is wanted, there is something to find, and nobody put a page there. */
export const hasSearch = perPosts(({settings: {site, blog}, posts, pages}): boolean => {
  const own = [...pages, ...posts].some(({url}) => url === site.base + searchPath)
  return blog.search && posts.length + pages.length > 0 && !own
})

/** Where the script is: named by its content. */
export function scriptPath(): string {
  return `assets/search.${digest(clientScript()).slice(0, 10)}.js`
}

/**
 * The files of the index. Posts are numbered from the oldest, so a new one changes nothing of the others; what an edit of a
 * text changes is the shards of the terms that came or went.
 */
export async function searchFiles(site: Site, memo: Memo): Promise<readonly Output[]> {
  if (!hasSearch(site)) return []
  const documents = site.posts.length + site.pages.length
  const depth = 1 + steps.filter((step) => documents >= step).length
  const lists = [site.posts.toReversed(), site.pages].map((summaries) =>
    summaries.map((summary) => ({summary, indexed: indexedOf(site, memo, summary)})),
  )
  const blocks = lists.flatMap((list, first) =>
    toBlocks(
      memo,
      list.map(({indexed}) => indexed),
      first as 0 | 1,
      depth,
    ),
  )
  const shards = await shardFiles(blocks, documents)
  const names = shards.map(({path}) => path.slice('search/t-'.length, -'.json'.length))
  const index = JSON.stringify({depth, chunk, shards: names.join(' ')})
  const script = clientScript()
  return [
    {path: 'search/index.json', inputs: [index], draw: () => index},
    {path: scriptPath(), inputs: [script], draw: () => script},
    ...shards,
    ...lists.flatMap((list, first) => titleFiles(site, list, first === 0 ? 'posts' : 'pages')),
  ]
}

function indexedOf(site: Site, memo: Memo, summary: Summary): Later<Indexed> {
  const article = site.article(summary)
  return memo('search document', [article], async () => toIndexed(await article.value()))
}

async function shardFiles(blocks: readonly Block[], documents: number): Promise<readonly Output[]> {
  const names = await Promise.all(blocks.map((block) => block.names.value()))
  const all = Array.from(new Set(names.flatMap((each) => Object.keys(each)))).sort()
  // Rounded, so that the number of posts changes no shard but when it doubles.
  const common = Math.max(30, 0.6 * 2 ** Math.floor(Math.log2(documents)))
  let parts: Promise<readonly Readonly<Record<string, string>>[]> | undefined
  return all.map((shard) => ({
    path: `search/t-${shard}.json`,
    inputs: ['search shard', common, names.map((each) => each[shard] ?? '').join(' ')],
    async draw() {
      parts ??= Promise.all(blocks.map((block) => block.shards.value()))
      return writeShard(
        (await parts).map((each) => each[shard] ?? ''),
        common,
      )
    },
  }))
}

/**
 * A shard as JSON: of each term its postings in order, each but the first as the distance from the one before. Of a term that
 * most documents have, only titles and headings are told, after a -1.
 */
function writeShard(parts: readonly string[], common: number): string {
  const terms = new Map<string, number[]>()
  for (const line of parts.join('').split('\n')) {
    const [term, ...postings] = line.split(' ')
    if (!term) continue
    const list = terms.get(term) ?? []
    terms.set(term, list.concat(postings.map(Number)))
  }
  const lines = Array.from(terms)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([term, postings]) => `${JSON.stringify(term)}:${JSON.stringify(shorten(postings, common))}`)
  return `{${lines.join(',\n')}}`
}

function shorten(postings: readonly number[], common: number): readonly number[] {
  const sorted = postings.toSorted((a, b) => a - b)
  if (sorted.length <= common) return distances(sorted)
  return [-1, ...distances(sorted.filter((posting) => posting % 4 > 1))]
}

function distances(sorted: readonly number[]): readonly number[] {
  return sorted.map((posting, index) => posting - (sorted[index - 1] ?? 0))
}

/** Address, title, date and lead of every document, in files of a few each. */
function titleFiles(
  {settings: {site}}: Site,
  list: readonly {readonly summary: Summary; readonly indexed: Later<Indexed>}[],
  name: string,
): readonly Output[] {
  return Array.from({length: Math.ceil(list.length / chunk)}, (_, index) => {
    const part = list.slice(index * chunk, (index + 1) * chunk)
    const heads = part.map(({summary: {url, title, date}}) => [url, title, date && formatDate(site, date)])
    return {
      path: `search/${name}-${index}.json`,
      inputs: ['search titles', heads, part.map(({indexed}) => indexed)],
      async draw() {
        const all = await Promise.all(part.map(({indexed}) => indexed.value()))
        return JSON.stringify(heads.map((head, at) => [...head, all[at]!.lead]))
      },
    }
  })
}
