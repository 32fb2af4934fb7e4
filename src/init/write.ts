/** Adding files to a folder without touching what is there. */
import {existsSync, mkdirSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import type {NewFile} from './files.ts'

export interface Written {
  readonly written: readonly string[]
  /** What was there already and stays as it is. */
  readonly kept: readonly string[]
}

/** Write what is missing in `folder`, which is made where it does not exist. */
export function writeMissing(folder: string, files: readonly NewFile[]): Written {
  const missing = files.filter(({path, unless = [path]}) => !unless.some((name) => existsSync(join(folder, name))))
  for (const {path, text} of missing) {
    mkdirSync(dirname(join(folder, path)), {recursive: true})
    writeFileSync(join(folder, path), text, {flag: 'wx'})
  }
  const written = missing.map(({path}) => path)
  return {written, kept: files.map(({path}) => path).filter((path) => !written.includes(path))}
}
