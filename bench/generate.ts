/** A blog to measure with: the same number always gives the same posts, whatever else was generated. */
import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'

export interface Corpus {
  /** Path below the project of a post in the middle, to be edited. */
  readonly edited: string
}

const words = `river lamp stone winter letter garden window paper morning harbour signal engine bridge silver market
orchard thunder candle pocket ladder copper meadow island button shadow ribbon compass anchor kettle feather
marble lantern violet timber saddle pepper mirror tunnel velvet walnut walks turns keeps holds finds makes leaves
sees hears tells writes reads draws slowly often never almost always under over behind between before after without
the a this that every some no one two three old new small large quiet bright early late`.split(/\s+/)

const code: readonly string[] = [
  '```js\nexport function sum(list) {\n  let total = 0\n  for (const item of list) total += item.value\n  return total + " in all"\n}\n```',
  '```python\ndef walk(tree, depth=0):\n    """Yield every leaf with its depth."""\n    for node in tree:\n        yield from walk(node.children, depth + 1)\n```',
  '```css\n.card > h2 {\n  margin-block: 1rem;\n  color: light-dark(#222, #eee);\n}\n```',
  '```sh\nfor file in *.md; do\n  wc -w "$file" | tee -a counts.txt\ndone\n```',
]

/** Write `count` posts with a config into `folder`: 3 to 6 KB each, with lists, quotes, tables, code, footnotes and links. */
export function generate(folder: string, count: number): Corpus {
  mkdirSync(join(folder, 'content/posts'), {recursive: true})
  writeFileSync(
    join(folder, 'planet.config.ts'),
    "export default {site: {title: 'Bench', url: 'https://example.org'}}\n",
  )
  for (let number = 0; number < count; number++) writeFileSync(join(folder, postPath(number)), writePost(number, count))
  return {edited: postPath(Math.floor(count / 2))}
}

function postPath(number: number): string {
  return `content/posts/post-${String(number).padStart(5, '0')}.md`
}

function writePost(number: number, count: number): string {
  const random = createRandom(number)
  const day = new Date(Date.UTC(2005, 0, 1) + Math.floor((number / count) * 20 * 365) * 86_400_000)
    .toISOString()
    .slice(0, 10)
  const tags = Array.from({length: 1 + random(3)}, () => words[random(40)])
  const head = `---\ntitle: "${sentence(random, 4)} ${number}"\ndate: ${day}\ntags: [${[...new Set(tags)].join(', ')}]\n---\n`
  const blocks = [paragraph(random), '<!--more-->']
  for (let block = 0; block < 9 + random(8); block++) blocks.push(writeBlock(random, number))
  return `${head}\n${blocks.join('\n\n')}\n\n[^1]: ${sentence(random, 12)}\n`
}

function writeBlock(random: Random, number: number): string {
  const kind = random(12)
  if (kind === 0) return `## ${sentence(random, 4)}`
  if (kind === 1) return Array.from({length: 4}, () => `- ${sentence(random, 8)}`).join('\n')
  if (kind === 2) return `> ${sentence(random, 20)}`
  if (kind === 3) return code[random(code.length)]!
  if (kind === 4)
    return `| one | two |\n|---|--:|\n| ${sentence(random, 2)} | ${random(900)} |\n| ${sentence(random, 2)} | ${random(900)} |`
  if (kind === 5) return `${paragraph(random)} It is *said*[^1] and **meant** with \`code\`.`
  if (kind === 6 && number > 0)
    return `See [an earlier post](post-${String(random(number)).padStart(5, '0')}.md) and <https://example.net/${random(999)}>.`
  return paragraph(random)
}

function paragraph(random: Random): string {
  return Array.from({length: 3 + random(3)}, () => sentence(random, 8 + random(12))).join(' ')
}

function sentence(random: Random, length: number): string {
  const text = Array.from({length}, () => words[random(words.length)]).join(' ')
  return text[0]!.toUpperCase() + text.slice(1) + (length > 6 ? '.' : '')
}

type Random = (below: number) => number

/** Mulberry32. */
function createRandom(seed: number): Random {
  let state = seed * 0x9e3779b1
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}
