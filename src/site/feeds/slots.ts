/**
 * Values kept apart while the package `feed` writes the document around them.
 *
 * The package escapes too little in some places, too much in others, and refuses what is no URL. So it is given short
 * names in place of values, and each value is set in afterwards, escaped for XML once. No value is ever in the text
 * that is searched for names, so none can pass for one.
 */

/** Where values wait; each method gives the name to hand to the package. */
export interface Slots {
  /** A value to stand as text, or in an attribute. */
  text(value: string): string
  /** HTML to stand as text in a CDATA section. */
  html(value: string): string
  /** Elements, well-formed already. */
  markup(value: string): string
  /** The document with every name replaced by its value. */
  fill(skeleton: string): string
}

/** Slots for one document. */
export function createSlots(): Slots {
  const values: string[] = []
  const keep = (value: string) => `almagest:${values.push(value) - 1}:`
  return {
    text: (value) => keep(escapeXml(value)),
    html: (value) => keep(`<![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`),
    markup: keep,
    // The package wraps some texts in CDATA by itself; a value brings the form it needs.
    fill: (skeleton) =>
      skeleton.replace(/<!\[CDATA\[almagest:(\d+):]]>|almagest:(\d+):/g, (_, inner, bare) => values[inner ?? bare]!),
  }
}

const references: Record<string, string> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'}

/** The text escaped for XML, in an element as in an attribute: white space that parsers would change becomes references. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"\t\n\r]/g, (character) => references[character] ?? `&#${character.charCodeAt(0)};`)
}
