/** The border between text and markup from outside. */
import type {Strange} from './types.ts'

/** HTML from outside, marked as such. */
export function strange(html: string): Strange {
  return html as unknown as Strange
}

/** The text that HTML from outside is: to store it, name it, or make it safe, and for no page. */
export function asWritten(html: Strange): string {
  return html as unknown as string
}
