import assert from 'node:assert/strict'
import {exec} from 'node:child_process'
import {test} from 'node:test'
import {promisify} from 'node:util'
import {channel, following, publisher} from './helpers/planet-site.ts'
import {createSite, post, program} from './helpers/site.ts'

const days = ['2025-05-30', '2025-05-20', '2025-05-10', '2024-01-01']
const items = days.map((date, index) => ({title: `Letter ${index}`, date, html: `<p>Text \u2028 ${index} \u0085</p>`}))

test('the whole memory goes out as JSON Lines and comes in again, the same', async (t) => {
  const {origin, asked} = await publisher(t, {
    '/a': {body: channel('Pears', 'https://pears.example/', items), headers: {etag: '"1"'}},
  })
  const busy = await publisher(t, {'/b': {status: 429, headers: {'retry-after': '86400'}}}, '127.0.0.2')
  const config = following([`${origin}/a`, `${busy.origin}/b`])
  const old = createSite(t, {'planet.config.ts': config})
  await old.almagest('refresh')
  const saved = await old.almagest('planet', 'export', '--to', 'planet.jsonl')
  assert.equal(saved.code, 0, saved.err)
  const text = old.read('planet.jsonl')
  assert.equal((await old.almagest('planet', 'export')).out, text)
  for (const line of text.trimEnd().split('\n')) JSON.parse(line)

  const young = createSite(t, {'planet.config.ts': config, 'planet.jsonl': text})
  const taken = await young.almagest('planet', 'import', 'planet.jsonl')
  assert.equal(taken.out, 'Took in 4 items of 2 feeds.\n', taken.err)
  assert.equal((await young.almagest('planet', 'export')).out, text)
  await young.almagest('planet', 'import', 'planet.jsonl')
  assert.equal((await young.almagest('planet', 'export')).out, text, 'twice is once')

  assert.match((await young.almagest('refresh', '--force')).out, /^· .*1 not due yet/s)
  assert.equal(asked[1]!.headers['if-none-match'], '"1"')
  assert.equal(busy.asked.length, 1)
  await Promise.all([old.build(), young.build()])
  assert.equal(young.read('dist/planet/index.html'), old.read('dist/planet/index.html'))
})

test('a file that is no memory changes nothing and is told with its line', async (t) => {
  const site = createSite(t, {
    'planet.config.ts': following([]),
    'other.txt': 'hello\n',
    'torn.jsonl':
      '{"almagest":"planet","version":1}\n{"host":"a.example","notBefore":"2030-01-01T00:00:00.000Z"}\n{"entry":{"feed":"a.example/f"}}\n',
  })
  const before = (await site.almagest('planet', 'export')).out
  assert.match(
    (await site.almagest('planet', 'import', 'other.txt')).err,
    /^\nother\.txt:1: This is no memory of a planet\.\n {2}→ [^\n]*\n$/,
  )
  const torn = await site.almagest('planet', 'import', 'torn.jsonl')
  assert.equal(torn.code, 1)
  assert.match(torn.err, /neither a feed nor an item/)
  assert.equal((await site.almagest('planet', 'export')).out, before)
})

test('retain takes old items from the pages and not from the memory', async (t) => {
  const files = (retain: string) => following(["{file: 'a.xml', name: 'Pears'}"], retain)
  const site = createSite(t, {
    'planet.config.ts': files('retain: {days: 30}'),
    'a.xml': channel('Pears', 'https://pears.example/', items),
    'content/posts/mine.md': post('Mine', '2020-01-01'),
  })
  const shown = async (config: string) => {
    site.write('planet.config.ts', config)
    await site.build()
    const page = site.read('dist/planet/sources/pears/index.html')
    return days.map((_, index) => page.includes(`Letter ${index}<`))
  }
  assert.deepEqual(await shown(files('retain: {days: 30}')), [true, true, true, false])
  assert.match(site.read('dist/planet/index.html'), />Mine</)
  const {out} = await site.almagest('why', 'letter 3')
  assert.match(out, /“Letter 3” is remembered and not shown any more: the planet shows the last 30 days\./)
  assert.deepEqual(await shown(files('retain: {items: 2}')), [true, true, false, false])
  assert.deepEqual(await shown(files('')), [true, true, true, true])
})

test('whoever reads only the beginning of an export is no error', async (t) => {
  const many = Array.from({length: 3000}, (_, index) => ({title: `Letter ${index}`, html: 'word '.repeat(200)}))
  const site = createSite(t, {
    'planet.config.ts': following(["{file: 'a.xml'}"]),
    'a.xml': channel('Pears', 'https://pears.example/', many),
  })
  await site.almagest('refresh')
  const pipe = `"${process.execPath}" "${program}" planet export | head -n 1`
  const {stdout, stderr} = await promisify(exec)(pipe, {cwd: site.root})
  assert.equal(stdout, '{"almagest":"planet","version":1}\n')
  assert.equal(stderr, '')
})
