/** HTML of the site as it may stand elsewhere: in a reader, or among posts of others. */
import {rewriteHtml} from './rewrite.ts'

const addresses = new Set(['href', 'src', 'poster', 'cite', 'data', 'action', 'longdesc'])

/** Attributes by which elements of one page know each other. */
const bonds = new Set(['id', 'for', 'headers', 'aria-describedby', 'aria-labelledby', 'aria-controls', 'aria-owns'])

/** One address among those of a `srcset`, with what describes it (HTML, section 4.8.4.2.1). */
const candidate = /([^\s,](?:\S*[^\s,])?)(\s[^,]*)?(,|$)/g

/** The HTML for readers elsewhere: addresses resolved against that of its page, scripts cut. All else keeps its bytes. */
export function makeAbsolute(html: string, page: string): string {
  return rewriteHtml(html, {attribute: (name, value) => resolveAttribute(name, value, page), withoutScripts: true})
}

/**
 * The HTML for another page of the site, where other posts stand beside it: it brings no ids that might be there
 * already, and links to its own parts lead to its own page. `page` is that page's path with base.
 */
export function makeGuest(html: string, page: string): string {
  return rewriteHtml(html, {
    attribute(name, value) {
      if (bonds.has(name)) return undefined
      return name === 'href' && value.startsWith('#') ? page + value : value
    },
  })
}

/** Character references are left as written: resolving an address moves only its beginning, and never takes them apart. */
function resolveAttribute(name: string, value: string, page: string): string {
  if (addresses.has(name)) return resolve(value, page)
  if (name !== 'srcset') return value
  return value.replace(candidate, (_, url: string, size = '', comma: string) => resolve(url, page) + size + comma)
}

function resolve(url: string, page: string): string {
  const relative = url.trim()
  return /^[a-z][a-z\d+.-]*:/i.test(relative) ? url : (URL.parse(relative, page)?.href ?? url)
}
