/** From Markdown's tree to HTML's. */
import type {Root as HastRoot} from 'hast'
import type {Nodes, Root} from 'mdast'
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

/** A tree that is not among children. */
interface Covered extends Node {
  type: 'covered'
  tree: Root
}

/** Make the step from Markdown's tree to HTML's, which says some words itself and so is made once for each language. */
export function createToHtml(): ToHtml {
  const steps = new Map<string, ReturnType<typeof createStep>>()
  return (tree, file, language) => {
    const step = steps.get(language) ?? createStep(language)
    steps.set(language, step)
    return step.runSync(defines(tree) ? tree : cover(tree), file) as HastRoot
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

/** Whether links or footnotes are defined anywhere. */
function defines(node: Nodes): boolean {
  if (node.type === 'definition' || node.type === 'footnoteDefinition') return true
  return 'children' in node && node.children.some(defines)
}

/** remark-rehype looks for definitions first, which takes as long as all it does then. Under a cover it finds nothing to look at. */
function cover(tree: Root): Root {
  const covered: Covered = {type: 'covered', tree}
  return covered as Node as Root
}
