import assert from 'node:assert/strict'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {after, test} from 'node:test'
import {isPicture, measureImage} from '../../src/content/images.ts'

const folder = mkdtempSync(join(tmpdir(), 'almagest-images-'))
after(() => rmSync(folder, {recursive: true}))

function file(name: string, bytes: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

function png(width: number, height: number): Uint8Array {
  const header = Buffer.from('89504e470d0a1a0a0000000d494844520000000000000000', 'hex')
  header.writeUInt32BE(width, 16)
  header.writeUInt32BE(height, 20)
  return header
}

/** The beginning of a JPEG that its camera says to turn by a quarter. */
function turnedJpeg(width: number, height: number): Uint8Array {
  const exif = '45786966000049492a0008000000010012010300010000000600000000000000'
  const size = (exif.length / 2 + 2).toString(16).padStart(4, '0')
  const frame = `ffc0001108${height.toString(16).padStart(4, '0')}${width.toString(16).padStart(4, '0')}03012200021101031101`
  return Buffer.from(`ffd8ffe1${size}${exif}${frame}ffd9`, 'hex')
}

test('sizes are read from the first bytes', async () => {
  assert.deepEqual(await measureImage(file('a.png', png(640, 480))), {width: 640, height: 480})
  assert.deepEqual(await measureImage(file('a.gif', Buffer.from('47494638396103000200', 'hex'))), {width: 3, height: 2})
  assert.deepEqual(await measureImage(file('a.svg', '<svg viewBox="0 0 20.4 10"></svg>')), {width: 20, height: 10})
})

test('a picture taken upright is measured as it is shown', async () => {
  assert.deepEqual(await measureImage(file('a.jpg', turnedJpeg(400, 300))), {width: 300, height: 400})
})

test('what cannot be measured has no size', async () => {
  for (const bytes of ['', 'hello', png(0, 0), '<svg></svg>']) {
    assert.equal(await measureImage(file('bad.png', bytes)), undefined)
  }
})

test('pictures are known by their names', () => {
  assert.deepEqual(['a.PNG', 'b.avif', 'c.svg', 'd.pdf', 'png'].map(isPicture), [true, true, true, false, false])
})
