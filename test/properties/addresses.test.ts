import assert from 'node:assert/strict'
import {test} from 'node:test'
import fc from 'fast-check'
import {parseFragment} from 'parse5'
import {checkUrl, isInside} from '../../src/planet/address.ts'
import {absoluteUrl, webUrl} from '../../src/planet/read/urls.ts'
import {wholeWebUrl} from '../../src/planet/safe-text.ts'
import {sanitizeHtml} from '../../src/planet/sanitize.ts'
import {withoutTracking} from '../../src/planet/tracking.ts'
import {makeAbsolute} from '../../src/site/portable.ts'
import {encodePath} from '../../src/text.ts'

const runs = {numRuns: 800, seed: 20261125}

const part = fc.constantFrom(
  ...[
    'http:',
    'https:',
    'HTTPS:',
    'javascript:',
    'java\tscript:',
    'data:text/html,',
    'blob:',
    'file:',
    'mailto:',
    '//',
    '/',
    '\\\\',
    '\\',
  ],
  ...[
    '..',
    '.',
    '?',
    '#',
    '@',
    ':',
    '%',
    '%2f',
    '%00',
    '&',
    ';',
    '=',
    ' ',
    '\n',
    '\t',
    '\u0000',
    '\u202e',
    '[',
    ']',
    '::1',
    '127.0.0.1',
  ],
  ...[
    'a.example',
    'b',
    'localhost',
    'x y',
    'é',
    '"',
    "'",
    '<',
    '>',
    '`',
    '{',
    '|',
    'utm_source=x',
    'q=1',
    '80',
    '0x7f.1',
    '\ud800',
  ],
)
/** An address as somebody might write it who hopes to be misread. */
const address = fc.oneof(
  fc.array(part, {maxLength: 8}).map((parts) => parts.join('')),
  fc.webUrl({withQueryParameters: true, withFragments: true}),
)
const base = fc.constantFrom('', 'https://a.example/', 'https://a.example/b/c?d#e', 'http://[::1]/x', 'mailto:x')

test('whatever is written, readers are only ever sent to the web', () => {
  fc.assert(
    fc.property(address, base, (written, base) => {
      const url = webUrl(written, base)
      if (url !== undefined && base) assert.match(url, /^https?:\/\/./)
      if (url !== undefined)
        assert.match(URL.parse(url, 'https://site.example/x/')?.protocol ?? 'none:', /^(?:https?|none):$/)
      assert.match(wholeWebUrl(written) ?? 'http:', /^https?:/)
    }),
    runs,
  )
})

test('an address that is whole stays as it is, and resolving twice is resolving once', () => {
  fc.assert(
    fc.property(address, base, (written, base) => {
      const url = absoluteUrl(written, base)
      if (url === undefined) return
      assert.equal(absoluteUrl(url, base), url)
      assert.equal(absoluteUrl(url), url)
      assert.equal(absoluteUrl(url, 'https://other.example/'), url)
    }),
    runs,
  )
})

test('a link that is shown leads where it was written to lead, or nowhere', () => {
  const quote = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  fc.assert(
    fc.property(address, (written) => {
      const html = sanitizeHtml(`<a href="${quote(written)}">x</a>`, {base: 'https://a.example/b/c'})
      const [link] = parseFragment(html).childNodes
      const href = link && 'attrs' in link && link.attrs.find(({name}) => name === 'href')?.value
      if (!href) return assert.equal(html, 'x')
      assert.match(html, / rel="nofollow ugc noopener">x<\/a>$/)
      const led = URL.parse(href, 'https://a.example/b/c')
      if (!led) return
      assert.match(led.protocol, /^(?:https?|mailto|tel|xmpp|ircs?|magnet|gemini|matrix):$/)
      // HTML knows no NUL.
      const meant = URL.parse(written.replaceAll('\0', '\ufffd'), 'https://a.example/b/c')!
      assert.equal(led.host + led.pathname, meant.host + meant.pathname)
    }),
    runs,
  )
})

test('taking out what campaigns add leaves the rest as it was, and finds nothing more the second time', () => {
  fc.assert(
    fc.property(
      fc.webUrl({withQueryParameters: true, withFragments: true}),
      fc.array(fc.constantFrom('utm_a=1', 'q=2', 'fbclid=3', 'x')),
      (url, more) => {
        const [head, hash = ''] = url.split('#', 2)
        const tracked = `${head}${head!.includes('?') ? '&' : '?'}${more.join('&')}${hash && `#${hash}`}`
        const left = withoutTracking(tracked)
        assert.equal(withoutTracking(left), left)
        assert.equal(URL.parse(left)?.host, URL.parse(tracked)?.host)
        assert.equal(URL.parse(left)?.pathname, URL.parse(tracked)?.pathname)
        const kept = (of: string) =>
          (URL.parse(of)?.search.slice(1) ?? '').split('&').filter((pair) => pair && !/^(?:utm_\w+|fbclid)/.test(pair))
        assert.deepEqual(kept(left), kept(tracked))
      },
    ),
    runs,
  )
})

test('what may be fetched is never inside a network, and is what it says', () => {
  fc.assert(
    fc.property(address, (written) => {
      let url: URL
      try {
        url = checkUrl(written)
      } catch (error) {
        return assert.equal((error as Error).name, 'RefusedError')
      }
      assert.match(url.protocol, /^https?:$/)
      assert.equal(url.username + url.password, '')
      assert.equal(isInside(url.hostname), false)
    }),
    runs,
  )
})

test('below a base, relative addresses in a feed become absolute ones of the site and the rest stays', () => {
  const path = fc
    .array(fc.constantFrom('a', 'b c', 'é', '..', '.', '%41'), {minLength: 1, maxLength: 5})
    .map((parts) => encodePath(parts.join('/')))
  fc.assert(
    fc.property(path, fc.constantFrom('', '/blog', '/a/b'), (path, base) => {
      const page = `https://site.example${base}/2026/post/`
      const [, href = ''] = /href="([^"]*)"/.exec(makeAbsolute(`<a href="${path}">x</a>`, page)) ?? []
      assert.equal(href, new URL(path, page).href)
      const whole = '<a href="https://b.example/x">x</a>'
      assert.equal(makeAbsolute(whole, page), whole)
      assert.equal(makeAbsolute(`<a href="${href}">x</a>`, page), `<a href="${href}">x</a>`)
    }),
    runs,
  )
})
