/** What may stand above what, for the quick parser to read it. Code has been taken out. */

/** What the rules see in place of a block of code, of code in a line, and of code that goes on in the next line. */
export const marks = {block: '\x02', inline: '\0', broken: '\x01'} as const

/** What a line is, by its first signs. A gap is a line of nothing but quote signs. */
type Kind =
  | 'blank'
  | 'text'
  | 'heading'
  | 'rule'
  | 'code'
  | 'row'
  | 'html'
  | 'definition'
  | 'note'
  | 'item'
  | 'quote'
  | 'gap'

const flow: readonly Kind[] = ['blank', 'text', 'heading', 'rule', 'code', 'item', 'quote']

/** What may stand right above a line of a kind. */
const above: Readonly<Record<Kind, readonly Kind[]>> = {
  blank: [...flow, 'row', 'html', 'definition', 'note'],
  text: [...flow, 'html', 'note'],
  heading: flow,
  rule: flow,
  code: flow,
  item: flow,
  quote: flow,
  gap: ['quote', 'gap'],
  row: ['blank', 'heading', 'row'],
  html: ['blank', 'html'],
  definition: ['blank', 'definition', 'note'],
  note: ['blank', 'definition', 'note'],
}

/** A line that can be nothing but text. */
const wordy = /^[^\x02\s>\-+*\d#<|[~_=:]/

/** Quote signs and markers of lists, as deep as they go, and the blanks around them. */
const containers = /^(?: *(?:>|[-+*](?= {1,4}\S)|\d{1,9}[.)](?= {1,4}\S)))* */

const deepest = 100

/** What earlier lines have to say about the next. */
interface Memory {
  above: Kind
  /** How far the lists that are open are indented: lines that are indented by four more would be code. */
  lists: number[]
  /** There is a list within the quote. */
  listed: boolean
}

/** Whether every line is of a usual form, below a usual one. */
export function hasPlainLines(text: string): boolean {
  const memory: Memory = {above: 'blank', lists: [], listed: false}
  for (const line of text.split('\n')) {
    const kind = kindOf(line, memory)
    if (!kind || !above[kind].includes(memory.above)) return false
    memory.above = kind
  }
  return memory.above !== 'gap'
}

/** The kind of a line; undefined for what is left to remark-parse. */
function kindOf(line: string, memory: Memory): Kind | undefined {
  if (line === '') {
    memory.listed = false
    return 'blank'
  }
  if (wordy.test(line)) {
    if (memory.above === 'blank') memory.lists = []
    return 'text'
  }
  const prefix = containers.exec(line)![0]
  const content = line.slice(prefix.length)
  const quoted = prefix.includes('>')
  if (content === '') return quoted && !memory.listed ? 'gap' : undefined
  if (memory.above === 'gap' && quoted) memory.above = 'quote'
  const listed = /[-+*.)]/.test(prefix)
  if (goesOn(line, memory)) return kindOfContent(content, true) === 'text' ? 'item' : undefined
  if (!fits(line, prefix, listed, memory)) return undefined
  memory.listed ||= listed && quoted
  // Blocks of HTML are indented as one likes.
  const nested = prefix !== '' && (memory.above !== 'html' || prefix.trim() !== '')
  const kind = kindOfContent(content, nested)
  if (kind === 'text') return quoted ? 'quote' : listed ? 'item' : 'text'
  closeLists(line.search(/\S/), memory)
  // Only a paragraph can go on in code.
  return line.includes(marks.broken) ? undefined : kind
}

/** Whether a line is indented so far below a paragraph of a list that it is more of its text. */
function goesOn(line: string, {above, lists}: Memory): boolean {
  return above === 'item' && line.search(/\S/) > (lists.at(-1) ?? 0) + 3
}

/** Whether a line stands where it is not code by its indent. */
function fits(line: string, prefix: string, listed: boolean, memory: Memory): boolean {
  const indent = line.search(/\S/)
  if (memory.above === 'blank' || listed) closeLists(indent, memory)
  if (indent > (memory.lists.at(-1) ?? 0) + 3 || prefix.length > deepest || /> {5}/.test(prefix)) return false
  if (listed) memory.lists.push(prefix.length)
  return true
}

function closeLists(indent: number, memory: Memory): void {
  memory.lists = memory.lists.filter((width) => width <= indent)
}

/** The kind of what stands behind quote signs and markers. */
function kindOfContent(content: string, nested: boolean): Kind | undefined {
  if (content[0] === '#') return /^#{1,6} \S/.test(content) ? 'heading' : undefined
  if (content[0] === marks.block) return content === marks.block ? 'code' : undefined
  if (/^<(?![a-z]+:)[a-z/!]/i.test(content))
    return nested || /^<(?:pre|script|style|textarea)/i.test(content) ? undefined : 'html'
  if (content[0] === '|') return nested ? undefined : 'row'
  if (/^\[[^\]]*\]:/.test(content)) return kindOfDefinition(content)
  if (/^(?:---+|\*\*\*+|___+)$/.test(content)) return nested ? undefined : 'rule'
  // Markers in unusual places, underlines of headings, rows that make a table of the line above, and open fences.
  return /^(?:(?:[-+*]|\d+[.)])(?: |$)|[-+*=_: |]+$|~~~)/.test(content) ? undefined : 'text'
}

function kindOfDefinition(content: string): Kind | undefined {
  const note = /^\[\^[\w-]+\]: (?=\S)/.exec(content)?.[0]
  if (!note) return /^\[\w[\w -]{0,200}\]: [\w/.:#?=&%+~,-]+(?: "[^"]*")?$/.test(content) ? 'definition' : undefined
  const text = content.slice(note.length)
  return containers.exec(text)![0] === '' && kindOfContent(text, true) === 'text' ? 'note' : undefined
}
