/** HTML for readers elsewhere: every address in it is absolute, and nothing in it is a script. */
import {Tokenizer} from 'htmlparser2'

const addresses = new Set(['href', 'src', 'poster', 'cite', 'data', 'action', 'longdesc'])

/** One address among those of a `srcset`, with what describes it (HTML, section 4.8.4.2.1). */
const candidate = /([^\s,](?:\S*[^\s,])?)(\s[^,]*)?(,|$)/g

/** A stretch of the text and what stands there instead. */
type Change = readonly [start: number, end: number, text: string]

/** The HTML of a page as it may stand anywhere: addresses resolved against the page's, scripts cut. All else keeps its bytes. */
export function makeAbsolute(html: string, page: string): string {
  let text = ''
  let last = 0
  for (const [start, end, instead] of findChanges(html, page)) {
    text += html.slice(last, start) + instead
    last = end
  }
  return text + html.slice(last)
}

function findChanges(html: string, page: string): Change[] {
  const changes: Change[] = []
  let name = ''
  let value: {start: number; end: number} | undefined
  let script = -1
  const ignore = () => {}
  const tokenizer = new Tokenizer(
    {decodeEntities: false},
    {
      onopentagname(start, end) {
        if (html.slice(start, end).toLowerCase() === 'script') script = start - 1
      },
      onclosetag(start, end) {
        if (script < 0 || html.slice(start, end).toLowerCase() !== 'script') return
        changes.push([script, html.indexOf('>', end) + 1 || html.length, ''])
        script = -1
      },
      onattribname(start, end) {
        name = html.slice(start, end).toLowerCase()
        value = undefined
      },
      onattribdata(start, end) {
        value = {start: value?.start ?? start, end}
      },
      onattribend() {
        if (!value || script >= 0) return
        const written = html.slice(value.start, value.end)
        const instead = resolveAttribute(name, written, page)
        if (instead !== written) changes.push([value.start, value.end, instead])
      },
      onattribentity: ignore,
      oncdata: ignore,
      oncomment: ignore,
      ondeclaration: ignore,
      onend: ignore,
      onopentagend: ignore,
      onprocessinginstruction: ignore,
      onselfclosingtag: ignore,
      ontext: ignore,
      ontextentity: ignore,
    },
  )
  tokenizer.write(html)
  tokenizer.end()
  return changes
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
