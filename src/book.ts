/** A small value for each of many names, on a few pages: reading all of them costs little more than reading one. */

/** Values that every build looks at, each made from inputs of its own. Plain data. */
export interface Book<Value> {
  /** What stands under the name when it was made from just these inputs. */
  get(name: string, inputs: string): Value | undefined
  /** What stands under the name, whatever it was made from. */
  last(name: string): Value | undefined
  /** Note a value in place of what stands under the name. Gives it as it will be read again: without what JSON cannot carry. */
  set(name: string, inputs: string, value: Value): Value
  /** The value is still good, though nobody has to read it now. */
  keep(name: string): void
}

/** A book with what its keeper needs. */
export interface OpenBook<Value> {
  readonly book: Book<Value>
  /** How many values are still good. */
  count(): number
  /** What they were made from. */
  inputs(): readonly string[]
  /**
   * The pages that changed since the last call, as text. With `forget`, what stands on them and was neither read nor kept since
   * the book was opened is struck out first.
   */
  changes(forget: boolean): readonly (readonly [page: number, text: string])[]
}

/** A value on a page as it is written. */
export type Line = readonly [name: string, inputs: string, value: unknown]

interface Page {
  readonly lines: Map<string, Line>
  changed: boolean
}

/** So many that one new value is written with few others, and so few that reading all takes no time. */
const pageCount = 64

/** Open the book whose pages `read` gives, undefined for one that was never written; `noted` is told of each value that is set. */
export function openBook<Value>(
  read: (page: number) => readonly Line[] | undefined,
  noted: () => void,
): OpenBook<Value> {
  const pages = new Map<number, Page>()
  const kept = new Set<string>()

  function pageOf(name: string): Page {
    const number = numberOf(name)
    const known = pages.get(number)
    if (known) return known
    const page: Page = {lines: new Map(), changed: false}
    for (const line of read(number) ?? []) page.lines.set(line[0], line)
    pages.set(number, page)
    return page
  }

  const book: Book<Value> = {
    get(name, inputs) {
      const line = pageOf(name).lines.get(name)
      if (line?.[1] !== inputs) return undefined
      kept.add(name)
      return line[2] as Value
    },
    last: (name) => pageOf(name).lines.get(name)?.[2] as Value | undefined,
    set(name, inputs, value) {
      noted()
      const page = pageOf(name)
      const plain = JSON.parse(JSON.stringify(value)) as Value
      page.lines.set(name, [name, inputs, plain])
      page.changed = true
      kept.add(name)
      return plain
    },
    keep: (name) => void kept.add(name),
  }
  return {
    book,
    count: () => kept.size,
    inputs: () => Array.from(kept, (name) => pageOf(name).lines.get(name)?.[1] ?? ''),
    changes(forget) {
      return Array.from(pages).flatMap(([number, page]) => {
        if (!page.changed) return []
        page.changed = false
        if (forget) for (const name of page.lines.keys()) if (!kept.has(name)) page.lines.delete(name)
        return [[number, JSON.stringify(Array.from(page.lines.values()))] as const]
      })
    },
  }
}

function numberOf(name: string): number {
  let hash = 0
  for (let index = 0; index < name.length; index++) hash = (hash * 31 + name.charCodeAt(index)) | 0
  return (hash >>> 0) % pageCount
}
