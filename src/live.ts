/** How open pages hear of a new build: server-sent events, and the few lines of script that listen. */
import type {IncomingMessage, ServerResponse} from 'node:http'
import {escapeHtml} from './site/html.ts'

export interface Live {
  /** Answers the requests that are its own; true when it did. */
  answer(request: IncomingMessage, response: ServerResponse): boolean
  /** What every page gets before `</body>`. */
  inject(): string
  /** Tell every open page. `trouble` stands over the page until a build without trouble. */
  tell(changed: boolean, trouble?: string): void
  close(): void
}

const root = '/_almagest'

/** Begin with revision 0: a page that was drawn with an older revision than it hears of asks for itself again. */
export function createLive(): Live {
  const open = new Set<ServerResponse>()
  let revision = 0
  let trouble = ''

  function answer(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.url === `${root}/client.js`) {
      response.writeHead(200, {'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-store'})
      response.end(client)
      return true
    }
    if (request.url !== `${root}/events`) return false
    response.writeHead(200, {'content-type': 'text/event-stream', 'cache-control': 'no-store'})
    response.write(message())
    open.add(response)
    response.on('close', () => open.delete(response))
    return true
  }

  function message(): string {
    return `data: ${JSON.stringify({revision, trouble})}\n\n`
  }

  return {
    answer,
    inject: () => `<script type="module" src="${root}/client.js" data-revision="${revision}"></script>`,
    tell(changed, text = '') {
      if (changed) revision++
      trouble = escapeHtml(text)
      for (const response of open) response.write(message())
    },
    close() {
      for (const response of open) response.end()
    },
  }
}

const client = `
const drawn = Number(document.querySelector('script[data-revision]').dataset.revision)
const source = new EventSource('${root}/events')
source.onmessage = ({data}) => {
  const {revision, trouble} = JSON.parse(data)
  if (revision !== drawn && !trouble) return location.reload()
  document.querySelector('#almagest-trouble')?.remove()
  if (!trouble) return
  const box = document.createElement('pre')
  box.id = 'almagest-trouble'
  box.style = 'position:fixed;inset:auto 0 0;z-index:9999;margin:0;padding:1rem;max-height:60vh;overflow:auto;background:#300;color:#fff;font:14px/1.5 ui-monospace,monospace;white-space:pre-wrap'
  box.innerHTML = trouble
  document.body.append(box)
}
`
