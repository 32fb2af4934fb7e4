import assert from 'node:assert/strict'
import {mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {connect} from 'node:net'
import {basename, join} from 'node:path'
import {type TestContext, test} from 'node:test'
import {type DevReport, dev} from '../src/dev/dev.ts'
import {preview} from '../src/dev/preview.ts'
import type {Problem} from '../src/problem.ts'
import {feedServer} from './helpers/feed-server.ts'
import {configText, createSite, type Files, post, type TestSite, testTime} from './helpers/site.ts'

const one = {'content/posts/one.md': post('One', '2025-01-01', 'Text.')}

/** A site behind the watch server, with a promise of its next build. */
const openDev = (context: TestContext, files: Files) => serveDev(context, createSite(context, files))

async function serveDev(context: TestContext, site: TestSite) {
  const reports: DevReport[] = []
  const troubles: (readonly Problem[])[] = []
  let heard = () => {}
  const server = await dev(site.root, {
    now: () => testTime,
    port: 0,
    onBuild: (report) => {
      reports.push(report)
      heard()
    },
    onTrouble: (problems) => troubles.push(problems),
  })
  let closing: Promise<void> | undefined
  const close = () => (closing ??= server.close())
  context.after(close)
  /** Wait until a page says what it should. */
  const until = async (path: string, pattern: RegExp) => {
    for (let tries = 0; tries < 100; tries++) {
      const next = new Promise<void>((done) => {
        heard = done
        setTimeout(done, 200)
      })
      if (pattern.test(await fetch(server.url + path).then((response) => response.text()))) return
      await next
    }
    assert.fail(`${path} never matched ${pattern}`)
  }
  return {site, server: {...server, close}, reports, troubles, until, port: Number(new URL(server.url).port)}
}

/** The status line and body of a request written by hand. */
function ask(port: number, lines: readonly string[]): Promise<string> {
  return new Promise((done, fail) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${lines.join('\r\n')}\r\nConnection: close\r\n\r\n`))
    let text = ''
    socket.on('data', (data) => (text += data))
    socket.on('error', fail)
    socket.on('close', () => done(text))
  })
}

test('no path reaches a file that is not of the site', async (context) => {
  const {site, port} = await openDev(context, {...one, '.env': 'SECRET', 'content/static/ok.txt': 'public'})
  const paths = [
    '/../../etc/passwd',
    '/%2e%2e/%2e%2e/.env',
    '//etc/passwd',
    '/..\\..\\.env',
    '/.env',
    '/.env?raw',
    '/.env%00.html',
    '/.env/.',
    '/x%3f/../.env',
    '/@fs/etc/passwd?import&raw',
    '/planet.config.ts',
    `/${site.root}/.env`,
    '/content/posts/one.md',
    '/%',
    '/%ff',
    'http://evil.example/',
    '/x#frag',
  ]
  for (const path of paths) {
    const answer = await ask(port, [`GET ${path} HTTP/1.1`, 'Host: localhost'])
    assert.match(answer, /^HTTP\/1\.1 4\d\d /, path)
    assert.doesNotMatch(answer, /SECRET|root:|export default|title: "One"/, path)
  }
  assert.match(await ask(port, ['GET /ok.txt HTTP/1.1', 'Host: localhost']), /public/)
})

test('other methods and protocols are turned away, and the server lives on', async (context) => {
  const {port} = await openDev(context, one)
  for (const line of [
    'CONNECT evil:443 HTTP/1.1',
    'PUT /x HTTP/1.1',
    'OPTIONS * HTTP/1.1',
    'POST / HTTP/1.1',
    'DELETE /2025/01/one/ HTTP/1.1',
  ])
    assert.match(await ask(port, [line, 'Host: localhost']), /^HTTP\/1\.1 4\d\d /, line)
  assert.match(await ask(port, ['GET /ws HTTP/1.1', 'Host: localhost', 'Upgrade: websocket']), /^HTTP\/1\.1 403 /)
  assert.match(await ask(port, ['GET / HTTP/1.1', 'Host: localhost']), /^HTTP\/1\.1 200 /)
})

test('a foreign name that points at this machine reads nothing', async (context) => {
  const {port} = await openDev(context, one)
  const hosts: Record<string, number> = {
    [`evil.example:${port}`]: 403,
    'localhost.evil.example': 403,
    '': 403,
    LOCALHOST: 200,
    [`localhost:${port}`]: 200,
    [`blog.localhost:${port}`]: 200,
    [`127.0.0.1:${port}`]: 200,
    [`[::1]:${port}`]: 200,
  }
  for (const [host, status] of Object.entries(hosts))
    assert.match(await ask(port, ['GET / HTTP/1.1', `Host: ${host}`]), new RegExp(`^HTTP/1.1 ${status} `), host)
})

test('the event channel and the editor are open to pages of this server alone', async (context) => {
  const {server, port} = await openDev(context, one)
  const page = await fetch(server.url).then((response) => response.text())
  const token = /token=([\w-]+)/.exec(page)![1]!
  const statusOf = async (path: string, headers: Record<string, string> = {}, method = 'GET') => {
    const control = new AbortController()
    const {status} = await fetch(server.url + path, {headers, method, signal: control.signal})
    control.abort()
    return status
  }
  const events = `_almagest/events?token=${token}`
  assert.equal(await statusOf(events), 200)
  assert.equal(await statusOf(events, {origin: `http://127.0.0.1:${port}`}), 200)
  assert.equal(await statusOf(events, {origin: 'https://evil.example'}), 403)
  assert.equal(await statusOf(events, {origin: 'null'}), 403)
  assert.equal(await statusOf(events, {'sec-fetch-site': 'cross-site'}), 403)
  assert.equal(await statusOf('_almagest/events'), 403)
  assert.equal(await statusOf('_almagest/events?token=guess'), 403)
  assert.equal(await statusOf('_almagest/open?place=planet.config.ts', {}, 'POST'), 403)
  assert.equal(await fetch(server.url).then(({headers}) => headers.get('access-control-allow-origin')), null)
})

test('atomic saves, renames, case-only renames and deletions end in the right site', async (context) => {
  const {site, until} = await openDev(context, one)
  const at = (name: string) => join(site.root, 'content/posts', name)
  writeFileSync(at('one.md~'), post('One', '2025-01-01', 'Saved whole.'))
  renameSync(at('one.md~'), at('one.md'))
  await until('2025/01/one/', /Saved whole\./)
  renameSync(at('one.md'), at('two.md'))
  await until('2025/01/two/', /Saved whole\./)
  renameSync(at('two.md'), at('TWO.md'))
  await until('2025/01/two/', /Saved whole\./)
  site.remove('content/posts/TWO.md')
  await until('', /^(?![\s\S]*Saved)/)
  await until('2025/01/two/', /404|not found/i)
})

test('five hundred files at once, as when a branch is switched, and thirty saves a second cost few builds', async (context) => {
  const {site, reports, until} = await openDev(context, one)
  mkdirSync(join(site.root, 'content/posts/many'), {recursive: true})
  for (let number = 0; number < 500; number++)
    site.write(`content/posts/many/p${number}.md`, post(`P${number}`, '2025-02-01', `Word ${number}.`))
  await until('2025/02/p499/', /Word 499\./)
  await until('2025/02/p0/', /Word 0\./)
  const after = reports.length
  assert.ok(after <= 30, `${after} builds`)
  await saveOften(site)
  await until('2025/01/one/', /Save 29\./)
  assert.ok(reports.length - after <= 31, `${reports.length - after} builds`)
})

test('helpers of the config are followed in a folder of any name, what is built is not', async (context) => {
  const {site, reports, until} = await openDev(context, {
    ...one,
    'planet.config.ts': `import {title} from './lib/title.ts'\nimport {about} from './dist/about.ts'\n${configText(
      "out: 'public',",
      'description: title + about',
    )}`,
    'lib/title.ts': "export const title = 'First'",
    'dist/about.ts': "export const about = 'words'",
  })
  const rest = () => new Promise((done) => setTimeout(done, 700))
  await until('', /Firstwords/)
  await rest()
  site.write('lib/title.ts', "export const title = 'Second'")
  await until('', /Secondwords/)
  site.write('dist/about.ts', "export const about = 'sentence'")
  await until('', /Secondsentence/)

  await rest()
  const before = reports.length
  for (const folder of ['public', 'public.releases/000001', '.almagest', 'node_modules/some', '.git'])
    site.write(`${folder}/file.txt`, 'Text.')
  await rest()
  site.write('public/file.txt', 'Another text.')
  await rest()
  assert.equal(reports.length, before)
})

async function saveOften(site: TestSite): Promise<void> {
  for (let save = 0; save < 30; save++) {
    site.write('content/posts/one.md', post('One', '2025-01-01', `Save ${save}.`))
    await new Promise((done) => setTimeout(done, 33))
  }
}

test('the start is told once, of a good site and of one with mistakes', async (context) => {
  for (const [text, builds, troubles] of [
    [one['content/posts/one.md'], 1, 0],
    ['No front matter.', 0, 1],
  ] as const) {
    const site = createSite(context, {'content/posts/one.md': text})
    const heard = {builds: 0, troubles: 0}
    const server = await dev(site.root, {
      now: () => testTime,
      port: 0,
      onBuild: () => heard.builds++,
      onTrouble: () => heard.troubles++,
    })
    context.after(server.close)
    await new Promise((done) => setTimeout(done, 700))
    assert.deepEqual(heard, {builds, troubles})
    // Who asks is answered, though nothing is new.
    server.again()
    await new Promise((done) => setTimeout(done, 700))
    assert.deepEqual(heard, {builds: builds * 2, troubles: troubles * 2})
  }
})

test('nothing is written to the output folder, and the feeds that are followed are never asked by a save', async (context) => {
  const feed =
    '<rss version="2.0"><channel><title>F</title><link>https://f.example/</link><item><title>From a file</title><link>https://f.example/1</link></item></channel></rss>'
  const {site, until} = await openDev(context, {
    ...one,
    'feed.xml': feed,
    'planet.config.ts': configText("planet: {feeds: [{file: 'feed.xml'}, 'http://127.0.0.1:9/none.xml']},"),
  })
  await until('planet/', /From a file/)
  site.write('content/posts/one.md', post('One', '2025-01-01', 'Again.'))
  await until('2025/01/one/', /Again\./)
  assert.throws(() => site.tree(), /ENOENT/)
})

test('a server that is closed in the middle of its work leaves nothing behind that would run', async (context) => {
  const {server, troubles} = await openDev(context, one)
  server.again()
  await server.close()
  // What was learned would have been written down by now, into a database that is closed.
  await new Promise((done) => setTimeout(done, 600))
  assert.deepEqual(troubles, [])
})

test('a visit to slow feeds outlives changes of the config, and ends with the server', async (context) => {
  const slow = await feedServer(context, () => {})
  const config = (title: string) =>
    configText(`planet: {feeds: ['${slow.origin}/a.xml']}, refresh: {allow: ['127.0.0.0/8']},`).replace('Test', title)
  const {site, server, until} = await openDev(context, {...one, 'planet.config.ts': config('First')})
  const visit = server.refresh()
  assert.equal(await Promise.race([server.refresh(), until('', /First/)]), undefined)
  for (const title of ['Second', 'Third', 'Fourth']) {
    site.write('planet.config.ts', config(title))
    await until('', new RegExp(title))
  }
  await server.close()
  assert.equal((await visit)?.stopped, true)
  assert.equal(slow.asked.length, 1)
})

test('what a page needs to hear of the next build stands at its end, whatever signs are in it', async (context) => {
  const {server} = await openDev(context, {
    'content/posts/one.md': post('One', '2025-01-01', 'İstanbul, İzmir. `</BODY>` in code.'),
  })
  const page = await fetch(`${server.url}2025/01/one/`).then((response) => response.text())
  assert.match(
    page,
    /<\/footer>\s*(?:<script[^>]*><\/script>\s*)*<script src="\/_almagest[^>]*><\/script><\/body>\s*<\/html>\s*$/,
  )
})

const ownTheme = (rest: string) =>
  `import {readFileSync} from 'node:fs'\nimport {contract, defineTheme, html} from 'almagest/theme'\nexport default defineTheme({contract, ${rest}})\n`

test('a page that cannot be drawn is told, and so is the next that stands in its place', async (context) => {
  const theme = (missing: string) => ownTheme(`views: {missing: () => ${missing}}`)
  const {site, server, troubles, until} = await openDev(context, {
    ...one,
    'planet.config.ts': configText("theme: './mine',"),
    'mine/index.ts': theme('{ throw new Error("boom") }'),
  })
  const broken = await fetch(`${server.url}404.html`)
  assert.equal(broken.status, 500)
  const text = await broken.text()
  assert.match(text, /boom[\s\S]*<script src="\/_almagest/)
  assert.equal((await fetch(`${server.url}nowhere/`)).status, 500)
  assert.equal(troubles.length, 1)
  assert.match(troubles[0]![0]!.message, /boom/)
  site.write('mine/index.ts', theme('html`<!doctype html><body>mended</body>`'))
  await until('404.html', /mended/)
})

test('a file that a theme reads by itself is part of it, for the watch server and for a build', async (context) => {
  const files = {
    ...one,
    'planet.config.ts': configText("theme: './mine',"),
    'mine/index.ts': ownTheme(
      `views: {missing: () => html\`<!doctype html>\${readFileSync(new URL('deep/words.txt', import.meta.url), 'utf8')}\`}`,
    ),
    'mine/deep/words.txt': 'first',
  }
  const {site, until} = await openDev(context, files)
  await until('404.html', /first/)
  site.write('mine/deep/words.txt', 'second')
  await until('404.html', /second/)
  await site.build()
  site.write('mine/deep/words.txt', 'third')
  await site.build()
  assert.match(site.read('dist/404.html'), /third/)
})

test('helpers in CommonJS are followed, also those that another one requires', async (context) => {
  const config = `import {word} from './word.cjs'\n${configText().replace("'Test'", 'word')}`
  const {site, until} = await openDev(context, {
    ...one,
    'planet.config.ts': config,
    'word.cjs': "exports.word = require('./deeper.cjs').word + ' one'",
    'deeper.cjs': "exports.word = 'Deep'",
  })
  await until('', /Deep one/)
  site.write('word.cjs', "exports.word = require('./deeper.cjs').word + ' two'")
  await until('', /Deep two/)
  site.write('deeper.cjs', "exports.word = 'Deeper'")
  await until('', /Deeper two/)
})

test('a helper that is saved while the config is loaded is the one that counts', async (context) => {
  const slow = `await new Promise((done) => setTimeout(done, 300))\n`
  const {site, server, until} = await openDev(context, {
    ...one,
    'planet.config.ts': `import {word} from './word.ts'\nimport './slow.ts'\n${configText().replace("'Test'", 'word')}`,
    'word.ts': "export const word = 'First'\n",
    'slow.ts': slow,
  })
  await until('', /First/)
  site.write('word.ts', "export const word = 'Second'\n")
  await new Promise((done) => setTimeout(done, 150))
  site.write('word.ts', "export const word = 'Third'\n")
  await until('', /Third/)
  await server.close()
  await site.build()
  assert.match(site.read('dist/index.html'), /Third/)
})

test('files have the type that a browser needs, and a page is drawn once for all who ask', async (context) => {
  const {server, port} = await openDev(context, {
    'content/posts/one.md': post('One', '2025-01-01', 'Text.', 'aliases: [/old/one.htm]'),
    'content/static/a.mjs': 'export {}',
    'planet.config.ts': configText("theme: './mine',"),
    'mine/index.ts': ownTheme(
      `views: {missing: () => html\`<!doctype html>drawn \${++(globalThis as any).drawn} times\`}`,
    ),
  })
  Object.assign(globalThis, {drawn: 0})
  const typeOf = async (path: string) => (await fetch(server.url + path)).headers.get('content-type')
  assert.equal(await typeOf('old/one.htm'), 'text/html; charset=utf-8')
  assert.equal(await typeOf('a.mjs'), 'text/javascript; charset=utf-8')
  for (const path of ['404.html', 'nowhere/', '404.html'])
    assert.match(await fetch(server.url + path).then((response) => response.text()), /drawn 1 times/)
  assert.match(await ask(port, ['GET // HTTP/1.1', 'Host: localhost']), /^HTTP\/1\.1 404 /)
})

test('a helper outside of the project is followed', async (context) => {
  const site = createSite(context, one)
  const helper = `${site.root}-word.ts`
  const word = (text: string) => writeFileSync(helper, `export const word = '${text}'\n`)
  context.after(() => rmSync(helper))
  word('First')
  const config = `import {word} from '${join('..', basename(helper))}'\n${configText().replace("'Test'", 'word')}`
  site.write('planet.config.ts', config)
  const {until} = await serveDev(context, site)
  await until('', /First/)
  word('Second')
  await until('', /Second/)
})

test('parts of a file are sent to who seeks in it', async (context) => {
  const {server} = await openDev(context, {...one, 'content/static/talk.mp3': '0123456789'})
  const get = async (range: string) => {
    const response = await fetch(`${server.url}talk.mp3`, {headers: {range}})
    return [response.status, response.headers.get('content-range'), await response.text()]
  }
  assert.deepEqual(await get('bytes=2-4'), [206, 'bytes 2-4/10', '234'])
  assert.deepEqual(await get('bytes=7-'), [206, 'bytes 7-9/10', '789'])
  assert.deepEqual(await get('bytes=-2'), [206, 'bytes 8-9/10', '89'])
  assert.deepEqual(await get('bytes=4-99'), [206, 'bytes 4-9/10', '456789'])
  assert.deepEqual(await get('bytes=10-'), [416, 'bytes */10', ''])
  for (const whole of ['bytes=4-2', 'bytes=-', 'bytes=0-1,3-4', 'lines=1-2'])
    assert.deepEqual(await get(whole), [200, null, '0123456789'], whole)
})

test('preview follows the site to its next release, with its redirects', async (context) => {
  const site = createSite(context, one)
  mkdirSync(join(site.root, 'dist.releases/1'), {recursive: true})
  mkdirSync(join(site.root, 'dist.releases/2'))
  writeFileSync(join(site.root, 'dist.releases/1/a.txt'), 'first')
  writeFileSync(join(site.root, 'dist.releases/2/a.txt'), 'second')
  writeFileSync(join(site.root, 'dist.releases/2/_redirects'), '/b /a.txt 301\n')
  const dist = join(site.root, 'dist')
  symlinkSync('dist.releases/1', dist)
  const server = await preview(dist, {base: () => '', port: 0})
  context.after(server.close)
  const get = (path: string) => fetch(server.url + path, {redirect: 'manual'})
  assert.equal(await (await get('a.txt')).text(), 'first')
  assert.equal((await get('b')).status, 404)
  rmSync(dist)
  symlinkSync('dist.releases/2', dist)
  assert.equal(await (await get('a.txt')).text(), 'second')
  assert.equal((await get('b')).headers.get('location'), '/a.txt')
})

test('preview serves the built site as a host would: folders, 404 page, redirects, validators, long life for fingerprints', async (context) => {
  const site = createSite(context, {
    ...one,
    'content/posts/two.md': post('Two', '2025-01-02', 'Text.', 'aliases: [/old/]'),
    'content/static/_redirects': '/gone /2025/01/one/ 301\n',
  })
  await site.build()
  writeFileSync(join(site.root, 'outside.txt'), 'SECRET')
  symlinkSync(join(site.root, 'outside.txt'), join(site.root, 'dist/link.txt'))
  const server = await preview(join(site.root, 'dist'), {base: () => '', port: 0})
  context.after(server.close)
  const get = (path: string, headers = {}) => fetch(server.url + path, {redirect: 'manual', headers})

  assert.equal((await get('2025/01/one')).headers.get('location'), '/2025/01/one/')
  assert.equal((await get('gone')).headers.get('location'), '/2025/01/one/')
  const missing = await get('nowhere/')
  assert.equal(missing.status, 404)
  assert.match(await missing.text(), /<!doctype html>/)
  assert.equal((await get('link.txt')).status, 404)
  const page = await get('2025/01/one/')
  assert.equal(page.headers.get('cache-control'), 'no-cache')
  assert.equal((await get('2025/01/one/', {'if-none-match': page.headers.get('etag')})).status, 304)
  const style = /href="\/(assets\/style[^"]+)"/.exec(await page.text())![1]!
  assert.match((await get(style)).headers.get('cache-control')!, /immutable/)
})
