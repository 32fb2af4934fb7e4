/** Fields that other engines know and Almagest does not: what is lost where nobody says so. */
import type {Fields} from './fields.ts'

/** What other engines do not publish: Jekyll by `published`, WordPress, Pelican and others by `status`. */
const unpublished: Readonly<Record<string, RegExp>> = {
  published: /^(?:false|no)$/i,
  status: /^(?:draft|hidden|pending|private|trash)$/i,
}

/** Their names for what has another here, each with what to write. */
const foreign: Readonly<Record<string, string>> = {
  expiryDate: '`expires`',
  expirydate: '`expires`',
  publishDate: '`date`, for which a post waits',
  publishdate: '`date`, for which a post waits',
}

/**
 * Note them, but for those that are `named` by a schema of the site. What would be published although its author held it back
 * is a mistake: that cannot be taken back.
 */
export function checkForeign(fields: Fields, draft: boolean, named: (name: string) => boolean): void {
  const read = (name: string) => (named(name) ? undefined : fields.value(name))
  for (const [name, pattern] of Object.entries(unpublished)) {
    const value = read(name)
    if (draft || !pattern.test(String(value))) continue
    const message = `\`${name}: ${value}\` means nothing to Almagest: the text would be published.`
    fields.complain(name, message, 'Write `draft: true`.')
  }
  for (const [name, ours] of Object.entries(foreign))
    if (read(name) !== undefined) fields.warn(name, `\`${name}\` means nothing to Almagest.`, `Write ${ours}.`)
  const url = read('url')
  if (typeof url !== 'string' || !url.startsWith('/')) return
  const hint = 'Write `permalink` where the text stands there, and `aliases` where it stood there once.'
  fields.warn('url', '`url` means nothing to Almagest.', hint)
}
