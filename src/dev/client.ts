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

  listen()

  function listen(): void {
    const source = new EventSource(`/_almagest/events?token=${token}`)
    source.onmessage = ({data}) => hear(JSON.parse(data) as Told)
    // The browser connects again by itself, unless the server has another token now: then the page is an old one.
    source.onerror = () => source.readyState === EventSource.CLOSED && setTimeout(comeBack, 1000)
  }

  function comeBack(): void {
    fetch(location.href, {method: 'HEAD'}).then(
      () => location.reload(),
      () => setTimeout(comeBack, 1000),
    )
  }

  function hear({revision, problems, files}: Told): void {
    show(problems, token)
    if (revision !== wanted) for (const url of files) reloadPicture(url, revision)
    wanted = revision
    if (wanted !== shown) void catchUp()
  }

  async function catchUp(): Promise<void> {
    if (busy) return
    busy = true
    while (wanted !== shown) {
      const target = wanted
      const response = await fetch(location.href, {headers: {'x-almagest-patch': token}}).catch(() => undefined)
      if (!response) break
      if (response.status !== 204) patch(await response.text())
      shown = target
    }
    busy = false
    document.documentElement.dataset.almagestRevision = String(shown)
  }

  function reloadPicture(url: string, revision: number): void {
    for (const image of document.querySelectorAll('img')) {
      if (new URL(image.src, location.href).pathname === url) image.src = `${url}?almagest=${revision}`
    }
  }
}
