import assert from 'node:assert/strict'
import {existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {test} from 'node:test'
import fc from 'fast-check'
import {findClashes, publish} from '../../src/output.ts'
import type {Output, PublishSettings} from '../../src/types.ts'
import {readTree} from '../helpers/site.ts'
import {deadlyDisk, type FaultyDisk, fullDisk, powerlessDisk, quickDisk} from './faulty-disk.ts'

type Tree = Readonly<Record<string, string>>

/** Few names, so that files become folders, and two sites share paths and differ in case. */
const name = fc.constantFrom('a', 'A', 'b', 'é', 'e\u0301', 'index.html', 'Index.html', 'rss.xml', 'x.0123456789.css')
const path = fc.array(name, {minLength: 1, maxLength: 4}).map((names) => names.join('/'))
const body = fc.oneof(fc.constantFrom('', 'same'), fc.string({maxLength: 12, unit: 'binary'}))

/** A site that could be published: no two files want one place. */
const site = fc
  .array(fc.tuple(path, body), {minLength: 1, maxLength: 9})
  .map((files) => toSite(files.map(([path, body]) => [path, Buffer.from(body).toString('latin1')])))

const mode = fc.constantFrom<PublishSettings['mode']>('folder', 'releases')

for (const [what, open] of Object.entries({
  'is killed': (step: number) => Object.assign(deadlyDisk(step), {lose: () => {}}),
  'loses its power': powerlessDisk,
}))
  test(`of any two sites, when the run between them ${what} at any step, whole files are seen and the next run makes the new one`, async () => {
    await fc.assert(
      fc.asyncProperty(site, site, mode, fc.nat(70), fc.boolean(), async (before, after, mode, step, back) => {
        await withPlace(mode, async (place) => {
          await place.publish(before)
          const disk = open(step)
          await place.publish(after, disk).catch(() => {})
          disk.lose()
          place.sees(before, after)
          const wanted = back ? before : after
          await place.publish(wanted)
          assert.deepEqual(place.tree(), wanted)
          assert.deepEqual(place.leftovers(), [])
        })
      }),
      {numRuns: 150, seed: 6},
    )
  })

test('of any two sites, when the disk is full from any step on, the old one is whole or the new one stands', async () => {
  await fc.assert(
    fc.asyncProperty(site, site, mode, fc.nat(60), async (before, after, mode, step) => {
      await withPlace(mode, async (place) => {
        await place.publish(before)
        const failed = await place.publish(after, fullDisk(step)).then(() => false, isFull)
        assert.deepEqual(place.tree(), failed ? before : after)
        await place.publish(after)
        assert.deepEqual(place.tree(), after)
        assert.deepEqual(place.leftovers(), [])
      })
    }),
    {numRuns: 150, seed: 6},
  )
})

test('any row of sites with a run that dies before each is in the end as the last one wants it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(site, fc.nat(40)), {minLength: 2, maxLength: 5}), mode, async (row, mode) => {
      await withPlace(mode, async (place) => {
        for (const [tree, step] of row) await place.publish(tree, deadlyDisk(step)).catch(() => {})
        const [last] = row.at(-1)!
        await place.publish(last)
        assert.deepEqual(place.tree(), last)
        assert.deepEqual(place.leftovers(), [])
      })
    }),
    {numRuns: 60, seed: 6},
  )
})

async function withPlace(mode: PublishSettings['mode'], work: (place: Place) => Promise<void>): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'almagest-publish-'))
  try {
    await work(createPlace(root, mode))
  } finally {
    rmSync(root, {recursive: true, force: true})
  }
}

type Place = ReturnType<typeof createPlace>

function createPlace(root: string, mode: PublishSettings['mode']) {
  const settings = {out: join(root, 'dist'), state: join(root, '.almagest'), publish: {mode, keep: 3}}
  mkdirSync(settings.state)
  const tree = () => readTree(settings.out)
  return {
    tree,
    publish: (tree: Tree, disk: Partial<FaultyDisk> & typeof quickDisk = quickDisk) =>
      publish(settings, {epoch: 'e', outputs: outputsOf(tree), disk}),
    /** What a reader may see between two sites: whole files, none missing that both have. With releases one of the two. */
    sees(before: Tree, after: Tree): void {
      const seen = tree()
      if (mode === 'releases') assert.ok([before, after].some((tree) => isSame(tree, seen)))
      for (const [path, text] of Object.entries(seen)) assert.ok([before[path], after[path]].includes(text), path)
      for (const path of Object.keys(before)) if (path in after) assert.ok(path in seen, `${path} is missing`)
    },
    /** Work that was not cleared away, and empty folders. */
    leftovers: () => [
      ...readdirSync(settings.state).filter((name) => !/^manifest-.*\.json$/.test(name)),
      ...readdirSync(root).filter((name) => !['dist', 'dist.releases', '.almagest'].includes(name)),
      ...foldersOf(settings.out).filter((folder) => readdirSync(join(settings.out, folder)).length === 0),
    ],
  }
}

function foldersOf(root: string): string[] {
  if (!existsSync(root)) return []
  const entries = readdirSync(root, {recursive: true, withFileTypes: true})
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
}

function toSite(files: readonly (readonly [string, string])[]): Tree {
  const chosen: [string, string][] = []
  for (const file of files)
    if (findClashes(outputsOf(Object.fromEntries([...chosen, file]))).length === 0) chosen.push([...file])
  return Object.fromEntries(chosen)
}

function outputsOf(tree: Tree): Output[] {
  return Object.entries(tree).map(([path, text]) => ({
    path,
    inputs: [path, text],
    draw: () => Buffer.from(text, 'latin1'),
  }))
}

function isSame(one: Tree, other: Tree): boolean {
  const paths = new Set([...Object.keys(one), ...Object.keys(other)])
  return Array.from(paths).every((path) => one[path] === other[path])
}

function isFull(error: NodeJS.ErrnoException): true {
  assert.equal(error.code, 'ENOSPC')
  return true
}
