/** `node bench/search.ts [posts…]`: what the search index of a blog costs to build, to keep up to date and to ask. */
import {gzipSync} from 'node:zlib'
import {openCache} from '../src/cache.ts'
import {digest, nameBy} from '../src/digest.ts'
import {searchFiles} from '../src/site/search/index.ts'
import {shardOf} from '../src/site/search/terms.ts'
import type {Article, Later, Output, Settings, Site, Summary} from '../src/types.ts'
import {createRandom} from './random.ts'

const sizes = process.argv.slice(2).map(Number)
const vocabulary = makeVocabulary(60_000)

for (const posts of sizes.length ? sizes : [1_000, 10_000]) {
  const articles = Array.from({length: posts}, (_, number) => writeArticle(number))
  const cache = openCache(undefined, 'bench')
  const cold = await measure(() => build(articles, cache))
  const same = await measure(() => build(articles, cache, cold.files))
  const middle = Math.floor(posts / 2)
  const edited = articles.with(middle, {...articles[middle]!, text: `${articles[middle]!.text} retrograde`})
  const edit = await measure(() => build(edited, cache, cold.files))
  const sizesOf = [...cold.files.values()].map(({text}) => text.length)
  const total = sizesOf.reduce((sum, size) => sum + size, 0)
  console.log(`${posts} posts of ${Math.round(articles[0]!.text.length / 100) / 10} KB of text`)
  console.log(`  cold             ${show(cold)}`)
  console.log(`  nothing changed  ${show(same)}`)
  console.log(`  one post edited  ${show(edit)}`)
  console.log(
    `  index            ${kilobytes(total)} in ${sizesOf.length} files, the largest ${kilobytes(Math.max(...sizesOf))}`,
  )
  for (const rank of [20, 300, 3_000]) console.log(`  a question       ${ask(cold.files, vocabulary[rank]!, posts)}`)
  console.log(`  peak memory      ${Math.round(process.resourceUsage().maxRSS / 1024)} MB, the texts among it`)
  cache.close()
}

interface File {
  readonly name: string
  readonly text: string
}

interface Measured {
  readonly files: Map<string, File>
  readonly drawn: number
  readonly seconds: number
}

async function measure(run: () => Promise<{files: Map<string, File>; drawn: number}>): Promise<Measured> {
  const begun = process.cpuUsage()
  const done = await run()
  const {user, system} = process.cpuUsage(begun)
  return {...done, seconds: (user + system) / 1e6}
}

/** As publishing does it: a file whose inputs are known is not drawn. */
async function build(articles: readonly Article[], cache: ReturnType<typeof openCache>, known?: Map<string, File>) {
  const outputs: readonly Output[] = await searchFiles(siteOf(articles), cache.memo)
  const files = new Map<string, File>()
  let drawn = 0
  for (const {path, inputs, draw} of outputs) {
    const name = digest(inputs)
    const before = known?.get(path)
    if (before?.name === name) files.set(path, before)
    else {
      files.set(path, {name, text: String(await draw(() => {}))})
      drawn++
    }
  }
  cache.commit()
  return {files, drawn}
}

function siteOf(articles: readonly Article[]): Site {
  const byPath = new Map(articles.map((article) => [article.summary.path, article]))
  const settings = {site: {base: '', language: 'en', timeZone: 'UTC'}, blog: {}} as Settings
  const later = (article: Article): Later<Article> =>
    nameBy({value: () => Promise.resolve(article)}, digest([article.summary.path, article.text]))
  return {
    settings,
    posts: articles.map(({summary}) => summary).reverse(),
    pages: [],
    article: ({path}: Summary) => later(byPath.get(path)!),
  } as unknown as Site
}

/** What a reader loads for one word: the index, its shard, and the titles of the posts shown. */
function ask(files: Map<string, File>, word: string, posts: number): string {
  const shard = `search/t-${shardOf(word, posts < 300 ? 1 : posts < 2_000 ? 2 : 3)}.json`
  const postings: readonly number[] = JSON.parse(files.get(shard)!.text)[word] ?? []
  const titles = [...files.keys()].filter((path) => path.includes('/posts-')).slice(0, Math.min(20, postings.length))
  const loaded = ['search/index.json', shard, ...titles].map((path) => gzipSync(files.get(path)!.text).length)
  const sum = loaded.reduce((total, size) => total + size, 0)
  return `“${word}”, in ${postings.length} posts: ${kilobytes(sum)} compressed, ${kilobytes(loaded[1]!)} of it the shard`
}

function show({seconds, drawn}: Measured): string {
  return `${seconds.toFixed(2)} s of processor, ${drawn} files drawn`
}

function kilobytes(bytes: number): string {
  return bytes > 2_000_000 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e3).toFixed(1)} KB`
}

/** Words of a language that does not exist, as often as words are: the n-th a little more than n times rarer than the first. */
function makeVocabulary(count: number): readonly string[] {
  const random = createRandom(7)
  const [begin, middle, end] = [
    'b c d f g h l m n p r s t v w br ch cl co de in re st tr un',
    'a e i o u ai ea io',
    'd l m n r s t ck ng rd st tion ly ing er',
  ].map((list) => list.split(' '))
  const pick = (list: readonly string[]) => list[random(list.length)]!
  const words = new Set<string>()
  while (words.size < count)
    words.add(Array.from({length: 1 + random(4)}, () => pick(begin!) + pick(middle!)).join('') + pick(end!))
  return [...words]
}

function writeArticle(number: number): Article {
  const random = createRandom(number + 1)
  const word = () =>
    vocabulary[Math.min(vocabulary.length - 1, Math.floor(vocabulary.length ** (random(1e6) / 1e6)) - 1)]!
  const words = (length: number) => Array.from({length}, word).join(' ')
  const date = new Date(Date.UTC(2005, 0, 1) + number * 60_000_000).toISOString()
  const path = `posts/${number}.md`
  const summary = {kind: 'post', path, url: `/2005/${number}/`, id: path, title: words(5), date} as unknown as Summary
  return {
    summary: {...summary, tags: [word()], categories: [], authors: [], draft: false, extra: {}},
    html: '',
    headings: [{depth: 2, id: 'a', text: words(4)}],
    text: words(500 + random(500)),
  } as unknown as Article
}
