/** The posts of the measured blog: the same number is always the same text, for whichever program it is written. */
import {code} from './code.ts'
import {chance, createRandom, longTailed, pick, pickEarly, type Random} from './random.ts'
import {categories, foreign, hosts, tags, words} from './words.ts'

/** A post before it is written in the manner of a program. */
export interface Post {
  /** Its page is `/posts/SLUG/`. */
  readonly slug: string
  readonly title: string
  /** `2009-04-30`. */
  readonly date: string
  readonly tags: readonly string[]
  readonly category: string
  readonly description: string
  /** Markdown, half below 3.6 KB and hardly one above 60 KB, the first paragraph parted from the rest by `<!--more-->`. */
  readonly body: string
}

/** Pictures that the posts show, `/img/photo-0.svg` and so on. */
export const pictures = 20

/** A file that Markdown has no part in. */
export function writePicture(number: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect width="640" height="480" fill="hsl(${number * 18} 60% 60%)"/></svg>\n`
}

/** Post `number` of `count`; only its date depends on how many there are: they are spread over 20 years. */
export function writePost(number: number, count: number): Post {
  const random = createRandom(number)
  const day = Date.UTC(2005, 0, 1) + Math.floor((number / count) * 20 * 365) * 86_400_000
  return {
    slug: slugOf(number),
    title: writeTitle(random, number),
    date: new Date(day).toISOString().slice(0, 10),
    tags: [...new Set(Array.from({length: 1 + random(5)}, () => pickEarly(random, tags)))],
    category: pickEarly(random, categories),
    description: sentence(random, 8 + random(12)),
    body: writeBody(random, number),
  }
}

function slugOf(number: number): string {
  return `${pick(createRandom(number), words)}-${number}`
}

function writeTitle(random: Random, number: number): string {
  const title = capital(phrase(random, 2 + random(6)))
  if (chance(random, 8)) return `${title}: ${phrase(random, 3)}`
  if (chance(random, 6)) return `${title} & “${pick(random, foreign)}”?`
  return `${title} ${number}`
}

/** Blocks until the length is reached; what not every post has is put between them. */
function writeBody(random: Random, number: number): string {
  const length = Math.min(60_000, Math.max(500, longTailed(random, 3_300, 0.75)))
  const blocks = [paragraph(random, number), '<!--more-->']
  const special = chooseSpecial(random)
  let written = blocks[0]!.length
  while (written < length || special.length > 0) {
    const due = special.length > 0 && (written >= length || chance(random, 25))
    const block = due ? special.pop()!(random, number) : writeBlock(random, number)
    blocks.push(block)
    written += block.length + 2
  }
  if (chance(random, 5)) blocks.push(`${sentence(random, 9)}[^1]`, `[^1]: ${sentence(random, 12)}`)
  return `${blocks.join('\n\n')}\n`
}

type Block = (random: Random, number: number) => string

function chooseSpecial(random: Random): Block[] {
  const chosen: Block[] = []
  if (chance(random, 30)) for (let left = 1 + random(4); left > 0; left--) chosen.push(codeBlock)
  if (chance(random, 35)) for (let left = 1 + random(3); left > 0; left--) chosen.push(picture)
  if (chance(random, 10)) chosen.push(table)
  if (chance(random, 5)) chosen.push(rawHtml)
  return chosen.toSorted(() => random(3) - 1)
}

function writeBlock(random: Random, number: number): string {
  const kind = random(100)
  if (kind < 9) return `${chance(random, 75) ? '##' : '###'} ${capital(phrase(random, 2 + random(5)))}`
  if (kind < 17) return list(random)
  if (kind < 23) return `> ${paragraph(random, number)}`
  if (kind < 24) return '---'
  return paragraph(random, number)
}

function codeBlock(random: Random): string {
  const language = pick(random, Object.keys(code))
  const text = code[language]!.replaceAll('NAME', pick(random, tags))
    .replaceAll('OTHER', pick(random, tags))
    .replaceAll('NUMBER', String(random(900)))
  return `\`\`\`${language}\n${text}\n\`\`\``
}

function picture(random: Random): string {
  return `![${capital(phrase(random, 4))}](/img/photo-${random(pictures)}.svg${chance(random, 40) ? ` "${capital(phrase(random, 3))}"` : ''})`
}

function table(random: Random): string {
  const columns = 2 + random(4)
  const row = (cell: () => string) => `| ${Array.from({length: columns}, cell).join(' | ')} |`
  const cell = () => (chance(random, 30) ? String(random(9_999)) : phrase(random, 1 + random(3)))
  const body = Array.from({length: 2 + random(10)}, () => row(cell))
  return [row(() => capital(pick(random, words))), row(() => pick(random, ['---', ':---', '---:'])), ...body].join('\n')
}

function rawHtml(random: Random, number: number): string {
  return pick<Block>(random, [
    () =>
      `<figure>\n  <img src="/img/photo-${random(pictures)}.svg" alt="${phrase(random, 3)}" width="640" height="480">\n  <figcaption>${capital(phrase(random, 6))}</figcaption>\n</figure>`,
    () => `<details>\n<summary>${capital(phrase(random, 4))}</summary>\n\n${paragraph(random, number)}\n\n</details>`,
    () => `<div class="note">\n\n${paragraph(random, number)}\n\n</div>`,
    () => `<p><b>${capital(phrase(random, 5))}</b><br><abbr title="${phrase(random, 3)}">abc</abbr></p>`,
  ])(random, number)
}

function list(random: Random): string {
  const length = 2 + random(7)
  const mark = (index: number) => `${index + 1}.`
  if (chance(random, 30)) return Array.from({length}, (_, index) => `${mark(index)} ${sentence(random, 8)}`).join('\n')
  if (chance(random, 5))
    return Array.from({length}, () => `- [${pick(random, [' ', 'x'])}] ${phrase(random, 4)}`).join('\n')
  return Array.from({length}, () => `- ${sentence(random, 4 + random(8))}`).join(chance(random, 12) ? '\n\n' : '\n')
}

function paragraph(random: Random, number: number): string {
  const plain = () => sentence(random, 6 + random(16))
  const mixed = () =>
    `${capital(phrase(random, 1 + random(9)))} ${inline(random, number)} ${phrase(random, 2 + random(7))}.`
  return Array.from({length: 2 + random(5)}, () => (chance(random, 85) ? mixed() : plain())).join(' ')
}

/** What stands in lines besides words. */
function inline(random: Random, number: number): string {
  const text = phrase(random, 1 + random(3))
  const url = `https://${pick(random, hosts)}/${2004 + random(20)}/${pick(random, words)}${pick(random, ['', '/', '.html', '?id=42&p=1'])}`
  const kind = random(20)
  if (kind < 4) return `*${text}*`
  if (kind < 7) return `**${text}**`
  if (kind < 10) return `\`${text.replaceAll(' ', '_')}()\``
  if (kind < 11) return `~~${text}~~`
  if (kind < 12) return chance(random, 40) ? `${pick(random, words)} &amp; co` : pick(random, foreign)
  if (kind < 13) return `<${url}>`
  if (kind < 14) return url
  if (kind < 17 && number > 0) return `[${text}](/posts/${slugOf(random(number))}/)`
  return `[${text}](${url}${chance(random, 20) ? ` "${capital(text)}"` : ''})`
}

function sentence(random: Random, length: number): string {
  const text = capital(phrase(random, length))
  const said = chance(random, 6) ? `${text}, "${phrase(random, 3)}" -- it's ${pickEarly(random, words)}` : text
  return said + pick(random, ['.', '.', '.', '.', '?', '!', '...'])
}

function phrase(random: Random, length: number): string {
  return Array.from({length}, () => pickEarly(random, words)).join(' ')
}

function capital(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1)
}
