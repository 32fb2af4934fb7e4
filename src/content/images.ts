/** Sizes of pictures, read from the first bytes of their files. */
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

/** The size of the picture with these bytes; undefined when it cannot be told. */
export async function measureImage(bytes: Uint8Array): Promise<Size | undefined> {
  const {imageSize} = await import('image-size')
  try {
    const {width, height, orientation} = imageSize(bytes.subarray(0, headerBytes))
    if (!(width > 0 && height > 0)) return undefined
    const size = {width: Math.round(width), height: Math.round(height)}
    return (orientation ?? 1) >= 5 ? {width: size.height, height: size.width} : size
  } catch {
    return undefined
  }
}
