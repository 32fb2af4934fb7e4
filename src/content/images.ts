/** Sizes of pictures, read from the first bytes of their files. */
import {extname} from 'node:path'
import {Problem} from '../problem.ts'

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

/** Formats in which every whole picture has a size that can be read. A drawing may have none. */
const raster = /\.(?:png|jpe?g|gif|webp|avif)$/i

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

/** Warnings of pictures among `files`, by path, that have no size: mostly they are empty, damaged or none at all. */
export function findUnsized(
  files: ReadonlyMap<string, Partial<Size> & {readonly refused?: boolean}>,
  folder: string,
): readonly Problem[] {
  const hint = 'Look whether it opens: readers may see a broken picture.'
  return Array.from(files).flatMap(([path, {width, refused}]) => {
    if (width !== undefined || refused || !raster.test(path)) return []
    return new Problem('No size can be read from the picture.', {file: `${folder}/${path}`, hint, warning: true})
  })
}
