/** Pictures in several sizes and newer formats, where the optional package `sharp` is installed; each is encoded once. */
import {join} from 'node:path'
import type {Sharp} from 'sharp'
import type {Dressed} from '../content/dress.ts'
import type {Size} from '../content/images.ts'
import {readSource} from '../content/read-source.ts'
import {digest} from '../digest.ts'
import {findExtra} from '../packages.ts'
import {Problem, ProblemsError} from '../problem.ts'
import {stateFiles} from '../state-files.ts'
import type {ImageSettings, Output, Settings, Source} from '../types.ts'
import {makeOnce, readText, writeWhole} from '../whole-file.ts'

type OpenPicture = (bytes: Uint8Array) => Sharp

type LoadSharp = () => Promise<OpenPicture>

/** Copies of the pictures of a site. */
export interface Copies {
  /** How the picture is shown; undefined when it stays as it is: too small, drawn or moving. */
  dress(source: Source, size: Partial<Size>): Promise<Dressed | undefined>
  /** The files that these pictures need, each once. */
  filesOf(dressed: readonly Dressed[]): readonly Output[]
}

interface Wanted {
  readonly source: Source
  readonly widths: readonly number[]
}

/** Formats in the order in which browsers are offered them. */
const formats = ['avif', 'webp'] as const

type Format = (typeof formats)[number]

/** What is worth encoding anew. Drawings and animations stay as they are. */
const eligible = /\.(?:jpe?g|png|webp|avif|tiff?)$/i

/** Said of animations in place of a colour. */
const moving = 'moving'

/** And of what cannot be read. */
const unreadable = 'unreadable'

/** Part of the name of whatever is kept: made another way, it is something else. */
const way = 'of bytes that were checked'

/** Smaller ones are icons. */
const smallest = 200

/** Open the workshop of a project; undefined when `sharp` is not installed or the config wants no such pictures. */
export async function openCopies(settings: Settings): Promise<Copies | undefined> {
  const {root, content, site, images} = settings
  const door = images && findExtra('sharp', root)
  if (!door) return undefined
  const loadSharp = () => loadFrom(door)
  const folder = stateFiles(settings).copies
  const known = new Map<string, Wanted>()
  const grounds = new Map<string, string>()

  return {
    async dress(source, {width = 0}) {
      if (!eligible.test(source.path) || width < smallest) return undefined
      const ground = await groundFor(source)
      if (ground === moving || ground === unreadable) return undefined
      const key = digest([way, source.digest, images.quality]).slice(0, 16)
      const widths = widthsFor(images, width)
      known.set(key, {source, widths})
      return {key, ground, sizes: images.sizes, sources: formats.map((format) => sourceOf(key, widths, format))}
    },
    filesOf(dressed) {
      const keys = Array.from(new Set(dressed.map(({key}) => key)))
      return keys.flatMap((key) =>
        formats.flatMap((format) => known.get(key)!.widths.map((width) => toOutput(key, width, format))),
      )
    },
  }

  async function groundFor(source: Source): Promise<string> {
    const known = grounds.get(source.digest)
    if (known !== undefined) return known
    const kept = join(folder, `${digest([way, source.digest]).slice(0, 16)}.txt`)
    const ground = await groundOnce(kept, () => readSource(content, source), loadSharp)
    grounds.set(source.digest, ground)
    return ground
  }

  function sourceOf(key: string, widths: readonly number[], format: Format): Dressed['sources'][number] {
    const srcset = widths.map((width) => `${site.base}/${pathOf(key, width, format)} ${width}w`).join(', ')
    return {type: `image/${format}`, srcset}
  }

  function toOutput(key: string, width: number, format: Format): Output {
    const {source} = known.get(key)!
    const kept = join(folder, `${key}-${width}.${format}`)
    return {
      path: pathOf(key, width, format),
      inputs: ['picture', key, width, format],
      draw: () => makeOnce(kept, () => encode(readSource(content, source), width, format)),
    }
  }

  async function encode(bytes: Uint8Array, width: number, format: Format): Promise<Uint8Array> {
    const open = await loadSharp()
    // Turned as the camera says; what it says besides, the place among it, stays behind.
    return open(bytes).autoOrient().resize(width).toFormat(format, {quality: images!.quality[format]}).toBuffer()
  }
}

/** Mostly all pictures were encoded before, and nobody needs it. */
async function loadFrom(door: string): Promise<OpenPicture> {
  try {
    return (await import(door)).default
  } catch (error) {
    const [reason] = (error as Error).message.split('\n')
    throw new ProblemsError([
      new Problem(`sharp is installed, and cannot be loaded: ${reason}`, {
        hint: 'Install it anew on this machine, or remove it: pictures stay as they are then.',
      }),
    ])
  }
}

/** What is said of a picture that cannot be read. It is shown as it is: browsers may know more than we do. */
function orUnreadable(error: unknown): string {
  if (error instanceof ProblemsError) throw error
  return unreadable
}

/** The wanted widths below that of the picture, and its own where they end sooner. */
function widthsFor({widths}: ImageSettings, own: number): readonly number[] {
  const below = widths.filter((width) => width < own)
  return below.length < widths.length ? [...below, own] : below
}

function pathOf(key: string, width: number, format: Format): string {
  return `assets/images/${key}-${width}.${format}`
}

/** What stands in `kept` of a picture; what is found out is written there. What cannot be read now may be another time. */
async function groundOnce(kept: string, read: () => Uint8Array, loadSharp: LoadSharp): Promise<string> {
  const known = readText(kept)
  if (known !== undefined) return known
  const ground = await groundOf(read(), loadSharp).catch(orUnreadable)
  if (ground !== unreadable) writeWhole(kept, ground)
  return ground
}

/** The colour that a picture has most of, as `#rrggbb`; `moving` of animations. A small copy of it is enough to look at. */
async function groundOf(bytes: Uint8Array, loadSharp: LoadSharp): Promise<string> {
  const open = await loadSharp()
  const {pages = 1} = await open(bytes).metadata()
  if (pages > 1) return moving
  const small = await open(bytes).resize(64, 64, {fit: 'inside'}).flatten({background: '#fff'}).png().toBuffer()
  const {r, g, b} = (await open(small).stats()).dominant
  return `#${[r, g, b].map((value) => value.toString(16).padStart(2, '0')).join('')}`
}
