/** Writing the files of a site, one after the other. */
import {statSync} from 'node:fs'
import {dirname} from 'node:path'
import {digest} from '../digest.ts'
import type {Disk} from './disk.ts'
import type {Made} from './manifest.ts'

/** A file to be written. */
export interface Job {
  /** Absolute path. */
  readonly file: string
  /** Belongs to the writer from then on. */
  readonly body: Uint8Array<ArrayBuffer>
}

/** What a manifest notes of a file that was written. */
export type Written = Pick<Made, 'bytes' | 'size' | 'mtime'>

/** Told of each file that stands, in the order they were given. */
export type OnWritten = (written: Written) => void

/** Writes files in the order they are given. */
export interface Writer {
  /** Resolves when the next file may come, which may be before this one stands. Throws what went wrong with any so far. */
  write(job: Job): Promise<void>
  /** Resolves when all stand. Throws what went wrong. */
  end(): Promise<void>
  /** Stop, wherever it is. Nothing is written any more when this resolves. */
  close(): Promise<void>
}

/** Make the function that writes a file with the folders it needs, each of which it makes once. */
export function createWrite(disk: Disk): (job: Job) => Written {
  const folders = new Set<string>()
  return ({file, body}) => {
    const folder = dirname(file)
    if (!folders.has(folder)) disk.makeFolder(folder)
    folders.add(folder)
    const bytes = digest(body)
    disk.write(file, body)
    // Its memory is free now, and not only when there is much garbage besides.
    body.buffer.transfer(0)
    const {size, mtimeMs: mtime} = statSync(file)
    return {bytes, size, mtime}
  }
}

/** A writer of this thread: a file stands before the next may come. */
export function openWriter(disk: Disk, onWritten: OnWritten): Writer {
  const write = createWrite(disk)
  return {
    write: async (job) => onWritten(write(job)),
    end: async () => {},
    close: async () => {},
  }
}
