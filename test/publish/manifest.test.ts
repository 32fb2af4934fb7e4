/** What stands of a site's files in its manifest. */
import assert from 'node:assert/strict'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {test} from 'node:test'
import {readManifest, showManifest} from '../../src/publish/manifest.ts'

const warning = {message: 'No font has this letter.', warning: true}

test('a manifest is read into records and written again as it was', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'almagest-'))
  t.after(() => rmSync(folder, {recursive: true}))
  const file = join(folder, 'manifest.json')
  const text = JSON.stringify([
    ['a.css', ['from', 'bytes', 12, 1.5]],
    ['b.html', ['from', 'bytes', 12, 1.5, 'origin']],
    ['c.png', ['from', 'bytes', 12, 1.5, null, [warning]]],
    ['d.html', ['from', 'bytes', 12, 1.5, 'origin', [warning]]],
  ])
  writeFileSync(file, text)
  const manifest = readManifest(file)
  const made = {from: 'from', bytes: 'bytes', size: 12, mtime: 1.5, origin: undefined, told: undefined}
  assert.deepEqual(Object.fromEntries(manifest), {
    'a.css': made,
    'b.html': {...made, origin: 'origin'},
    'c.png': {...made, told: [warning]},
    'd.html': {...made, origin: 'origin', told: [warning]},
  })
  assert.equal(showManifest(manifest), text)
})
