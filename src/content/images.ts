/** Sizes of pictures, read from the first bytes of their files. */
import {open} from 'node:fs/promises'
import {extname} from 'node:path'

/** Pixels, as shown: turned if the camera says so. */
export interface Size {
  readonly width: number
  readonly height: number
}

const pictures = new Set([
  '.png',
  '.jpg',
  '.jpeg',
  '.gif',
  '.webp',
  '.avif',
  '.heic',
  '.heif',
  '.jxl',
  '.svg',
  '.bmp',
  '.ico',
  '.tif',
  '.tiff',
])

/** Cameras put previews and colour profiles before the size of a JPEG; more than this is not looked at. */
const headerBytes = 512 * 1024

/** Whether a file is a picture, by its name. */
export function isPicture(path: string): boolean {
  return pictures.has(extname(path).toLowerCase())
}

/** The size of the picture in `file` (absolute path); undefined when it cannot be told. */
export async function measureImage(file: string): Promise<Size | undefined> {
  const {imageSize} = await import('image-size')
  try {
    const {width, height, orientation} = imageSize(await readHeader(file))
    if (!(width > 0 && height > 0)) return undefined
    const size = {width: Math.round(width), height: Math.round(height)}
    return (orientation ?? 1) >= 5 ? {width: size.height, height: size.width} : size
  } catch {
    return undefined
  }
}

async function readHeader(file: string): Promise<Uint8Array> {
  const handle = await open(file)
  try {
    const {size} = await handle.stat()
    const {buffer, bytesRead} = await handle.read(Buffer.alloc(Math.min(size, headerBytes)))
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
