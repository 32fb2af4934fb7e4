/** The ini syntax that planets share: sections of keys and values, with comments. */

/** A section with the line it begins on. Keys are in lower case; what stands above the first heading has the name `''`. */
export interface IniSection {
  readonly name: string
  readonly line: number
  readonly values: Map<string, string>
  /** The line on which each key stands. */
  readonly lines: Map<string, number>
}

/** How a dialect differs: `folded` means that an indented line goes on with the value above, as Python reads it. */
export interface IniDialect {
  readonly folded: boolean
}

/** The sections in their order; those of one name stay apart. Lines that mean nothing are passed over. */
export function readIni(text: string, {folded}: IniDialect): readonly IniSection[] {
  let section = sectionAt('', 1)
  let value: {readonly key: string; readonly lines: string[]} | undefined
  const sections = [section]
  function close(): void {
    if (value) section.values.set(value.key, value.lines.join('\n').trim())
    value = undefined
  }
  for (const [index, line] of text.split(/\r\n|[\n\r]/).entries()) {
    const trimmed = line.trim()
    if (trimmed === '' || trimmed[0] === '#' || trimmed[0] === ';') continue
    const indented = line[0] === ' ' || line[0] === '\t'
    if (folded && indented && value) {
      value.lines.push(trimmed)
      continue
    }
    close()
    if (trimmed[0] === '[' && trimmed.includes(']')) {
      section = sectionAt(trimmed.slice(1, trimmed.lastIndexOf(']')).trim(), index + 1)
      sections.push(section)
      continue
    }
    const sign = trimmed.search(/[=:]/)
    if (sign <= 0) continue
    value = {key: trimmed.slice(0, sign).trim().toLowerCase(), lines: [trimmed.slice(sign + 1).trim()]}
    section.lines.set(value.key, index + 1)
  }
  close()
  return sections
}

function sectionAt(name: string, line: number): IniSection {
  return {name, line, values: new Map(), lines: new Map()}
}
