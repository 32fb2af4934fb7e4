/** Texts of a feed with their markup: Atom's text, html, xhtml and base64, RSS's HTML, and tags nobody escaped. */
import {escapeMarkup} from '../../escape.ts'
import {toPlainText} from '../plain-text.ts'
import {fromPlainText} from './plain.ts'
import {attributeOf, type Element, elementsIn, markupIn, oneLine, textOf} from './tree.ts'
import {absoluteUrl} from './urls.ts'

/** HTML as found, and what its relative URLs are relative to. */
export interface RawBody {
  readonly html: string
  readonly base: string
}

/** The HTML in an element; undefined when it holds none that a page could show. */
export function readBody(element: Element): RawBody | undefined {
  const html = isAtom(element) ? atomHtml(element) : hasMarkup(element) ? markupIn(element) : looseHtml(element)
  const base = baseOf(element)
  return html?.trim() ? {html: html.trim(), base} : undefined
}

/** The text in an element without markup; undefined when there is none. */
export function readText(element: Element): string | undefined {
  return isAtom(element) ? atomText(element) : rssText(element)
}

function atomText(element: Element): string | undefined {
  const line = oneLine(textOf(element))
  if (typeOf(element) === 'text' && !modeOf(element)) return line
  return oneLine(toPlainText(atomHtml(element) ?? line ?? ''))
}

function rssText(element: Element): string | undefined {
  if (hasMarkup(element)) return oneLine(toPlainText(markupIn(element)))
  const line = oneLine(textOf(element))
  return looksLikeHtml(line) ? oneLine(toPlainText(line ?? '')) : line
}

/**
 * Whether RSS text was meant as HTML, which the format leaves open: tags that stand in sentences and entities are strong
 * hints. Others are shown as they are, since people write about `<canvas>` and `&amp;`.
 */
function looksLikeHtml(text = ''): boolean {
  return (
    /<\/?(?:a|abbr|b|big|br|cite|code|del|div|em|font|h[1-6]|i|img|ins|kbd|p|q|s|small|span|strong|sub|sup|tt|u)(?:\s[^<>]{0,2000})?\/?>/i.test(
      text,
    ) || /&(?!amp;|lt;|gt;|quot;)(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,31});/i.test(text)
  )
}

/** Elements of Atom say of what type they are; so do those of feeds that forgot its namespace. */
function isAtom({name}: Element): boolean {
  return name.startsWith('atom:')
}

function hasMarkup(element: Element): boolean {
  return elementsIn(element).length > 0
}

/** RSS text is HTML; only Media RSS says that its own is plain unless marked (Media RSS 1.5.1, `media:description`). */
function looseHtml(element: Element): string {
  const text = textOf(element)
  const plain = element.name === 'media:description' && attributeOf(element, 'type') !== 'html' && !looksLikeHtml(text)
  return plain ? fromPlainText(text) : text
}

/** RFC 4287 sections 3.1 and 4.1.3; Atom 0.3 wrote media types and said by `mode` how they were packed. */
function typeOf(element: Element): 'text' | 'html' | 'xhtml' | 'other' {
  const type = (attributeOf(element, 'type') ?? 'text').toLowerCase().replace(/;.*/, '').trim()
  if (type === 'xhtml' || /[+/]xml$/.test(type)) return 'xhtml'
  if (type === 'html' || type === 'text/html') return 'html'
  if (type === 'text' || type.startsWith('text/')) return hasMarkup(element) ? 'xhtml' : 'text'
  return 'other'
}

function modeOf(element: Element): string | undefined {
  return attributeOf(element, 'mode')?.toLowerCase()
}

function atomHtml(element: Element): string | undefined {
  const type = typeOf(element)
  if (modeOf(element) === 'base64' || type === 'other') return decoded(textOf(element))
  if (hasMarkup(element)) return markupIn(unwrapped(element))
  return type === 'text' && modeOf(element) !== 'escaped' ? escapeMarkup(textOf(element)) : textOf(element)
}

/** Content of a type that is not text is base64 (RFC 4287 section 4.1.3.3); shown if it turns out to be text. */
function decoded(base64: string): string | undefined {
  const text = Buffer.from(base64, 'base64').toString('utf8')
  return /[\u0000-\u0008\ufffd]/.test(text) ? undefined : text
}

/** The `div` around XHTML is no part of it (RFC 4287 section 3.1.1.3). */
function unwrapped(element: Element): Element {
  const [only, ...more] = element.children.filter((child) => typeof child !== 'string' || child.trim())
  return only && typeof only !== 'string' && more.length === 0 && only.local === 'div' ? only : element
}

function baseOf(element: Element): string {
  const inner = isAtom(element) ? unwrapped(element) : element
  return inner.base || absoluteUrl(element.base) || ''
}
