import assert from 'node:assert/strict'
import {test} from 'node:test'
import {isPicture, measureImage} from '../../src/content/images.ts'

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
  assert.deepEqual(await measureImage(png(640, 480)), {width: 640, height: 480})
  assert.deepEqual(await measureImage(Buffer.from('47494638396103000200', 'hex')), {width: 3, height: 2})
  assert.deepEqual(await measureImage(Buffer.from('<svg viewBox="0 0 20.4 10"></svg>')), {width: 20, height: 10})
})

test('a picture taken upright is measured as it is shown', async () => {
  assert.deepEqual(await measureImage(turnedJpeg(400, 300)), {width: 300, height: 400})
})

test('what cannot be measured has no size', async () => {
  for (const bytes of [Buffer.from(''), Buffer.from('hello'), png(0, 0), Buffer.from('<svg></svg>')]) {
    assert.equal(await measureImage(bytes), undefined)
  }
})

test('pictures are known by their names', () => {
  assert.deepEqual(['a.PNG', 'b.avif', 'c.svg', 'd.pdf', 'png'].map(isPicture), [true, true, true, false, false])
})
