/** The built site as a web host would serve it. */
import {readFileSync, realpathSync, statSync} from 'node:fs'
import {readFile} from 'node:fs/promises'
import {join, sep} from 'node:path'
import {tagOf} from './drawer.ts'
import {readRules, type Sent} from './redirect-rules.ts'
import {type Files, type ServeOptions, type Serving, serve} from './serve.ts'

/** Serve the folder of a built site: its 404 page, its `_redirects`, validators, and long life for fingerprinted files. */
export function preview(root: string, options: Omit<ServeOptions, 'files' | 'first'>): Promise<Serving> {
  const redirects = followRules(join(root, '_redirects'))
  return serve({
    ...options,
    files: filesOf(root),
    first(request, response) {
      const target = redirects(request.url!)
      if (target) response.writeHead(target.status, {location: target.to}).end()
      return target !== undefined
    },
  })
}

/** The files of a folder, which may come to be a link to another release; nothing that a link in it leads out to. */
export function filesOf(root: string): Files {
  function find(path: string): string | undefined {
    const file = join(root, path)
    if (!statSync(file, {throwIfNoEntry: false})?.isFile()) return undefined
    const real = realpathSync(file)
    return real.startsWith(realpathSync(root) + sep) ? real : undefined
  }

  return {
    has: (path) => find(path) !== undefined,
    async get(path) {
      const file = find(path)
      if (file === undefined) return undefined
      const body = await readFile(file)
      // Names with a fingerprint never hold anything else.
      const lasting = /\.[\w-]{10}\.\w+$/.test(path)
      return {
        body,
        headers: {etag: tagOf(body), 'cache-control': lasting ? 'public, max-age=31536000, immutable' : 'no-cache'},
      }
    },
  }
}

/** The rules of a file as they are now: the site may be built again meanwhile. */
function followRules(file: string): (url: string) => Sent | undefined {
  let [written, rules] = ['', readRules('')]
  return (url) => {
    const now = statSync(file, {throwIfNoEntry: false})?.isFile() ? readFileSync(file, 'utf8') : ''
    if (now !== written) [written, rules] = [now, readRules(now)]
    return rules(url)
  }
}
