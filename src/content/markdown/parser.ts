/** From the text of a body to Markdown's tree. */
import type {Root} from 'mdast'
import type {VFile} from 'vfile'
import type {MarkdownSettings} from '../../types.ts'
import {conflictHint, conflictMessage, findConflictsInText} from '../conflicts.ts'
import {groupDirectives} from './directives.ts'
import {isPlain} from './quick.ts'
import type {Remark} from './remark.ts'
import {withinTime} from './time-limit.ts'
import {linkWiki} from './wiki.ts'
import type {Words} from './words.ts'

/** Parses a body, shapes its containers and wiki links, and lets the site's plugins see it. */
export type Parse = (body: string, words: Words, file: VFile) => Promise<Root>

type QuickParse = (body: string) => Root

/** Shorter bodies are not timed: measured, the slowest signs of Markdown keep remark-parse 2 s over this many of them. */
const untimed = 10_000

let quick: QuickParse | undefined | 'absent'

/**
 * Load the quick parser, once, if its optional package is installed: written in Rust, it takes a twentieth of
 * remark-parse's time for an equal tree.
 */
export async function loadQuickParser(): Promise<void> {
  if (quick !== undefined) return
  try {
    const {markdownToMdast} = await import('satteri')
    const features = {gfm: true, frontmatter: false}
    quick = (body) => markdownToMdast(body, {features}) as Root
  } catch {
    quick = 'absent'
  }
}

/**
 * Make the parser of a site. The quick parser reads what `isPlain` lets it, which never changes what comes out;
 * remark-parse reads the rest, and everything where the site has syntax plugins of its own or does not want the quick
 * one. It is loaded for the first body that needs it. After `timeMs` milliseconds it is stopped, see `outOfTime`.
 */
export function createParser(settings: MarkdownSettings, timeMs: number): Parse {
  let remark: Promise<Remark> | undefined
  const quickly = settings.quick && settings.remarkPlugins.length === 0
  return async (body, words, file) => {
    if (quickly && typeof quick === 'function' && isPlain(body, settings)) return shape(quick(body), body, words, file)
    remark ??= import('./remark.ts').then(({createRemark}) => createRemark(settings))
    const {parse, run} = await remark
    const tree = body.length > untimed ? withinTime(timeMs, () => parse(body)) : parse(body)
    return run(shape(tree, body, words, file), file)
  }
}

/** Shape containers and wiki links, in place, and tell what was forgotten in the text. */
function shape(tree: Root, body: string, words: Words, file: VFile): Root {
  for (const {value, position} of body.includes(':::') ? groupDirectives(tree, words) : [])
    file.message(`Nothing closes “${value.trim().slice(0, 40)}”: put \`:::\` on a line of its own below it.`, position)
  for (const line of findConflictsInText(tree, body))
    file.message(`${conflictMessage} ${conflictHint}`, {line, column: 1})
  if (body.includes('[[')) linkWiki(tree)
  return tree
}
