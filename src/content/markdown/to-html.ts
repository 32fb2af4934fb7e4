/** From Markdown's tree to HTML's. */
import type {Root as HastRoot} from 'hast'
import type {Definition, FootnoteDefinition, Nodes, Root} from 'mdast'
import remarkRehype, {type Options} from 'remark-rehype'
import {unified} from 'unified'
import type {Node} from 'unist'
import type {VFile} from 'vfile'
import {wordsFor} from './words.ts'

/** Makes the tree of HTML; what it says by itself is in the language given, a BCP 47 tag. */
export type ToHtml = (tree: Root, file: VFile, language: string) => HastRoot

declare module 'mdast' {
  interface RootContentMap {
    covered: Covered
  }
}

/** A tree of which the definitions alone can be seen. */
interface Covered extends Node {
  type: 'covered'
  tree: Root
  children: Definitions
}

type Definitions = (Definition | FootnoteDefinition)[]

/** Make the step from Markdown's tree to HTML's, which says some words itself and so is made once for each language. */
export function createToHtml(): ToHtml {
  const steps = new Map<string, ReturnType<typeof createStep>>()
  return (tree, file, language) => {
    const step = steps.get(language) ?? createStep(language)
    steps.set(language, step)
    return step.runSync(cover(tree), file) as HastRoot
  }
}

function createStep(language: string) {
  const words = wordsFor(language)
  const options: Options = {
    allowDangerousHtml: true,
    clobberPrefix: '',
    footnoteLabel: words.footnotes,
    footnoteLabelProperties: {className: ['footnotes-title']},
    footnoteBackLabel: (index, again) => `${words.backTo} ${index + 1}${again > 1 ? `-${again}` : ''}`,
    handlers: {covered: (state, {tree}: Covered) => state.one(tree, undefined)!},
  }
  return unified().use(remarkRehype, options).freeze()
}

/** remark-rehype looks for definitions in all there is, which takes it as long as the rest of its work: it gets to see nothing else. */
function cover(tree: Root): Root {
  const children: Definitions = []
  collect(tree, children)
  const covered: Covered = {type: 'covered', tree, children}
  return covered as Node as Root
}

function collect(node: Nodes, definitions: Definitions): void {
  if (node.type === 'definition' || node.type === 'footnoteDefinition') definitions.push(node)
  else if ('children' in node) for (const child of node.children) collect(child, definitions)
}
