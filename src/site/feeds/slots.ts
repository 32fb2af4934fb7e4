/**
 * Values kept apart while the package `feed` writes the document around them.
 *
 * The package escapes too little in some places, too much in others, and refuses what is no URL. So it is given short
 * names in place of values, and each value is set in afterwards, escaped for XML once. No value is ever in the text
 * that is searched for names, so none can pass for one.
 *
 * What is left without its values is a form. All items of one shape have it in common, so the package writes it once.
 */
import {cleanText, escapeXml} from '../../escape.ts'

/** Where values wait; each method gives the name to hand to the package. What XML cannot hold is left out of them. */
export interface Slots {
  /** A value to stand as text, or in an attribute. */
  text(value: string): string
  /** HTML to stand as text in a CDATA section. It has been through `cleanText`: reading it all once is enough. */
  html(value: string): string
  /** Elements, well-formed already. */
  markup(value: string): string
  /** A date that says its name, however the package asks it; `value` is its text. */
  date(value: string): Date
  /** The form with its values. */
  fill(form: Form): string
}

/** Markup, taken apart where values go: every second part is the place of a value among all that wait. */
export type Form = readonly string[]

/** Forms remembered at once by one `createForms`. */
const enoughForms = 1000

/** Slots for one text. */
export function createSlots(): Slots {
  const values: string[] = []
  const keep = (value: string) => `almagest:${values.push(value) - 1}:`
  const text = (value: string) => keep(escapeXml(cleanText(value)))
  return {
    text,
    html: (value) => keep(`<![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`),
    markup: keep,
    date(value) {
      const name = text(value)
      return Object.assign(new Date(0), {toISOString: () => name, toUTCString: () => name})
    },
    fill(form) {
      let filled = form[0]!
      for (let index = 1; index < form.length; index += 2) filled += values[Number(form[index])]! + form[index + 1]!
      return filled
    },
  }
}

/** The form of markup in which names stand. */
export function toForm(skeleton: string): Form {
  // The package wraps some texts in CDATA by itself; a value brings the form it needs.
  return skeleton.replace(/<!\[CDATA\[(almagest:\d+:)]]>/g, '$1').split(/almagest:(\d+):/)
}

/** The forms of shapes, which hold names in place of all values. `write` is asked once for each. */
export function createForms<Shape>(write: (shape: Shape) => string): (shape: Shape) => Form {
  const known = new Map<string, Form>()
  return (shape) => {
    const key = JSON.stringify(shape)
    const found = known.get(key)
    if (found) return found
    if (known.size === enoughForms) known.clear()
    const form = toForm(write(shape))
    known.set(key, form)
    return form
  }
}
