/** What the files of the author are called from the project's folder, in messages and on record. */
import {relative} from 'node:path'
import type {Settings, Source} from './types.ts'

type Where = Pick<Settings, 'root' | 'content'>

const folders = new WeakMap<Where, string>()

/** The content folder from the project's folder: `content`. */
export function sourceFolder(settings: Where): string {
  const folder = folders.get(settings) ?? relative(settings.root, settings.content).replaceAll('\\', '/')
  folders.set(settings, folder)
  return folder
}

/** A file below it, or the one that a post or page was written in: `content/posts/pears.md`. */
export function sourceFile(settings: Where, {path}: Pick<Source, 'path'>): string {
  return `${sourceFolder(settings)}/${path}`
}
