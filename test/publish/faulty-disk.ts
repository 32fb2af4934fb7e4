/** Disks that fail at a chosen step. */
import {existsSync, statSync, truncateSync} from 'node:fs'
import {type Disk, disk} from '../../src/publish/disk.ts'

/** Nobody pulls a plug here: what flushing waits for would only take time. */
export const quickDisk: Disk = {...disk, flush: () => {}, flushAll: () => {}}

export interface FaultyDisk extends Disk {
  /** Steps taken so far. */
  readonly steps: readonly string[]
}

/** A disk on which the process dies at step `at`, counted from 0: a file it was writing is torn, and nothing is done after. */
export function deadlyDisk(at: number): FaultyDisk {
  return watched(
    (name, take, words) => {
      if (name === 'write') disk.write(words[0] as string, Buffer.from(words[1] as string).subarray(0, 3))
      if (name === 'removeTree') take()
      throw new Error('killed')
    },
    (step) => step >= at,
    true,
  )
}

/**
 * A disk whose power fails at step `at`: names are kept, and of files that were not flushed only the first three bytes, which
 * `lose` makes so.
 */
export function powerlessDisk(at: number): FaultyDisk & {lose(): void} {
  const loose = new Set<string>()
  const end = deadlyDisk(at)
  const move = (from: string, to: string) => {
    for (const file of loose)
      if (file === from || file.startsWith(`${from}/`)) {
        loose.delete(file)
        loose.add(to + file.slice(from.length))
      }
  }
  return {
    ...end,
    write(file, body) {
      loose.add(file)
      end.write(file, body)
    },
    rename(from, to) {
      end.rename(from, to)
      loose.delete(to)
      move(from, to)
    },
    flush(path) {
      end.flush(path)
      loose.delete(path)
    },
    flushAll(files) {
      end.flushAll(files)
      for (const file of files) loose.delete(file)
    },
    lose() {
      for (const file of loose) if (existsSync(file)) truncateSync(file, Math.min(3, statSync(file).size))
    },
  }
}

/** A disk with no room left from step `at` on: what needs none still works. */
export function fullDisk(at: number): FaultyDisk {
  const needRoom = new Set(['write', 'makeFolder', 'link', 'symlink'])
  return watched(
    (name, _, words) => {
      const path = words[0] as string
      if (name === 'makeFolder' && existsSync(path)) return
      if (name === 'write') disk.write(path, Buffer.from(words[1] as string).subarray(0, 3))
      throw Object.assign(new Error('no space left'), {code: 'ENOSPC', path})
    },
    (step, name) => step >= at && needRoom.has(name),
    false,
  )
}

/** A disk that only tells what it was asked. */
export function toldDisk(): FaultyDisk {
  return watched(
    () => undefined,
    () => false,
    false,
  )
}

type Fail = (name: string, take: () => unknown, words: readonly unknown[]) => unknown

function watched(fail: Fail, fails: (step: number, name: string) => boolean, once: boolean): FaultyDisk {
  const steps: string[] = []
  let dead = false
  const watch =
    (name: keyof Disk) =>
    (...words: unknown[]) => {
      if (dead) throw new Error('dead')
      const take = () => (quickDisk[name] as (...words: unknown[]) => unknown)(...words)
      steps.push([name, ...words.filter((word) => typeof word === 'string').slice(0, 2)].join(' '))
      if (!fails(steps.length - 1, name)) return take()
      dead = once
      return fail(name, take, words)
    }
  const names = Object.keys(disk) as (keyof Disk)[]
  return {...(Object.fromEntries(names.map((name) => [name, watch(name)])) as unknown as Disk), steps}
}
