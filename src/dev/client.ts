/** What runs in a page that the watch server sent: it listens for new builds and patches the page in place. */
/// <reference lib="dom" />
import {patchPage} from './morph.ts'
import type {Trouble} from './trouble.ts'
import {showTrouble} from './trouble-box.ts'

/** What the server says after every build. */
export interface Told {
  /** Counts the builds that changed something. */
  readonly revision: number
  /** Mistakes that keep the newest state from being shown. */
  readonly problems: readonly Trouble[]
  /** URLs of files that changed under the same name: pictures to load again. */
  readonly files: readonly string[]
}

/** The script's text. `token` proves to the server that the page came from it; `revision` is that of the page. */
export function clientScript(token: string, revision: number): string {
  return `(${client})(${JSON.stringify(token)}, ${revision}, ${patchPage}, ${showTrouble})`
}

/** Stands alone: its text is sent to the browser, so nothing outside it can be named in it. */
function client(token: string, revision: number, patch: typeof patchPage, show: typeof showTrouble): void {
  let shown = revision
  let busy = false
  let wanted = revision
  let source: EventSource | undefined

  listen()
  // A browser holds six connections to a server, and a page that nobody sees needs none.
  document.addEventListener('visibilitychange', listen)

  function listen(): void {
    source?.close()
    if (document.hidden) return
    source = new EventSource(`/_almagest/events?token=${token}`)
    source.onmessage = ({data}) => hear(JSON.parse(data) as Told)
    // The browser connects again by itself, unless the server has another token now: then the page is an old one.
    source.onerror = () => source?.readyState === EventSource.CLOSED && setTimeout(comeBack, 1000)
  }

  function comeBack(): void {
    fetch(location.href, {method: 'HEAD'}).then(
      () => location.reload(),
      () => setTimeout(comeBack, 1000),
    )
  }

  function hear({revision, problems, files}: Told): void {
    show(problems, token)
    // Of builds that went by unheard, nobody knows which pictures they changed.
    const isOther = (path: string) => revision > wanted + 1 || files.includes(path)
    if (revision !== wanted) reloadPictures(isOther, revision)
    wanted = revision
    void catchUp()
  }

  async function catchUp(): Promise<void> {
    if (busy) return
    busy = true
    try {
      while (wanted !== shown) {
        const target = wanted
        const text = await load().catch(() => undefined)
        if (text === undefined) break
        shown = target
        if (text) patch(text)
      }
    } finally {
      busy = false
    }
    document.documentElement.dataset.almagestRevision = String(shown)
    if (wanted !== shown) setTimeout(catchUp, 1000)
  }

  /** The page as it is now; nothing for one that cannot be drawn, in whose place the last good one stays. */
  async function load(): Promise<string> {
    const response = await fetch(location.href, {headers: {'x-almagest-patch': token}})
    if (response.redirected) location.replace(response.url)
    return response.ok || response.status === 404 ? response.text() : ''
  }

  function reloadPictures(isOther: (path: string) => boolean, revision: number): void {
    for (const image of document.querySelectorAll('img')) {
      const {origin, pathname} = new URL(image.src, location.href)
      if (origin === location.origin && isOther(pathname)) image.src = `${pathname}?almagest=${revision}`
    }
  }
}
