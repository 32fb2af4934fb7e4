/**
 * Which bodies the quick parser may read: those of which it is known to make the tree that remark-parse makes. The rule
 * is what may stand beside what, in a line (`quick-signs.ts`) and from line to line (`quick-lines.ts`). It is narrower
 * than it must be: what is not known to be alike is left to remark-parse, and `bench/parsers.ts` searches for what is
 * let through wrongly.
 */
import type {MarkdownSettings} from '../../types.ts'
import {hasPlainLines, marks} from './quick-lines.ts'
import {hasPlacedSigns, hasPlainSigns} from './quick-signs.ts'

/** Longer bodies could keep the quick parser busy, and nothing can stop it. */
const longest = 50_000

/**
 * Control characters, byte order marks and the line ends of old Macs; characters outside the basic plane that touch
 * others, which the parsers see differently when they look where stress begins: emoji mostly stand alone or end a
 * sentence.
 */
const odd =
  /[\0-\x08\v-\x1f\x7f-\x9f\u2028\u2029\ufeff]|[\ud800-\udbff](?<!(?:^|[\udc00-\udfff\s]|\u200d).)|[\udc00-\udfff](?![\s.,:;!?)…”\ud800-\udfff]|\u200d|\ufe0f|$)/

/**
 * Code between fences that are alike, and code between single signs, which may go on in the next line, behind as many
 * quote signs.
 */
const code =
  /(?<=^( *))(`{3,}|~{3,})(?:[\w+#.-]+(?: [^`~&\\\n]*)?)?\n(?:(?:\1(?! *(?:```|~~~)).*)?\n)*?\1\2$|(?<!`)`[^`\n]+(?:\n(?<=^((?:> )*)(?!> ).*\n)\3 *[a-z][^`\n]*)?`(?!`)/gim

/**
 * Whether the quick parser may read a body, in time proportional to its length. Plugins for HTML can see positions, so
 * that those must be alike then, too.
 */
export function isPlain(
  body: string,
  {math, rehypePlugins}: Pick<MarkdownSettings, 'math' | 'rehypePlugins'>,
): boolean {
  if (body.length > longest || body.includes(':::') || (math && body.includes('$'))) return false
  const written = body.includes('\r') ? body.replaceAll('\r\n', '\n') : body
  if (odd.test(written) || !written.isWellFormed()) return false
  const text = written.replace(code, (all, _indent, fence) => {
    if (fence) return marks.block
    return all.includes('\n') ? marks.broken : marks.inline
  })
  return hasPlainSigns(text) && hasPlainLines(text) && (rehypePlugins.length === 0 || hasPlacedSigns(text))
}
