/** Adding files to a folder without touching what is there. */
import {existsSync, mkdirSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import type {NewFile} from './files.ts'

/** What became of the files that a site begins with. */
export interface Written {
  readonly written: readonly string[]
  /** What was there already and stays as it is. */
  readonly kept: readonly string[]
}

/** Write what is missing in `folder`, which is made where it does not exist. */
export function writeMissing(folder: string, files: readonly NewFile[]): Written {
  const names = files.flatMap(({path, unless = []}) => [path, ...unless])
  const before = new Set(names.filter((name) => existsSync(join(folder, name))))
  const missing = files.filter(({path, unless = [path]}) => !unless.some((name) => before.has(name)))
  for (const {path, text} of missing) {
    mkdirSync(dirname(join(folder, path)), {recursive: true})
    writeFileSync(join(folder, path), text, {flag: 'wx'})
  }
  const there = files.filter((file) => !missing.includes(file))
  const found = there.flatMap(({path, unless = []}) => [path, ...unless].find((name) => before.has(name)) ?? [])
  return {written: missing.map(({path}) => path), kept: Array.from(new Set(found))}
}
