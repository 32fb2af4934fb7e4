/** What git leaves in a text that two branches changed, until somebody settles it. */
import type {Nodes, Root} from 'mdast'

/** Lines that git writes around the two sides, with a name behind each; nobody else begins a line so. */
const mark = /^(?:<{7}|>{7}) \S/

/** What is told of it. */
export const conflictMessage = 'Two branches were put together and left to be settled.'

/** And what to do. */
export const conflictHint = 'Keep the lines that are right and delete those with `<<<<<<<`, `=======` and `>>>>>>>`.'

/** The line, from 1, of the first mark of a conflict; undefined where there is none. */
export function findConflict(lines: readonly string[]): number | undefined {
  return lines.findIndex((line) => mark.test(line)) + 1 || undefined
}

/** The lines of a body at which conflicts begin. What stands in code is shown rather than left behind. */
export function findConflictsInText(tree: Root, body: string): readonly number[] {
  if (!/^<{7} \S/m.test(body)) return []
  const lines = body.split('\n').flatMap((line, index) => (/^<{7} \S/.test(line) ? [index + 1] : []))
  return lines.filter((line) => !isShown(tree, line))
}

/** Whether the line belongs to code or the like. */
function isShown(node: Nodes, line: number): boolean {
  if ('children' in node) return node.children.some((child) => isShown(child, line))
  const literal =
    node.type === 'code' || (node.type === 'html' && /^<(?:pre|textarea|script|style|!--)/i.test(node.value))
  return literal && node.position !== undefined && node.position.start.line <= line && line <= node.position.end.line
}
