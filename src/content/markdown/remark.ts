/** The parser that says what Markdown means: remark-parse with what this site adds. Loaded when a body needs it. */
import type {Root} from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import {unified} from 'unified'
import type {VFile} from 'vfile'
import type {MarkdownSettings} from '../../types.ts'
import {syntax} from './syntax.ts'

/** Parses, and lets the site's plugins see the tree. */
export interface Remark {
  readonly parse: (body: string) => Root
  readonly run: (tree: Root, file: VFile) => Promise<Root>
}

/** Make the parser of a site, with its syntax plugins. Throws what they throw. */
export function createRemark(settings: MarkdownSettings): Remark {
  const parser = unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(syntax, settings)
    .use(settings.remarkPlugins as [])
    .freeze()
  return {
    parse: (body) => parser.parse(body) as Root,
    run: async (tree, file) => (await parser.run(tree, file)) as Root,
  }
}
