/** What is read of Markdown beyond CommonMark and GFM. */
import type {Root} from 'mdast'
import type {Processor} from 'unified'
import type {MarkdownSettings} from '../../types.ts'
import {directiveNodes, directiveSyntax, groupDirectives} from './directives.ts'
import {mathNodes, mathSyntax} from './math-syntax.ts'
import {linkWiki} from './wiki.ts'
import type {Words} from './words.ts'

/** Teaches the parser the signs that it would not know. A unified plugin. */
export function syntax(this: Processor, {math}: Pick<MarkdownSettings, 'math'>): void {
  const data = this.data()
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), directiveSyntax, ...(math ? [mathSyntax] : [])]
  data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), directiveNodes, ...(math ? [mathNodes] : [])]
}

/** Shape what was parsed into containers and links, in place. */
export function shape(tree: Root, words: Words): Root {
  groupDirectives(tree, words)
  linkWiki(tree)
  return tree
}
