/** What kind of picture some bytes are, whatever they call themselves. */

type Signature = readonly [start: number, bytes: string]

/** Signatures by file name extension. SVG is none of them: it can hold scripts. */
const signatures: readonly (readonly [extension: string, ...signatures: readonly Signature[]])[] = [
  ['png', [0, '\x89PNG\r\n\x1a\n']],
  ['jpg', [0, '\xff\xd8\xff']],
  ['gif', [0, 'GIF87a']],
  ['gif', [0, 'GIF89a']],
  ['webp', [0, 'RIFF'], [8, 'WEBP']],
  ['avif', [4, 'ftypavif']],
  ['avif', [4, 'ftypavis']],
  ['ico', [0, '\0\0\x01\0']],
]

/** The extension that a picture of these bytes should have; undefined when browsers would not show it as one. */
export function pictureKind(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 32)).toString('latin1')
  return signatures.find(([, ...parts]) => parts.every(([start, text]) => head.startsWith(text, start)))?.[0]
}
