/** Which file of the project a post or page was written in, for messages. */
import {relative} from 'node:path'
import type {Settings, Summary} from '../types.ts'

const folders = new WeakMap<Pick<Settings, 'root' | 'content'>, string>()

/** The path of its source from the project's folder: `content/posts/pears.md`. */
export function sourceFile(settings: Pick<Settings, 'root' | 'content'>, {path}: Pick<Summary, 'path'>): string {
  const folder = folders.get(settings) ?? relative(settings.root, settings.content).replaceAll('\\', '/')
  folders.set(settings, folder)
  return `${folder}/${path}`
}
