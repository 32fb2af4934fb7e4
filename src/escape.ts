/** Text made fit for markup: escaped as far as the place asks where it is to stand, without what XML forbids. */

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

/** For text between tags. Quotes stay, so that who looks at the bare text can read it, too. */
export function escapeText(text: string): string {
  return text.replace(/[&<>]/g, refer)
}

/** For text between tags and for attributes in double quotes. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"]/g, refer)
}

/** For HTML, in text and in attributes with quotes of either kind. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, refer)
}

/** For XML, in an element as in an attribute: white space that parsers would change becomes references. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"\t\n\r]/g, refer)
}

function refer(sign: string): string {
  return references[sign]!
}

/** What no XML 1.0 document can hold (section 2.2 of the recommendation), but for halves of pairs. */
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/

/** The same with halves of pairs: `Cs` means those alone. */
const allForbidden = new RegExp(`${forbidden.source}|\\p{Cs}`, 'gu')

/** Whether XML can hold every character of the text. */
export function fitsXml(text: string): boolean {
  return text.isWellFormed() && !forbidden.test(text)
}

/** The text without characters that XML cannot hold. */
export function cleanText(text: string): string {
  return fitsXml(text) ? text : text.replace(allForbidden, '')
}

/** One word for a shell, whatever is in it. */
export function quoteForShell(word: string): string {
  return /^[\w@:,./=+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
