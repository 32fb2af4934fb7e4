/** Code blocks are coloured while building: a reader's page needs no script for it. */
import type {Element, ElementContent} from 'hast'
import type {HLJSApi} from 'highlight.js'
import {readWishes, takeSigns, wrapLines} from './code-lines.ts'
import {type Context, classesOf, element, type Feature} from './feature.ts'

/** Longer code stays plain: nobody reads its colours, and some grammars get slow. */
const longest = 100_000

let highlighter: HLJSApi | undefined
const common = new Set<string>()
let knowsAll = false

/**
 * Load the highlighter, once, with the languages that are common and, for a body that names others, with all. Gives the names
 * that the body has for its code. Until then code stays plain.
 */
export async function loadHighlighter(body: string): Promise<ReadonlySet<string>> {
  highlighter ??= await loadCommon()
  const named = new Set(Array.from(body.matchAll(naming), ([, fenced, classed]) => (fenced ?? classed)!.toLowerCase()))
  if (!knowsAll && !named.isSubsetOf(common)) {
    await import('highlight.js')
    knowsAll = true
  }
  return named
}

/** A language where code begins, in a fence or in HTML. */
const naming = /(?:(?<!`)`{3,}|(?<!~)~{3,})[ \t]*([^\s`~]+)|\blanguage-([^\s"'>]+)/g

async function loadCommon(): Promise<HLJSApi> {
  const [{default: api}, {default: mojolicious}] = await Promise.all([
    import('highlight.js/lib/common'),
    import('highlight.js/lib/languages/mojolicious'),
  ])
  for (const name of api.listLanguages())
    for (const each of [name, ...(api.getLanguage(name)?.aliases ?? [])]) common.add(each)
  // The one rare language that a common one, Perl, has in it: colours must not depend on whether it was learned before.
  api.registerLanguage('mojolicious', mojolicious)
  return api
}

/** Whether the language has a grammar: the same for a body whichever others were read before. */
function knows({getLanguage}: HLJSApi, language: string, {languages}: Context): boolean {
  return common.has(language) || (languages.has(language) && getLanguage(language) !== undefined)
}

/** Fenced code with a known language becomes spans with highlight.js's classes; lines are set apart when asked for. */
export const code: Feature = {
  tags: ['pre'],
  enter(block, context) {
    const [inner] = block.children
    if (inner?.type !== 'element' || inner.tagName !== 'code') return
    block.properties.tabIndex = 0
    const [text] = inner.children
    if (text?.type !== 'text' || inner.children.length !== 1) return
    const meta = (inner.data as {meta?: string} | undefined)?.meta
    delete inner.data
    if (meta) drawWithWishes({block, inner, context, meta}, text.value)
    else inner.children = draw(highlight(inner, text.value, context), text.value)
  },
}

/** A code block with wishes. */
interface Wished {
  readonly block: Element
  readonly inner: Element
  readonly context: Context
  readonly meta: string
}

function drawWithWishes({block, inner, context, meta}: Wished, value: string): void {
  const wishes = readWishes(meta)
  const {code, signs} = wishes.diff ? takeSigns(value) : {code: value}
  const html = highlight(inner, code, context)
  if (wishes.start !== undefined || wishes.marked.size > 0 || signs)
    inner.children = wrapLines(html === undefined ? [{type: 'text', value: code}] : toNodes(html), wishes, signs)
  else inner.children = draw(html, code)
  if (wishes.start !== undefined) block.properties.className = ['numbered']
  if (wishes.title === undefined) return
  const caption: Element = {
    type: 'element',
    tagName: 'figcaption',
    properties: {},
    children: [{type: 'text', value: wishes.title}],
  }
  const {properties, children} = block
  Object.assign(block, element('figure', 'code', [caption, {type: 'element', tagName: 'pre', properties, children}]))
}

/** The code as HTML of spans and text; undefined when nothing is known of its language. */
function highlight(inner: Element, value: string, context: Context): string | undefined {
  const language = languageOf(inner)
  if (language === undefined || value.length > longest || !highlighter || !knows(highlighter, language, context))
    return undefined
  // The grammar of Markdown knows no front matter, and takes its end for a heading.
  const front = highlighter.getLanguage(language)?.name === 'Markdown' ? (frontMatter.exec(value)?.[0] ?? '') : ''
  return colour(highlighter, 'yaml', front) + colour(highlighter, language, value.slice(front.length))
}

function colour({highlight}: HLJSApi, language: string, value: string): string {
  return value && highlight(value, {language, ignoreIllegals: true}).value
}

/** From the first line to the end of the one that closes it. */
const frontMatter = /^---[ \t]*\n(?:.*\n)*?---[ \t]*(?=\n|$)/

/** Coloured code stays HTML: it has most of the elements of many a body, and nothing looks at them any more. */
function draw(html: string | undefined, text: string): ElementContent[] {
  if (!html?.includes('<span')) return [{type: 'text', value: text}]
  return [{type: 'raw', value: html.replace(/&[^;]+;/g, (reference) => written[reference]!), data: {text}}]
}

/** What the highlighter escapes, as rehype-stringify writes it. */
const written: Readonly<Record<string, string>> = {
  '&amp;': '&#x26;',
  '&lt;': '&#x3C;',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
}

const meant: typeof written = {...written, '&amp;': '&', '&lt;': '<'}

/** The tree of what the highlighter wrote. */
function toNodes(html: string): ElementContent[] {
  const open: ElementContent[][] = [[]]
  for (const [sign, names, text] of html.matchAll(/<span class="([^"]*)">|([^<]+)|<\/span>/g)) {
    const children = open.at(-1)!
    if (names !== undefined) {
      const span = element('span', names, [])
      children.push(span)
      open.push(span.children)
    } else if (text === undefined) open.pop()
    else children.push({type: 'text', value: sign.replace(/&[^;]+;/g, (reference) => meant[reference]!)})
  }
  return open[0]!
}

function languageOf(inner: Element): string | undefined {
  return classesOf(inner)
    .find((name) => name.startsWith('language-'))
    ?.slice('language-'.length)
    .toLowerCase()
}
