import assert from 'node:assert/strict'
import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import {createRandom} from './helpers/random.ts'
import {createSite, differences, post} from './helpers/site.ts'

test('a damaged cache costs a cold build and nothing else', async (t) => {
  const random = createRandom(3)
  const posts = Array.from({length: 12}, (_, number) => [
    `content/posts/${number}.md`,
    post(`Post ${number}`, '2025-01-01', `Text *${number}*. `.repeat(200)),
  ])
  const site = createSite(t, Object.fromEntries(posts))
  await site.build()
  const whole = site.tree()
  const file = join(site.root, '.almagest/cache.sqlite')
  for (let round = 0; round < 12; round++) {
    const bytes = readFileSync(file)
    const at = random(bytes.length - 4_096)
    writeFileSync(file, round % 4 === 3 ? bytes.subarray(0, at) : bytes.fill(0, at, at + 4_096))
    site.remove('dist')
    await site.build()
    assert.deepEqual(differences(site.tree(), whole), [], `round ${round}`)
    await site.build()
    assert.ok(existsSync(file))
  }
})
