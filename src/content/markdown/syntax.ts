/** What the parser sees of Markdown beyond CommonMark and GFM. */
import type {Processor} from 'unified'
import type {MarkdownSettings} from '../../types.ts'
import {directiveNodes, directiveSyntax} from './directives.ts'
import {mathNodes, mathSyntax} from './math-syntax.ts'

/** Teaches the parser the signs that it would not know. A unified plugin. */
export function syntax(this: Processor, {math}: Pick<MarkdownSettings, 'math'>): void {
  const data = this.data()
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), directiveSyntax, ...(math ? [mathSyntax] : [])]
  data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), directiveNodes, ...(math ? [mathNodes] : [])]
}
