/** Maths as MathML, which browsers draw without a script. */
import type {Element, ElementContent} from 'hast'
import {findExtra} from '../../packages.ts'
import {Problem} from '../../problem.ts'
import {type Context, classesOf, type Feature, lineOf, type SetMaths, textOf} from './feature.ts'

interface Temml {
  renderToString(source: string, options: object): string
}

/** Makes what loads the setter of maths, once. It throws a Problem as long as its package is not installed. */
export function lazyMaths(root: string | undefined): () => Promise<SetMaths> {
  let loaded: SetMaths | undefined
  return async () => (loaded ??= await loadMaths(root))
}

async function loadMaths(root: string | undefined): Promise<SetMaths> {
  try {
    const {renderToString} = (await import(findExtra('temml', root)!)).default as Temml
    return (source, displayMode) => renderToString(source, {displayMode, throwOnError: true, strict: false})
  } catch {
    const hint = 'Run `npm install temml`, or leave `markdown.math` out of the config.'
    throw new Problem('Maths needs the package “temml”, which is not installed.', {hint})
  }
}

/** What makes loading the renderer worthwhile. */
export const mathPattern = /\$|```\s*math|~~~\s*math/

/** `$x$`, `$$` blocks and code blocks in the language `math`. */
export const math: Feature = {
  tags: ['pre', 'code'],
  enter(element, context) {
    if (!context.setMaths) return
    const [inner] = element.tagName === 'pre' ? element.children : [element]
    if (inner?.type !== 'element' || !classesOf(inner).includes('language-math')) return
    const block = element.tagName === 'pre'
    const source = textOf(inner)
    const display = block || classesOf(inner).includes('math-display')
    const children = draw(source, display, element, context)
    // What is too wide for a phone scrolls, by keyboard too.
    const properties = display ? {className: ['math', 'math-display'], tabIndex: 0} : {className: ['math']}
    Object.assign(element, {tagName: block ? 'p' : 'span', properties, children})
  },
}

function draw(source: string, display: boolean, element: Element, context: Context): ElementContent[] {
  try {
    return [{type: 'raw', value: withoutStyles(context.setMaths!(source, display)), data: {text: source}}]
  } catch (error) {
    const reason = (error as Error).message.trim().split('\n', 1)[0]!
    context.problems.push({message: `The formula cannot be read: ${reason}`, line: lineOf(element, context)})
    return []
  }
}

/** What the renderer says in styles, as attributes of MathML and as classes: a strict policy (CSP) forbids styles in pages. */
function withoutStyles(markup: string): string {
  return markup.replace(/<[^>]* style="[^>]*>/g, (tag) => {
    const [whole, style = ''] = / style="([^"]*)"/.exec(tag) ?? ['']
    const bare = tag.replace(whole, '')
    const classes = wishes.flatMap(([pattern, name]) => (pattern.test(style) ? [name] : []))
    const attributes = Array.from(style.matchAll(/([a-z-]+):\s*([^;]+)/g), ([, name, value]) =>
      attributeOf(name!, value!),
    )
    const named = classes.length === 0 ? bare : addClasses(bare, classes.join(' '))
    return named.replace(/^<\w+/, (start) => start + attributes.join(''))
  })
}

/** Classes for what no attribute says. */
const wishes: readonly (readonly [RegExp, string])[] = [
  [/padding-left:0em;padding-right:0em/, 'tight'],
  [/border:1px/, 'boxed'],
  [/border-right/, 'rule-end'],
  [/border-bottom/, 'rule-below'],
]

function attributeOf(name: string, value: string): string {
  if (name === 'color') return ` mathcolor="${value}"`
  if (name === 'background-color') return ` mathbackground="${value}"`
  return name === 'math-depth' ? ` scriptlevel="${value}"` : ''
}

function addClasses(tag: string, names: string): string {
  return tag.includes(' class="')
    ? tag.replace(' class="', ` class="${names} `)
    : tag.replace(/^<\w+/, (start) => `${start} class="${names}"`)
}
