/** Rules of `_redirects` as the preview follows them. */
import assert from 'node:assert/strict'
import {test} from 'node:test'
import {readRules} from '../src/dev/redirect-rules.ts'

const rules = readRules(`
# What moved
/old/            /2025/01/one/ 301
/ p=:id          /archives/:id.html 301
/ feed=rss2      /rss.xml
/feed/*          /rss.xml 302
/x/:year/:slug   /:year/:slug/ 301!
/shop/*          https://shop.example:8080/:splat
/caf\u00e9/          /\u8336/
/shop/late       /never/
/de/*            /german/:splat 302 Language=de
/app/*           /index.html 200
/broken
`)

function sent(url: string): string | undefined {
  const found = rules(url)
  return found && `${found.status} ${found.to}`
}

test('a rule sends its path elsewhere, with what stars and names in it stand for', () => {
  assert.equal(sent('/old/'), '301 /2025/01/one/')
  assert.equal(sent('/old/?from=feed'), '301 /2025/01/one/')
  for (const url of ['/feed', '/feed/', '/feed/atom/']) assert.equal(sent(url), '302 /rss.xml', url)
  assert.equal(sent('/x/2004/a%20b'), '301 /2004/a%20b/')
  assert.equal(sent('/shop/late'), '301 https://shop.example:8080/late')
  assert.equal(sent('/caf%C3%A9/'), '301 /%E8%8C%B6/')
})

test('a rule with a query is for requests that have it', () => {
  assert.equal(sent('/'), undefined)
  assert.equal(sent('/?q=x'), undefined)
  assert.equal(sent('/?p=12'), '301 /archives/12.html')
  assert.equal(sent('/?a=b&p=1%0A2'), '301 /archives/1%0A2.html')
  assert.equal(sent('/?feed=rss2'), '301 /rss.xml')
  assert.equal(sent('/?feed=atom'), undefined)
})

test('what is no path of a rule, and rules that ask for more, send nobody anywhere', () => {
  for (const url of ['/older/', '/feeds/', '/x/2004/a/b', '/de/a', '/app/x', '/broken', '/%zz', '/#'])
    assert.equal(sent(url), undefined, url)
})
