/** Holds the quick parser against remark-parse. */
import {isDeepStrictEqual} from 'node:util'
import {isPlain} from '../../../src/content/markdown/quick.ts'
import {createMarkdown} from '../../../src/content/markdown.ts'
import {markdownFor} from '../../helpers/settings.ts'

const place = {file: 'content/posts/a.md', line: 7}

/** Puts the position of every element into the HTML, as a plugin of a site might. */
const tell = () => (tree: {children?: unknown[]}) => {
  const visit = (node: {children?: unknown[]; properties?: object; position?: unknown}) => {
    if (node.properties) Object.assign(node.properties, {dataPosition: JSON.stringify(node.position)})
    for (const child of node.children ?? []) visit(child as typeof node)
  }
  visit(tree)
}

/** What came of a text: left to remark-parse, read alike by both, or not. */
export type Verdict = 'left' | 'alike' | 'different'

/**
 * Compares all that rendering a text gives, with the quick parser and without it. `positions`: the site has a plugin
 * that shows the place of every element, default: false.
 */
export function createComparison({positions = false} = {}): (text: string) => Promise<Verdict> {
  const settings = markdownFor({rehypePlugins: positions ? [tell] : []})
  const quick = createMarkdown(settings)
  const slow = createMarkdown({...settings, quick: false})
  return async (text) => {
    if (!isPlain(text, settings)) return 'left'
    return isDeepStrictEqual(await quick(text, place), await slow(text, place)) ? 'alike' : 'different'
  }
}

/** Bodies of Markdown files: what is left without their front matter. */
export function bodyOf(file: string): string {
  return file.replace(/^---\r?\n[\s\S]*?\n---\r?\n/, '')
}
