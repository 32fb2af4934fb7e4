/** Which file of the project a post or page was written in, for messages. */
import {relative} from 'node:path'
import type {Settings, Summary} from '../types.ts'

/** The path of its source from the project's folder: `content/posts/pears.md`. */
export function sourceFile({root, content}: Pick<Settings, 'root' | 'content'>, {path}: Pick<Summary, 'path'>): string {
  return `${relative(root, content).replaceAll('\\', '/')}/${path}`
}
