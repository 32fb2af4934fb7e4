/** What happens to links, pictures and embedded media of HTML from outside, before and after the allow-list. */
import type {Element, ElementContent, Properties, Root, RootContent} from 'hast'
import {isInside} from './address.ts'
import {toPlainText} from './plain-text.ts'
import {absoluteUrl} from './read/urls.ts'
import type {SanitizeOptions} from './sanitize-options.ts'
import {linkSchemes} from './sanitize-schema.ts'
import {isBeacon, withoutTracking} from './tracking.ts'

/** Make URLs absolute, take out what counts readers, put links in the place of videos. Nothing here decides on safety. */
export function prepare(parent: Root | Element, options: SanitizeOptions): void {
  const children: RootContent[] = []
  for (const child of parent.children) {
    if (child.type === 'element') children.push(...prepareElement(child, options))
    else if (child.type === 'text') children.push(child)
  }
  parent.children = children as ElementContent[]
}

/**
 * Add what every link and picture gets, and what scrolls by keyboard: the allow-list would take it from strangers. Where
 * there is nothing to read out, a picture is said to be decoration and a link to lead to its host.
 */
export function decorate(tree: Root | Element): undefined {
  for (const child of tree.children) {
    if (child.type !== 'element') continue
    if (child.tagName === 'img') child.properties.alt ??= ''
    Object.assign(child.properties, additions[child.tagName])
    decorate(child)
    if (child.tagName === 'a') nameLink(child)
  }
}

function nameLink(link: Element): void {
  const {href} = link.properties
  const host = typeof href === 'string' && URL.parse(href)?.host.replace(/^www\./, '')
  if (!host || speaks(link)) return
  const picture = pictureIn(link)
  if (picture) picture.properties.alt = host
  else link.children.push({type: 'text', value: host})
}

function speaks({children}: Element): boolean {
  return children.some((child) => {
    if (child.type === 'text') return child.value.trim() !== ''
    if (child.type !== 'element') return false
    return child.properties.alt || /^(?:audio|math|svg|video)$/.test(child.tagName) || speaks(child)
  })
}

function pictureIn({children}: Element): Element | undefined {
  for (const child of children) {
    if (child.type !== 'element') continue
    const found = child.tagName === 'img' ? child : pictureIn(child)
    if (found) return found
  }
  return undefined
}

const additions: Readonly<Record<string, Properties>> = {
  a: {rel: ['nofollow', 'ugc', 'noopener']},
  img: {loading: 'lazy', decoding: 'async', referrerPolicy: 'no-referrer'},
  audio: {controls: true, preload: 'none'},
  video: {controls: true, preload: 'none'},
  pre: {tabIndex: 0},
  table: {tabIndex: 0},
}

function prepareElement(element: Element, options: SanitizeOptions): readonly ElementContent[] {
  const {properties} = element
  if (isHidden(element)) return []
  if (options.page) for (const bond of bonds) delete properties[bond]
  switch (element.tagName) {
    case 'iframe':
    case 'embed':
      return embedded(element, options)
    case 'img':
      return picture(element, options)
    case 'a':
      return link(element, options)
    case 'input':
      return task(properties)
    case 'source':
      // A set of pictures would go past the hook; the picture that stands beside it does not.
      if (options.picture && properties.srcSet !== undefined) return []
      properties.src = loadable(resolve(properties.src, options), options)
      properties.srcSet = candidates(properties.srcSet, options)
      break
    case 'audio':
    case 'video':
      properties.src = loadable(resolve(properties.src, options), options)
      // Browsers load it at once and with a referrer, wherever it is; one on this site may stay.
      properties.poster = ownPicture(resolve(properties.poster, options), options)
      break
    default:
      if (properties.cite) properties.cite = resolve(properties.cite, options)
  }
  prepare(element, options)
  return [element]
}

/** Attributes by which elements of one page know each other. */
const bonds = ['id', 'name', 'headers']

/** Whether browsers would not show it. What is kept from programs that read aloud is often there twice, or an icon. */
function isHidden({tagName, properties}: Element): boolean {
  return (
    properties.hidden !== undefined ||
    (properties.ariaHidden === 'true' && /^(?:a|i|span)$/.test(tagName)) ||
    /(?:^|[;\s])display\s*:\s*none/i.test(String(properties.style ?? ''))
  )
}

/** The box of a task is no more than whether it is done. */
function task({type, checked}: Properties): readonly ElementContent[] {
  return type === 'checkbox' ? [{type: 'text', value: checked ? '☑' : '☐'}] : []
}

/**
 * A link of which nothing is left to see is dropped with what counted its readers. One that leads nowhere, and to which
 * nothing leads, is only its words.
 */
function link(element: Element, options: SanitizeOptions): readonly ElementContent[] {
  const {properties, children} = element
  const before = children.length
  properties.href = resolve(properties.href, options, (url) => (isOpenLink(url) ? withoutTracking(url) : undefined))
  prepare(element, options)
  if (before > 0 && element.children.length === 0) return []
  return [properties.href, properties.id, properties.name].every((value) => value === undefined)
    ? element.children
    : [element]
}

/** Whether an absolute URL is of a kind that a page may link to. */
function isOpenLink(url: string): boolean {
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(url)?.[1]
  return scheme === undefined || linkSchemes.includes(scheme.toLowerCase())
}

function resolve(
  url: unknown,
  {base, page}: SanitizeOptions,
  change: (url: string) => string | undefined = (same) => same,
): string | undefined {
  if (typeof url !== 'string') return undefined
  const written = url.replace(/[\t\n\r]/g, '').trim()
  if (page && written.startsWith('#')) return change(page.replace(/#.*/s, '') + written)
  const whole = /^https?:\/\/[^/\\]/.test(written) && URL.canParse(written)
  const absolute = whole ? written : absoluteUrl(written, base)
  // Without a base a relative URL stays, but nothing that a browser might take for a scheme.
  const shown = absolute ?? (base || /^[^/?#]*:/.test(written.replace(/[\0-\x20]/g, '')) ? undefined : written)
  return shown === undefined ? undefined : change(shown)
}

/** The URL, if a page may load it by itself: nothing sends the browsers of readers into their own network. */
function loadable(url: string | undefined, {allowed}: SanitizeOptions): string | undefined {
  // Whatever site it is that shows a relative address.
  const parsed = url === undefined ? null : URL.parse(url, 'https://site.example/')
  return parsed && /^https?:$/.test(parsed.protocol) && !isInside(parsed.hostname, allowed) ? url : undefined
}

function ownPicture(url: string | undefined, {picture}: SanitizeOptions): string | undefined {
  const own = url && picture?.(url)
  return own === url ? undefined : own
}

/** Pictures of one pixel and known counters vanish; those that wait for a script are given their real address. */
function picture(image: Element, options: SanitizeOptions): readonly ElementContent[] {
  const {properties} = image
  const written = properties.src
  const late = properties.dataSrc ?? properties.dataLazySrc ?? properties.dataOriginal
  const waits =
    typeof late === 'string' &&
    (typeof written !== 'string' || /^data:/i.test(written) || /^(?:https?:)?\/\//i.test(late))
  const src = resolve(waits ? late : written, options)
  if (isPixel(properties) || (src && isBeacon(src))) return []
  properties.src = loadable(src && (options.picture ? options.picture(src) : src), options)
  // A set of sizes would go past the hook.
  properties.srcSet = options.picture ? undefined : candidates(properties.srcSet, options)
  if (properties.src === undefined && properties.srcSet === undefined) return alternative(properties)
  return [image]
}

function alternative({alt}: Properties): readonly ElementContent[] {
  return typeof alt === 'string' && alt.trim() ? [{type: 'text', value: alt}] : []
}

function isPixel({width, height, style}: Properties): boolean {
  const [across, down] = [width, height].map((size) =>
    size === undefined || size === '' ? Number.NaN : Number.parseInt(String(size), 10),
  )
  if (across! <= 1 && (down! <= 1 || Number.isNaN(down!))) return true
  if (down! <= 1 && Number.isNaN(across!)) return true
  return /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|(?:width|height)\s*:\s*[01]px)/i.test(
    String(style ?? ''),
  )
}

/** A `srcset` whose every candidate has been checked and made absolute; URLs in it may hold commas. */
function candidates(set: unknown, options: SanitizeOptions): string | undefined {
  const text = Array.isArray(set) ? set.join(', ') : set
  if (typeof text !== 'string') return undefined
  const safe = text.split(/,\s|(?<=\s[\d.]{1,10}[wx]),/).flatMap((candidate) => {
    const [url, size] = candidate.trim().split(/\s+/, 2)
    const absolute = loadable(resolve(url, options), options)
    if (!absolute || !/^https?:/.test(absolute)) return []
    return size && /^[\d.]{1,10}[wx]$/.test(size) ? `${absolute} ${size}` : absolute
  })
  return safe.length ? safe.join(', ') : undefined
}

const players =
  /^https?:\/\/(?:(?:www\.|m\.)?youtube(?:-nocookie)?\.com\/(?:embed|v)\/|player\.vimeo\.com\/video\/|(?:www\.)?dailymotion\.com\/embed\/|geo\.dailymotion\.com\/|player\.twitch\.tv\/|clips\.twitch\.tv\/embed|embed\.ted\.com\/|media\.ccc\.de\/v\/|archive\.org\/embed\/|[^/]+\/videos\/embed\/|w\.soundcloud\.com\/player|open\.spotify\.com\/embed|bandcamp\.com\/EmbeddedPlayer|www\.slideshare\.net\/slideshow\/embed|peertube\.|odysee\.com\/\$\/embed|rumble\.com\/embed)/

/** A frame leaves a link to the video it showed, and its text. */
function embedded({properties, children}: Element, options: SanitizeOptions): readonly ElementContent[] {
  const text = toPlainText(children.map((child) => (child.type === 'text' ? child.value : '')).join(''))
  const left: ElementContent[] = text ? [{type: 'text', value: ` ${text} `}] : []
  const src = resolve(properties.src, options)
  if (!src || !players.test(src)) return left
  const title = typeof properties.title === 'string' ? properties.title.trim() : ''
  const url = watchPage(src)
  const link: Element = {
    type: 'element',
    tagName: 'a',
    properties: {href: url},
    children: [{type: 'text', value: title || `Video: ${url.replace(/^https?:\/\/(?:www\.)?/, '')}`}],
  }
  return [{type: 'element', tagName: 'p', properties: {}, children: [link]}, ...left]
}

/** The page of a video, where its player's address tells it. */
function watchPage(src: string): string {
  const tube = /^https?:\/\/[^/]*youtube[^/]*\/(?:embed|v)\/([\w-]{6,20})/.exec(src)
  if (tube && tube[1] !== 'videoseries') return `https://www.youtube.com/watch?v=${tube[1]}`
  const vimeo = /^https?:\/\/player\.vimeo\.com\/video\/(\d+)/.exec(src)
  if (vimeo) return `https://vimeo.com/${vimeo[1]}`
  return src.replace('/videos/embed/', '/videos/watch/')
}
