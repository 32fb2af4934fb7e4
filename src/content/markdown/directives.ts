/** Containers: what stands between a line `:::name Title` and a line `:::`. */
import type {BlockContent, Nodes, Paragraph, Parent, Root} from 'mdast'
import type {Extension as FromMarkdown} from 'mdast-util-from-markdown'
import type {Construct, Extension as Syntax} from 'micromark-util-types'
import {isAlert} from './alerts.ts'
import type {Words} from './words.ts'

declare module 'mdast' {
  interface RootContentMap {
    fence: Fence
    container: Container
  }
}

/** A line of three or more colons, with what follows them. */
export interface Fence extends Omit<import('mdast').Literal, 'value'> {
  type: 'fence'
  value: string
}

interface Container extends Parent {
  type: 'container'
  children: BlockContent[]
}

const fence: Construct = {
  name: 'fence',
  tokenize(effects, ok, nok) {
    let colons = 0
    const count = (code: number | null) => {
      if (code === 58) {
        effects.consume(code)
        colons++
        return count
      }
      return colons < 3 ? nok(code) : rest(code)
    }
    const rest = (code: number | null) => {
      if (code === null || code < -2) {
        effects.exit('fence' as 'data')
        return ok(code)
      }
      effects.consume(code)
      return rest
    }
    return (code) => {
      effects.enter('fence' as 'data')
      return count(code)
    }
  },
}

/** Lets the parser see lines that begin with three colons. */
export const directiveSyntax: Syntax = {flow: {58: fence}}

/** Puts them into the tree. */
export const directiveNodes: FromMarkdown = {
  enter: {
    fence(token) {
      this.enter({type: 'fence', value: this.sliceSerialize(token)}, token)
    },
  },
  exit: {
    fence(token) {
      this.exit(token)
    },
  },
}

/**
 * Put what stands between fences into containers, in place. `note`, `tip`, `important`, `warning` and `caution` are
 * alerts; `details` opens on a click; any other name is the class of a `div`. The title stands behind the name, bare or
 * in brackets. A container that nobody closes ends where its parent does; these come back.
 */
export function groupDirectives(tree: Root, words: Words): readonly Fence[] {
  const unclosed: Fence[] = []
  const visit = (node: Nodes) => {
    if (!('children' in node)) return
    if (node.children.some(({type}) => type === 'fence'))
      node.children = group(node.children, words, unclosed) as typeof node.children
    for (const child of node.children) visit(child)
  }
  visit(tree)
  return unclosed
}

function group(children: readonly Nodes[], words: Words, unclosed: Fence[]): Nodes[] {
  const top: Nodes[] = []
  const open: Nodes[][] = [top]
  const begun: Fence[] = []
  for (const child of children) {
    const level = open.at(-1)!
    const start = child.type === 'fence' ? /^:+[ \t]*([a-z][\w-]*)[ \t]*(.*?)[ \t]*$/i.exec(child.value) : null
    if (child.type !== 'fence') level.push(child)
    else if (start) {
      const container = createContainer(start[1]!.toLowerCase(), start[2]!.replace(/^\[(.*)\]$/, '$1'), words, child)
      level.push(container)
      open.push(container.children)
      begun.push(child)
    } else if (/^:+\s*$/.test(child.value) && open.length > 1) {
      open.pop()
      begun.pop()
    } else level.push(paragraph(child.value))
  }
  unclosed.push(...begun)
  return top
}

function createContainer(name: string, title: string, words: Words, {position}: Fence): Container {
  const place = position && {position}
  const container = (hName: string, className: string[], head: Paragraph[], more: object = {}): Container => {
    const data = {hName, hProperties: {...(className.length > 0 && {className}), ...more}}
    return {type: 'container', data, children: head, ...place}
  }
  if (isAlert(name, words)) {
    const head = paragraph(title || words.alerts[name], 'p', ['alert-title'])
    return container('div', ['alert', `alert-${name}`], [head], {role: 'note'})
  }
  if (name === 'details') return container('details', [], [paragraph(title || '…', 'summary')])
  return container('div', [name], title ? [paragraph(title, 'p', [`${name}-title`])] : [])
}

function paragraph(value: string, hName = 'p', className: readonly string[] = []): Paragraph {
  const data = {hName, hProperties: className.length > 0 ? {className: [...className]} : {}}
  return {type: 'paragraph', data, children: [{type: 'text', value}]}
}
