/** Where a picture was taken is nobody's business: the place is blotted out of its file, every other byte stays. */

/** The bytes of a JPEG without the place that its camera wrote into it (Exif 2.32, section 4.6.6); others as they are. */
export function withoutLocation(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return bytes
  let copy: Uint8Array | undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1]!
    if (marker === 0xda || marker === 0xd9) break
    const end = at + 2 + view.getUint16(at + 2)
    if (end <= at + 2 || end > bytes.length) break
    if (marker === 0xe1)
      for (const [from, to, sign] of placesIn(bytes, at + 4, end)) copy = (copy ?? bytes.slice()).fill(sign, from, to)
    at = end
  }
  return copy ?? bytes
}

/** A stretch of bytes, and what is written over it. */
type Span = readonly [from: number, to: number, sign: number]

const blank = 0x20

function placesIn(bytes: Uint8Array, from: number, to: number): readonly Span[] {
  const head = String.fromCharCode(...bytes.subarray(from, Math.min(from + 6, to)))
  if (head === 'Exif\0\0') return placesInExif(bytes, from + 6, to)
  const text = new TextDecoder('latin1').decode(bytes.subarray(from, to))
  if (!text.startsWith('http://ns.adobe.com/')) return []
  // The value of an attribute, or of an element, becomes blank.
  const spans: Span[] = []
  for (const match of text.matchAll(/(exif:GPS\w+(?:="|>))([^"<]*)/g)) {
    const start = from + match.index + match[1]!.length
    spans.push([start, start + match[2]!.length, blank])
  }
  return spans
}

/** The entries of the directory that holds the place, with the values that lie elsewhere. */
function placesInExif(bytes: Uint8Array, from: number, to: number): readonly Span[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset + from, to - from)
  const little = view.byteLength > 8 && view.getUint16(0) === 0x4949
  const fits = (at: number, length: number) => at >= 0 && length >= 0 && at + length <= view.byteLength
  const entriesAt = (at: number) => {
    const count = fits(at, 2) ? view.getUint16(at, little) : 0
    return Array.from({length: count}, (_, index) => at + 2 + index * 12).filter((entry) => fits(entry, 12))
  }
  if (!fits(4, 4)) return []
  const pointer = entriesAt(view.getUint32(4, little)).find((entry) => view.getUint16(entry, little) === 0x8825)
  if (pointer === undefined) return []
  const place = view.getUint32(pointer + 8, little)
  const entries = entriesAt(place)
  const values = entries.map((entry): Span => {
    const length = (sizes[view.getUint16(entry + 2, little)] ?? 1) * view.getUint32(entry + 4, little)
    const at = view.getUint32(entry + 8, little)
    return length > 4 && fits(at, length) ? [at, at + length, 0] : [entry, entry, 0]
  })
  // A directory of no entries says nothing.
  const own: Span[] = entries.length > 0 ? [[place, place + 2 + entries.length * 12, 0]] : []
  return [...values, ...own].map(([start, end, sign]): Span => [from + start, from + end, sign])
}

/** Bytes of one value by its type. */
const sizes: readonly number[] = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8]
