/** Changes to finished HTML that leave every other byte as it was. */
import {Tokenizer} from 'htmlparser2'

/** What to change. */
export interface Rewriting {
  /** The attribute's new value, as written between its quotes: character references stand in it. Undefined drops it. Default: they stay. */
  attribute?(name: string, value: string): string | undefined
  /** The new name of an element, as it stands in its tags. Default: they stay. */
  element?(name: string): string
  /** Scripts go, with all that is in them. Default: they stay. */
  readonly withoutScripts?: boolean
}

/** A stretch of the text and what stands there instead. */
type Change = readonly [start: number, end: number, text: string]

/** The HTML with its attributes and elements changed. Comments and the text of scripts hold none. */
export function rewriteHtml(html: string, rewriting: Rewriting): string {
  let text = ''
  let last = 0
  for (const [start, end, instead] of findChanges(html, rewriting)) {
    text += html.slice(last, start) + instead
    last = end
  }
  return text + html.slice(last)
}

function findChanges(html: string, {attribute, element, withoutScripts = false}: Rewriting): Change[] {
  const changes: Change[] = []
  let script = -1
  let name = {start: 0, end: 0}
  let value: {readonly start: number; readonly end: number} | undefined
  const textOf = ({start, end}: typeof name) => html.slice(start, end)
  const isScript = (start: number, end: number) =>
    withoutScripts && end - start === 'script'.length && /^script$/i.test(html.slice(start, end))
  const rename = (start: number, end: number) => {
    const written = html.slice(start, end)
    const instead = element?.(written) ?? written
    if (instead !== written) changes.push([start, end, instead])
  }
  const ignore = () => {}
  const tokenizer = new Tokenizer(
    {decodeEntities: false},
    {
      onopentagname(start, end) {
        if (isScript(start, end)) script = start - 1
        rename(start, end)
      },
      onclosetag(start, end) {
        rename(start, end)
        if (script < 0 || !isScript(start, end)) return
        changes.push([script, html.indexOf('>', end) + 1 || html.length, ''])
        script = -1
      },
      onattribname(start, end) {
        name = {start, end}
        value = undefined
      },
      onattribdata(start, end) {
        value = {start, end}
      },
      onattribend(_, end) {
        if (script >= 0 || !attribute) return
        const written = value ? textOf(value) : ''
        const instead = attribute(textOf(name).toLowerCase(), written)
        // The blank before an attribute goes with it.
        if (instead === undefined) changes.push([name.start - 1, value ? end : name.end, ''])
        else if (value && instead !== written) changes.push([value.start, value.end, instead])
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
