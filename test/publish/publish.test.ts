import assert from 'node:assert/strict'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {type TestContext, test} from 'node:test'
import {publish, published, unpublish} from '../../src/output.ts'
import type {Disk} from '../../src/publish/disk.ts'
import {placeOfSite} from '../../src/publish/place.ts'
import {listReleases, rollBack} from '../../src/publish/releases.ts'
import type {Output, PublishSettings} from '../../src/types.ts'
import {readTree} from '../helpers/site.ts'
import {deadlyDisk, fullDisk, powerlessDisk, quickDisk, toldDisk} from './faulty-disk.ts'

type Tree = Readonly<Record<string, string>>

const mine: Tree = {CNAME: 'example.org', 'mine/keep.txt': 'mine'}

/** Between the two: edits, a new page in a new folder, a page that goes, a file that becomes a folder and the reverse. */
const old: Tree = {
  'index.html': 'home, old',
  'one/index.html': 'one, old',
  'two/index.html': 'two, the same',
  'gone/deep/index.html': 'gone',
  turns: 'a file',
  'turned/index.html': 'a folder',
  'around/turned/index.html': 'a folder',
  'assets/style.0123456789.css': 'old style',
  'rss.xml': 'feed, old',
}
const young: Tree = {
  'index.html': 'home, new',
  'one/index.html': 'one, new',
  'two/index.html': 'two, the same',
  'three/deep/index.html': 'three',
  'turns/index.html': 'a folder',
  turned: 'a file',
  'around/turned': 'a file',
  'assets/style.9876543210.css': 'new style',
  'rss.xml': 'feed, new',
}

for (const mode of ['folder', 'releases'] as const) {
  test(`a run killed at any step leaves whole files, and the next one finishes the site (${mode})`, async (t) => {
    let step = 0
    for (let finished = false; !finished; step++) {
      const site = createPlace(t, mode)
      await site.publish(old)
      finished = await site.publish(young, deadlyDisk(step)).then(() => true, isKilled)
      const seen = site.tree()
      for (const [path, text] of Object.entries(seen))
        assert.ok([old[path], young[path], mine[path]].includes(text), `${path} after step ${step}: ${text}`)
      for (const path of Object.keys(young)) if (path in old) assert.ok(path in seen, `${path} after step ${step}`)
      await site.publish(young)
      assert.deepEqual(site.tree(), site.whole(young), `after step ${step}`)
      assert.deepEqual(site.leftovers(), [], `after step ${step}`)
    }
    assert.ok(step > 20, `${step} steps`)
  })

  test(`a first run killed at any step leaves nothing that the next one does not know (${mode})`, async (t) => {
    let step = 0
    for (let finished = false; !finished; step++) {
      const site = createPlace(t, mode)
      finished = await site.publish(old, deadlyDisk(step)).then(() => true, isKilled)
      await site.publish(young)
      assert.deepEqual(site.tree(), site.whole(young), `after step ${step}`)
      assert.deepEqual(site.leftovers(), [], `after step ${step}`)
    }
    assert.ok(step > 10, `${step} steps`)
  })

  test(`a run that is killed, and killed again while it mends, is mended all the same (${mode})`, async (t) => {
    for (let step = 0; step < 60; step += 4) {
      const site = createPlace(t, mode)
      await site.publish(old)
      await site.publish(young, deadlyDisk(step)).catch(isKilled)
      for (const again of [1, 3, 7]) await site.publish(young, deadlyDisk(again)).catch(isKilled)
      await site.publish(young)
      assert.deepEqual(site.tree(), site.whole(young), `after step ${step}`)
    }
  })

  test(`a run killed at any step leaves no trace when the site is wished back as it was (${mode})`, async (t) => {
    for (let [step, finished] = [0, false]; !finished; step++) {
      const site = createPlace(t, mode)
      await site.publish(old)
      finished = await site.publish(young, deadlyDisk(step)).then(() => true, isKilled)
      await site.publish(old)
      assert.deepEqual(site.tree(), site.whole(old), `after step ${step}`)
      assert.deepEqual([...site.leftovers(), ...emptyFolders(site.out)], [], `after step ${step}`)
    }
  })

  test(`a power cut at any step of a first run leaves nothing that the next one does not mend (${mode})`, async (t) => {
    for (let [step, finished] = [0, false]; !finished; step++) {
      const site = createPlace(t, mode)
      const disk = powerlessDisk(step)
      finished = await site.publish(old, disk).then(() => true, isKilled)
      disk.lose()
      await site.publish(young)
      assert.deepEqual(site.tree(), site.whole(young), `after step ${step}`)
    }
  })

  test(`a power cut at any step leaves whole files, and the next run finishes the site (${mode})`, async (t) => {
    for (let [step, finished] = [0, false]; !finished; step++) {
      const site = createPlace(t, mode)
      await site.publish(old)
      const disk = powerlessDisk(step)
      finished = await site.publish(young, disk).then(() => true, isKilled)
      disk.lose()
      const seen = site.tree()
      for (const [path, text] of Object.entries(seen))
        assert.ok([old[path], young[path], mine[path]].includes(text), `${path} after step ${step}: ${text}`)
      for (const path of Object.keys(young)) if (path in old) assert.ok(path in seen, `${path} after step ${step}`)
      await site.publish(young)
      assert.deepEqual(site.tree(), site.whole(young), `after step ${step}`)
    }
  })

  test(`a disk that is full at any step leaves the old site as it was, or the new one (${mode})`, async (t) => {
    let step = 0
    for (let finished = false; !finished; step++) {
      const site = createPlace(t, mode)
      await site.publish(old)
      const before = site.tree()
      finished = await site.publish(young, fullDisk(step)).then(() => true, isFull)
      if (!finished) assert.deepEqual(site.tree(), before, `after step ${step}`)
      if (mode === 'folder') assert.deepEqual(site.leftovers(), [], `after step ${step}`)
      await site.publish(young)
      assert.deepEqual(site.tree(), site.whole(young), `after step ${step}`)
    }
  })
}

test('files go into place in an order that leads nowhere in vain, and leave last', async (t) => {
  const site = createPlace(t, 'folder')
  await site.publish(old)
  const disk = toldDisk()
  await site.publish(young, disk, (path) => (path.startsWith('one') ? 'content/one.md' : undefined))
  const dist = `${site.out}/`
  const manifest = disk.steps.findIndex((step) => step.startsWith('rename') && step.endsWith(site.place.manifest))
  const inDist = (step: string) => /^(?:rename|remove) /.test(step) && step.includes(`${site.out}/`)
  assert.ok(manifest > disk.steps.findLastIndex(inDist), 'the manifest goes last')
  const order = disk.steps.flatMap((step) => /^(?:rename|remove) .*/.exec(step)?.[0].split(' ').slice(-1) ?? [])
  const paths = order.filter((file) => file.startsWith(dist)).map((file) => file.slice(dist.length))
  assert.deepEqual(
    paths.filter((path) => !path.startsWith('.almagest')),
    [
      'assets/style.9876543210.css',
      'one/index.html',
      'index.html',
      'three/deep/index.html',
      // The file goes, and the folder that was staged comes.
      'turns',
      'turns',
      'turns/index.html',
      'turned/index.html',
      'turned',
      'around/turned/index.html',
      'around/turned',
      'rss.xml',
      'gone/deep/index.html',
      'assets/style.0123456789.css',
    ],
  )
})

test('what did not change keeps its time, and a run with nothing to do touches nothing', async (t) => {
  const site = createPlace(t, 'folder')
  await site.publish(old)
  const {mtimeMs} = statSync(join(site.out, 'two/index.html'))
  await site.publish(young)
  assert.equal(statSync(join(site.out, 'two/index.html')).mtimeMs, mtimeMs)
  const disk = toldDisk()
  const {written, removed, same, left} = await site.publish(young, disk)
  assert.deepEqual({written, removed, same, left}, {written: [], removed: [], same: 0, left: 9})
  assert.deepEqual(disk.steps, [])
})

test('while the origin of its inputs is the same, nobody asks for the inputs of a file', async (t) => {
  const site = createPlace(t, 'folder')
  let asked = 0
  const output = (text: string, origin: string): Output => ({
    path: 'index.html',
    origin: [origin],
    get inputs() {
      asked++
      return [text]
    },
    draw: () => text,
  })
  const build = async (text: string, origin: string) => {
    asked = 0
    // The other file changes each time, so that what was learned is written down.
    const outputs = [output(text, origin), ...outputsOf({other: `${text} ${origin}`})]
    const {written} = await publish(site.settings, {epoch: 'e', outputs})
    return {asked, written: written.includes('index.html')}
  }
  assert.deepEqual(await build('one', 'a'), {asked: 1, written: true})
  assert.deepEqual(await build('one', 'a'), {asked: 0, written: false})
  assert.deepEqual(await build('one', 'b'), {asked: 1, written: false})
  assert.deepEqual(await build('one', 'b'), {asked: 0, written: false})
  assert.deepEqual(await build('two', 'c'), {asked: 1, written: true})
})

test('a build that would take away more than a tenth of the pages, and more than ten, wants to be told', async (t) => {
  const site = createPlace(t, 'folder')
  const pages = (count: number) =>
    Object.fromEntries(Array.from({length: count}, (_, number) => [`${number}/index.html`, String(number)]))
  await site.publish(pages(40))
  await site.publish(pages(30))
  await assert.rejects(site.publish(pages(19)), /11 of 30 pages would vanish, such as 19\/index\.html/)
  assert.equal(Object.keys(site.tree()).length, 32)
  await site.publish(pages(19), undefined, undefined, {force: true})
  await assert.rejects(site.publish(pages(18), undefined, undefined, {empty: true}), /nothing to make a site of/)
})

test('what others put where the site wants to write is named, and nothing has changed', async (t) => {
  const site = createPlace(t, 'folder')
  await site.publish(old)
  const before = site.tree()
  await assert.rejects(
    site.publish({...young, 'mine/keep.txt/index.html': 'x'}),
    /dist\/mine\/keep\.txt was not made by Almagest/,
  )
  await assert.rejects(site.publish({...young, mine: 'x'}), /dist\/mine was not made by Almagest/)
  assert.deepEqual(site.tree(), before)
  assert.deepEqual(site.leftovers(), [])
})

test('a link in the output folder leads nobody out of it', async (t) => {
  const site = createPlace(t, 'folder')
  await site.publish(old)
  const elsewhere = mkdtempSync(join(tmpdir(), 'almagest-'))
  t.after(() => rmSync(elsewhere, {recursive: true}))
  renameSync(join(site.out, 'one'), join(elsewhere, 'one'))
  symlinkSync(join(elsewhere, 'one'), join(site.out, 'one'))
  symlinkSync(join(elsewhere, 'nothing.html'), join(site.out, 'link.html'))
  symlinkSync(elsewhere, join(site.out, 'all'))
  const before = readTree(elsewhere)
  for (const [path, name] of [
    ['one/index.html', 'one'],
    ['one/new/index.html', 'one'],
    ['link.html', 'link.html'],
    ['all', 'all'],
    ['all/one/index.html', 'all'],
  ] as const)
    await assert.rejects(site.publish({...old, [path]: 'x'}), new RegExp(`dist/${name} was not made by Almagest`))
  const {'one/index.html': one, ...others} = old
  await site.publish(others)
  unpublish(site.settings)
  assert.deepEqual(readTree(elsewhere), before)
  assert.ok(existsSync(join(site.out, 'one/index.html')))
})

test('a first build writes through no link', async (t) => {
  const site = createPlace(t, 'folder')
  symlinkSync('nowhere.html', join(site.out, 'index.html'))
  await assert.rejects(site.publish(old), /dist\/index\.html was not made by Almagest/)
  assert.ok(!existsSync(join(site.out, 'nowhere.html')))
})

test('cleaning takes away what was published, also what a killed first run began', async (t) => {
  const site = createPlace(t, 'folder')
  await site.publish(old, deadlyDisk(12)).catch(isKilled)
  assert.ok(Object.keys(site.tree()).length > 2)
  unpublish(site.settings)
  assert.deepEqual(site.tree(), mine)
  assert.deepEqual(site.leftovers(), [])
})

test('releases share what did not change, a roll-back leads to an older one, and old ones go', async (t) => {
  const site = createPlace(t, 'releases', 2)
  await site.publish(old)
  const {ino} = statSync(join(site.out, 'two/index.html'))
  await site.publish(young)
  assert.equal(statSync(join(site.out, 'two/index.html')).ino, ino)
  assert.deepEqual(listReleases(site.place), {names: ['000001', '000002'], current: '000002'})
  assert.equal(rollBack(site.place), '000001')
  assert.deepEqual(site.tree(), old)
  assert.deepEqual([...published(site.settings).keys()].sort(), Object.keys(old).sort())
  assert.throws(() => rollBack(site.place), /no release before/)
  assert.throws(() => rollBack(site.place, '7'), /no release 7/)
  assert.deepEqual((await site.publish(old)).written, [])
  await site.publish(young)
  assert.deepEqual(listReleases(site.place), {names: ['000002', '000003'], current: '000003'})
  assert.deepEqual(site.tree(), young)
})

test('a folder becomes a link when releases are wished for, and nobody loses what stood in it', async (t) => {
  const site = createPlace(t, 'folder')
  await site.publish(old)
  const settings = {...site.settings, publish: {mode: 'releases', keep: 3} as const}
  await publish(settings, {epoch: 'e', outputs: outputsOf(young)})
  assert.deepEqual(site.tree(), young)
  assert.ok('mine/keep.txt' in readTree(`${site.out}.before`))
})

test('where the folder cannot give way to a link, as a mount point cannot, no release is left behind', async (t) => {
  const site = createPlace(t, 'folder')
  await site.publish(old)
  const settings = {...site.settings, publish: {mode: 'releases', keep: 3} as const}
  const mounted: Disk = {
    ...quickDisk,
    rename(from, to) {
      if (from === site.out) throw Object.assign(new Error('busy'), {code: 'EBUSY'})
      quickDisk.rename(from, to)
    },
  }
  for (let tries = 0; tries < 2; tries++)
    await assert.rejects(publish(settings, {epoch: 'e', outputs: outputsOf(young), disk: mounted}), /busy/)
  assert.deepEqual(listReleases(site.place), {names: [], current: undefined})
  assert.deepEqual(readTree(`${site.out}.releases`), {})
  assert.deepEqual(site.tree(), {...old, ...mine})
})

function createPlace(t: TestContext, mode: PublishSettings['mode'], keep = 5) {
  const root = mkdtempSync(join(tmpdir(), 'almagest-publish-'))
  t.after(() => rmSync(root, {recursive: true, force: true}))
  const settings = {out: join(root, 'dist'), state: join(root, '.almagest'), publish: {mode, keep}}
  const folder = mode === 'folder'
  if (folder)
    for (const [path, text] of Object.entries(mine)) {
      mkdirSync(join(settings.out, path, '..'), {recursive: true})
      writeFileSync(join(settings.out, path), text)
    }
  return {
    out: settings.out,
    settings,
    place: placeOfSite(settings),
    tree: () => readTree(settings.out),
    /** All files that should stand in the output folder. */
    whole: (tree: Tree) => ({...(folder ? mine : {}), ...tree}),
    /** What publishing keeps besides the site, its manifest and its releases. */
    leftovers: () => [
      ...(existsSync(settings.state)
        ? readdirSync(settings.state).filter((name) => !/^manifest-.*\.json$/.test(name))
        : []),
      ...readdirSync(root).filter((name) => !['dist', 'dist.releases', '.almagest'].includes(name)),
      ...readdirSync(settings.out).filter((name) => name.startsWith('.')),
    ],
    publish(tree: Tree, disk: Disk = quickDisk, from?: (path: string) => string | undefined, more: object = {}) {
      return publish(settings, {epoch: 'e', outputs: outputsOf(tree, from), disk, ...more})
    },
  }
}

function outputsOf(tree: Tree, from: (path: string) => string | undefined = () => undefined): Output[] {
  return Object.entries(tree).map(([path, text]) => {
    const source = from(path)
    return {path, inputs: [text], draw: () => text, ...(source && {from: source})}
  })
}

function emptyFolders(folder: string): string[] {
  return readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter((path) => {
    const full = join(folder, path)
    return statSync(full).isDirectory() && readdirSync(full).length === 0
  })
}

function isKilled(error: Error): false {
  assert.match(error.message, /killed|dead/)
  return false
}

function isFull(error: NodeJS.ErrnoException): false {
  assert.equal(error.code, 'ENOSPC')
  return false
}
