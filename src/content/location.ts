/** Where a picture was taken is nobody's business: the place is blotted out of its file, every other byte stays. */
import {crc32, inflateSync} from 'node:zlib'

/** A stretch of bytes, and what is written over it. */
type Span = readonly [from: number, to: number, sign: number]

/** A part of a file in which a camera may have written where it was: Exif from its first byte, XMP, or XMP compressed. */
interface Note {
  readonly kind: 'exif' | 'xmp' | 'sealed'
  readonly from: number
  readonly to: number
}

const blank = 0x20

/** What PNG calls a chunk of XMP. */
const xmpName = 'XML:com.adobe.xmp'

/** The longest XMP that is looked into. */
const longest = 1_000_000

/** The bytes of a JPEG, PNG or WebP without the place that a camera wrote into it (Exif 2.32, section 4.6.6); others as they are. */
export function withoutLocation(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const notes = bytes.length < 16 ? [] : (notesOf(bytes, view) ?? [])
  let copy: Uint8Array | undefined
  for (const note of notes) {
    const spans = readers[note.kind](bytes, note)
    for (const [from, to, sign] of spans) copy = (copy ?? new Uint8Array(bytes)).fill(sign, from, to)
    if (copy && spans.length > 0 && bytes[0] === 0x89) sum(copy, note)
  }
  return copy ?? bytes
}

function notesOf(bytes: Uint8Array, view: DataView): readonly Note[] | undefined {
  if (view.getUint16(0) === 0xffd8) return notesInJpeg(bytes, view)
  if (view.getUint32(0) === 0x89504e47) return chunksOf(bytes, view, 8, false)
  return textAt(bytes, 8, 4) === 'WEBP' ? chunksOf(bytes, view, 12, true) : undefined
}

function notesInJpeg(bytes: Uint8Array, view: DataView): readonly Note[] {
  const notes: Note[] = []
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1]!
    const end = at + 2 + view.getUint16(at + 2)
    // The picture itself begins: nothing is written behind that.
    if (marker === 0xda || end <= at + 2 || end > bytes.length) break
    if (marker === 0xe1 && textAt(bytes, at + 4, 6) === 'Exif\0\0') notes.push({kind: 'exif', from: at + 10, to: end})
    else if (marker === 0xe1 && textAt(bytes, at + 4, 20) === 'http://ns.adobe.com/')
      notes.push({kind: 'xmp', from: at + 4, to: end})
    at = end
  }
  return notes
}

/** PNG writes the length before the name of a chunk and a sum behind it; WebP the name first, and even lengths. */
function chunksOf(bytes: Uint8Array, view: DataView, start: number, webp: boolean): readonly Note[] {
  const notes: Note[] = []
  for (let at = start; at + 8 <= bytes.length; ) {
    const length = webp ? view.getUint32(at + 4, true) : view.getUint32(at)
    const [from, to] = [at + 8, at + 8 + length]
    if (to > bytes.length) break
    const name = textAt(bytes, webp ? at : at + 4, 4)
    if (name === 'EXIF' || name === 'eXIf')
      notes.push({kind: 'exif', from: textAt(bytes, from, 6) === 'Exif\0\0' ? from + 6 : from, to})
    const named = /^[iz]TXt$/.test(name) && textAt(bytes, from, xmpName.length) === xmpName
    if (named) notes.push({kind: isSealed(bytes, from) ? 'sealed' : 'xmp', from, to})
    if (name === 'XMP ') notes.push({kind: 'xmp', from, to})
    at = to + (webp ? length % 2 : 4)
  }
  return notes
}

/** Whether the text of a PNG's chunk is compressed: that of `zTXt` always, that of `iTXt` by its flag (PNG 3, section 11.3.3). */
function isSealed(bytes: Uint8Array, from: number): boolean {
  return bytes[from - 4] === 0x7a || bytes[from + xmpName.length + 1] === 1
}

/** The sum of a PNG's chunk, made anew over its name and content. */
function sum(bytes: Uint8Array, {from, to}: Note): void {
  let name = from - 4
  if (textAt(bytes, from - 6, 6) === 'Exif\0\0') name -= 6
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(to, crc32(bytes.subarray(name, to)))
}

/** Compressed text cannot be blotted out in part: with a place in it, it becomes a blank chunk of plain text. */
function placesInSealed(bytes: Uint8Array, {from, to}: Note): readonly Span[] {
  const text = from + xmpName.length + 1
  if (!mayTell(bytes.subarray(sealedFrom(bytes, from), to))) return []
  const [t, E] = [0x74, 0x45]
  return [
    [from - 4, from - 3, t],
    [from - 3, from - 2, E],
    [text, to, blank],
  ]
}

/** Where the compressed text begins: behind its method and, in `iTXt`, a language and the name in it, which end in zeros. */
function sealedFrom(bytes: Uint8Array, from: number): number {
  const head = from + xmpName.length + 1
  if (bytes[from - 4] === 0x7a) return head + 1
  return bytes.indexOf(0, bytes.indexOf(0, head + 2) + 1) + 1
}

/** Whether compressed text names a place, or cannot be read. */
function mayTell(sealed: Uint8Array): boolean {
  try {
    return inflateSync(sealed, {maxOutputLength: longest}).includes('exif:GPS')
  } catch {
    return true
  }
}

/** The values of attributes and elements, blank: the document stays well-formed. */
function placesInXmp(bytes: Uint8Array, {from, to}: Note): readonly Span[] {
  const text = textAt(bytes, from, to - from)
  return Array.from(text.matchAll(/(exif:GPS\w+(?:="|>))([^"<]*)/g), ({1: name, 2: value, index}): Span => {
    const start = from + index + name!.length
    return [start, start + value!.length, blank]
  })
}

/** The directory that holds the place, with the values that lie elsewhere. A directory of no entries says nothing. */
function placesInExif(bytes: Uint8Array, {from, to}: Note): readonly Span[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset + from, to - from)
  const fits = (at: number, length: number) => at + length <= view.byteLength
  if (!fits(0, 8)) return []
  const little = view.getUint16(0) === 0x4949
  const entriesAt = (at: number) => {
    const count = fits(at, 2) ? view.getUint16(at, little) : 0
    return Array.from({length: count}, (_, index) => at + 2 + index * 12).filter((entry) => fits(entry, 12))
  }
  const pointer = entriesAt(view.getUint32(4, little)).find((entry) => view.getUint16(entry, little) === 0x8825)
  if (pointer === undefined) return []
  const place = view.getUint32(pointer + 8, little)
  const entries = entriesAt(place)
  const values = entries.flatMap((entry): Span[] => {
    const length = (sizes[view.getUint16(entry + 2, little)] ?? 1) * view.getUint32(entry + 4, little)
    const at = view.getUint32(entry + 8, little)
    return length > 4 && fits(at, length) ? [[at, at + length, 0]] : []
  })
  const own: Span[] = entries.length > 0 ? [[place, place + 2 + entries.length * 12, 0]] : []
  return [...values, ...own].map(([start, end, sign]): Span => [from + start, from + end, sign])
}

const readers = {exif: placesInExif, xmp: placesInXmp, sealed: placesInSealed}

/** Bytes of one value by its type. */
const sizes: readonly number[] = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8]

function textAt(bytes: Uint8Array, from: number, length: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', from, from + length)
}
