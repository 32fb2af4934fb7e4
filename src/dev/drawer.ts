/** Pages drawn when somebody asks for them: always what the newest sources say, never drawn twice from the same. */
import {createHash} from 'node:crypto'
import {digest} from '../digest.ts'
import type {Output} from '../types.ts'
import type {File, Files} from './serve.ts'

/** The files of a site that is put together anew again and again. */
export interface Drawer extends Files {
  /** Take in a newly assembled site. Gives the paths of pictures that are other ones now under their old names. */
  show(outputs: readonly Output[], epoch: string): readonly string[]
}

interface Drawn {
  readonly from: string
  readonly body: Uint8Array
}

/** Drawn for one reader: warnings are the business of a build. */
const nobody = () => {}

const picture = /\.(?:png|jpe?g|gif|webp|avif|svg)$/i

/** A drawer with nothing in it yet. */
export function createDrawer(): Drawer {
  let outputs = new Map<string, Output>()
  let epoch = ''
  const drawn = new Map<string, Drawn>()

  async function get(path: string): Promise<File | undefined> {
    const output = outputs.get(path)
    if (!output) return undefined
    const from = digest([epoch, ...output.inputs])
    const known = drawn.get(path)
    if (known?.from === from) return {body: known.body}
    const body = Buffer.from(await output.draw(nobody))
    drawn.set(path, {from, body})
    return {body}
  }

  return {
    get,
    has: (path) => outputs.has(path),
    show(next, nextEpoch) {
      const before = outputs
      outputs = new Map()
      for (const output of next) outputs.set(output.path, output)
      epoch = nextEpoch
      for (const path of drawn.keys()) if (!outputs.has(path)) drawn.delete(path)
      return next
        .filter((output) => picture.test(output.path) && differs(before.get(output.path), output))
        .map(({path}) => path)
    },
  }
}

function differs(before: Output | undefined, now: Output): boolean {
  return before !== undefined && digest(before.inputs) !== digest(now.inputs)
}

/** A name for the bytes of a file, for `ETag`. */
export function tagOf(body: Uint8Array): string {
  return `"${createHash('sha1').update(body).digest('base64url').slice(0, 16)}"`
}
