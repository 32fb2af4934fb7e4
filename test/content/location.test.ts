import assert from 'node:assert/strict'
import {test} from 'node:test'
import {crc32, deflateSync} from 'node:zlib'
import sharp, {type Sharp} from 'sharp'
import {withoutLocation} from '../../src/content/location.ts'
import {createRandom} from '../helpers/random.ts'

const exif = {
  IFD0: {Make: 'Camera obscura'},
  IFD3: {GPSLatitudeRef: 'N', GPSLatitude: '31/1 12/1 3/1', GPSLongitudeRef: 'E', GPSLongitude: '29/1 55/1 7/1'},
}
const xmp =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="31,12.05N"><exif:GPSLongitude>29,55.1E</exif:GPSLongitude></rdf:Description></rdf:RDF></x:xmpmeta>'

function photo(): Sharp {
  return sharp({create: {width: 9, height: 5, channels: 3, background: '#28f'}})
}

const formats = {
  JPEG: () => photo().jpeg().withExif(exif).withXmp(xmp).toBuffer(),
  PNG: () => photo().png().withExif(exif).withXmp(xmp).toBuffer(),
  WebP: () => photo().webp().withExif(exif).withXmp(xmp).toBuffer(),
}

for (const [name, make] of Object.entries(formats))
  test(`a ${name} loses the place where it was taken, and nothing else`, async () => {
    const bytes = await make()
    const before = await sharp(bytes).metadata()
    assert.match(before.xmp!.toString(), /31,12\.05N.*29,55\.1E/s)
    const original = Buffer.from(bytes)
    const clean = withoutLocation(bytes)
    assert.deepEqual(bytes, original, 'what was given stays as it was')
    assert.equal(clean.length, bytes.length)
    const {exif, xmp, width} = await sharp(clean).metadata()
    assert.equal(width, 9)
    if (name === 'PNG') assert.equal(xmp?.toString().trim() ?? '', '')
    else assert.match(xmp!.toString(), /exif:GPSLatitude=" +".*<exif:GPSLongitude> +</s)
    assert.ok(exif!.includes('Camera obscura'))
    assert.ok(before.exif!.includes(Buffer.from([55, 0, 0, 0, 1])) && !exif!.includes(Buffer.from([55, 0, 0, 0, 1])))
    assert.deepEqual(await sharp(clean).raw().toBuffer(), await sharp(bytes).raw().toBuffer())
    assert.equal(withoutLocation(clean).length, bytes.length)
  })

/** A PNG with the chunk behind its head. */
async function withChunk(name: string, ...parts: readonly (string | Buffer)[]): Promise<Buffer> {
  const png = await photo().png().toBuffer()
  const content = Buffer.concat([name, ...parts].map((part) => Buffer.from(part as string)))
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length - 4)
  sum.writeUInt32BE(crc32(content))
  return Buffer.concat([png.subarray(0, 33), length, content, sum, png.subarray(33)])
}

for (const [name, ...head] of [
  ['zTXt', '\0'],
  ['iTXt', '\x01\0\0\0'],
  ['iTXt', '\x01\0en\0words\0'],
] as const)
  test(`compressed XMP in ${JSON.stringify([name, ...head])} of a PNG goes when it tells a place, and else stays`, async () => {
    const told = await withChunk(name, 'XML:com.adobe.xmp\0', ...head, deflateSync(xmp))
    const clean = Buffer.from(withoutLocation(told))
    const [from, to] = [37, 41 + told.readUInt32BE(33)]
    assert.match(clean.toString('latin1', from, to), /^tEXtXML:com\.adobe\.xmp\0 +$/)
    assert.equal(clean.readUInt32BE(to), crc32(clean.subarray(from, to)))
    assert.deepEqual(clean.subarray(to + 4), told.subarray(to + 4))
    const kept = await withChunk(name, 'XML:com.adobe.xmp\0', ...head, deflateSync(xmp.replaceAll('GPS', 'Flash')))
    assert.equal(withoutLocation(kept), kept)
  })

test('what is no such picture stays as it is, and no bytes are too strange', async () => {
  const plain = await photo().jpeg().toBuffer()
  assert.equal(withoutLocation(plain), plain)
  assert.equal(withoutLocation(new Uint8Array()).length, 0)
  const random = createRandom(7)
  for (const make of Object.values(formats)) {
    const bytes = await make()
    for (let round = 0; round < 300; round++) {
      const odd = Uint8Array.from(bytes.subarray(0, 20 + random(bytes.length)))
      for (let change = 0; change < 8; change++) odd[random(Math.min(odd.length, 400))] = random(256)
      assert.equal(withoutLocation(odd).length, odd.length)
    }
  }
})
