/** Making an open page what it has become, in place: what stays keeps its state, and what changed lights up. */
/// <reference lib="dom" />

/** Patch what differs in the text of a page into the page that is open. Stands alone, because its text is sent to browsers. */
export function patchPage(text: string): void {
  const next = new DOMParser().parseFromString(text, 'text/html')
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  const anchor = findAnchor()
  const changed = new Set<Element>()
  patchHead(next)
  syncAttributes(document.documentElement, next.documentElement)
  syncAttributes(document.body, next.body)
  morphChildren(document.body, next.body, changed)
  if (anchor) scrollBy({top: anchor.element.getBoundingClientRect().top - anchor.top, behavior: 'instant'})
  if (!calm) for (const element of changed) flash(element)

  /** The last heading above the middle of the window: it stays where it is on the screen. */
  function findAnchor(): {element: Element; top: number} | undefined {
    let found: {element: Element; top: number} | undefined
    for (const element of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
      const {top} = element.getBoundingClientRect()
      if (top > innerHeight / 2) break
      found = {element, top}
    }
    return scrollY > 0 ? found : undefined
  }

  function patchHead(next: Document): void {
    document.title = next.title
    const before = new Map(Array.from(document.head.children, (element) => [element.outerHTML, element]))
    const after = new Map(Array.from(next.head.children, (element) => [element.outerHTML, element]))
    for (const [text, element] of after) {
      if (before.has(text) || element.localName === 'script') continue
      const added = document.importNode(element, true)
      document.head.append(added)
      // The old style stays until the new one is here, so the page never stands bare.
      if (added instanceof HTMLLinkElement && added.rel === 'stylesheet') added.onload = () => dropStyles(after)
    }
    for (const [text, element] of before)
      if (!after.has(text) && !isStyle(element) && element.localName !== 'script') element.remove()
    if (!Array.from(after).some(([text, element]) => isStyle(element) && !before.has(text))) dropStyles(after)
  }

  function dropStyles(kept: Map<string, Element>): void {
    for (const element of document.head.children) if (isStyle(element) && !kept.has(element.outerHTML)) element.remove()
  }

  function isStyle(element: Element): boolean {
    return element.matches('style, link[rel=stylesheet]')
  }

  function morph(old: Element, next: Element, changed: Set<Element>): void {
    if (old.isEqualNode(next)) return
    if (syncAttributes(old, next)) mark(old, changed)
    morphChildren(old, next, changed)
  }

  /** What goes leaves first, so that what stays need not be moved: whatever is moved loses the focus. */
  function morphChildren(old: Element, next: Element, changed: Set<Element>): void {
    const wanted = Array.from(next.childNodes)
    const found = pairUp(Array.from(old.childNodes), wanted)
    const kept = new Set(found)
    for (const gone of Array.from(old.childNodes)) {
      if (kept.has(gone) || gone.nodeName === 'SCRIPT') continue
      gone.remove()
      if (gone instanceof Element) mark(old, changed)
    }
    let at = old.firstChild
    for (const [index, node] of wanted.entries()) {
      while (at && !kept.has(at)) at = at.nextSibling
      const stays = found[index]
      if (!stays) mark(old.insertBefore(document.importNode(node, true), at), changed)
      else if (stays === at) at = at.nextSibling
      else old.insertBefore(stays, at)
      if (stays) update(stays, node, changed)
    }
  }

  function update(old: ChildNode, next: ChildNode, changed: Set<Element>): void {
    if (old instanceof Element && next instanceof Element) morph(old, next, changed)
    else if (old.nodeValue !== next.nodeValue) {
      old.nodeValue = next.nodeValue
      mark(old, changed)
    }
  }

  /** For each wanted node the one that becomes it: an element of its id, an equal one, or the first of its name between those. */
  function pairUp(olds: readonly ChildNode[], wanted: readonly ChildNode[]): readonly (ChildNode | undefined)[] {
    const free = new Set(olds.keys())
    const pairs = wanted.map((node) => (node instanceof Element ? take((each) => isSame(olds[each]!, node)) : -1))
    for (const [index, node] of wanted.entries()) {
      if (pairs[index] !== -1) continue
      const low = pairs.slice(0, index).findLast((each) => each >= 0) ?? -1
      const high = pairs.slice(index).find((each) => each > low) ?? olds.length
      pairs[index] = take((each) => each > low && each < high && isNear(olds[each]!, node))
    }
    return pairs.map((each) => olds[each])

    function take(fits: (each: number) => boolean): number {
      const index = [...free].find(fits) ?? -1
      free.delete(index)
      return index
    }
  }

  function isSame(old: Node, next: Element): boolean {
    if (next.id) return old instanceof Element && old.id === next.id
    return old.isEqualNode(next) || (old instanceof Element && withoutState(old).isEqualNode(withoutState(next)))
  }

  function isNear(old: Node, next: Node): boolean {
    return old.nodeName === next.nodeName && ![old, next].some((node) => node instanceof Element && node.id)
  }

  /** The element as if no reader had opened anything in it. */
  function withoutState(element: Element): Element {
    const opened = 'details, dialog'
    if (!element.matches(opened) && !element.querySelector(opened)) return element
    const copy = element.cloneNode(true) as Element
    for (const each of [copy, ...copy.querySelectorAll(opened)]) each.removeAttribute('open')
    return copy
  }

  /** True when something that can be seen changed. What the reader opened, typed or began to play stays. */
  function syncAttributes(old: Element, next: Element): boolean {
    let seen = false
    for (const {name, value} of Array.from(next.attributes)) {
      const had = old.getAttribute(name)
      if (had === value || had?.startsWith(`${value}?almagest=`) || isState(old, name)) continue
      old.setAttribute(name, value)
      seen = true
    }
    for (const {name} of Array.from(old.attributes)) {
      if (next.hasAttribute(name) || isState(old, name) || name.startsWith('data-almagest')) continue
      old.removeAttribute(name)
      seen = true
    }
    return seen
  }

  function isState({localName}: Element, name: string): boolean {
    if (name === 'open') return localName === 'details' || localName === 'dialog'
    return (name === 'value' || name === 'checked') && (localName === 'input' || localName === 'option')
  }

  /** Remember the block that holds a changed node. */
  function mark(node: Node, changed: Set<Element>): void {
    const element = node instanceof Element ? node : node.parentElement
    const block =
      element?.closest(
        'main p, main li, main pre, main blockquote, main figure, main table, main h1, main h2, main h3, main h4, main h5, main h6, main dl, main article',
      ) ?? undefined
    if (block) changed.add(block)
  }

  function flash(element: Element): void {
    // An outer block that changed only because an inner one did stays quiet.
    element.animate(
      [
        {outline: '3px solid #e8a33d', outlineOffset: '4px'},
        {outline: '3px solid transparent', outlineOffset: '4px'},
      ],
      {duration: 900, easing: 'ease-out'},
    )
  }
}
