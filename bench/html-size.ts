/** What smaller HTML would save: bytes of the pages of a built site, as they are and rewritten. `node bench/html-size.ts [dist]` */
import {globSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {brotliCompressSync, gzipSync} from 'node:zlib'

const root = process.argv[2] ?? 'dist'
const pages = globSync('**/*.html', {cwd: root}).map((path) => readFileSync(join(root, path), 'utf8'))

/** Where blanks mean something. */
const kept = /(<(pre|textarea|script|style)\b[\s\S]*?<\/\2>)/

const ways: Readonly<Record<string, (html: string) => string>> = {
  'as it is': (html) => html,
  'no blank lines': withoutLines,
  'no quotes either': (html) => withoutQuotes(withoutLines(html)),
  'no end tags either': (html) => withoutEnds(withoutQuotes(withoutLines(html))),
}

console.log(`${pages.length} pages, bytes a page`)
for (const [name, way] of Object.entries(ways)) {
  const begun = performance.now()
  const made = pages.map(way)
  const ms = (performance.now() - begun) / pages.length
  const sizes = [Buffer.from, gzipSync, brotliCompressSync].map((pack) => {
    const sum = made.reduce((total, html) => total + pack(Buffer.from(html)).length, 0)
    return String(Math.round(sum / pages.length)).padStart(7)
  })
  console.log(`${name.padEnd(20)}plain${sizes[0]}  gzip${sizes[1]}  brotli${sizes[2]}  ${ms.toFixed(2)} ms a page`)
}

function withoutLines(html: string): string {
  const parts = html.split(kept).filter((_, index) => index % 3 !== 2)
  return parts
    .map((part, index) => (index % 2 ? part : part.replace(/>\n+(?=<)/g, '>').replace(/\n{2,}/g, '\n')))
    .join('')
}

function withoutQuotes(html: string): string {
  return html.replace(/ ([\w-]+)="([^\s"'=<>`]+)"(?=[ >])/g, ' $1=$2')
}

function withoutEnds(html: string): string {
  return html
    .replace(/<\/li>(?=<li|<\/[uo]l>)/g, '')
    .replace(/<\/p>(?=<(?:p|ul|ol|div|h\d|blockquote|pre|table|section)\b)/g, '')
}
