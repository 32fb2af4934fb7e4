/** What a file of the content folder is, by its path: known before it is read. */
import type {Summary} from '../types.ts'

/** Languages of data files, by extension. */
export const dataLanguages: Readonly<Record<string, string>> = {
  json: 'json',
  yaml: 'yaml',
  yml: 'yaml',
  toml: 'toml',
  csv: 'csv',
}

/** Languages of files of comments, by extension. */
export const commentLanguages: Readonly<Record<string, string>> = {
  json: 'json',
  yaml: 'yaml',
  yml: 'yaml',
  toml: 'toml',
}

/** Taxonomies that every site has: the fields of front matter that are read for themselves. */
export const usualTaxonomies: readonly string[] = ['tags', 'categories', 'series', 'authors']

/** Whether a file is Markdown, by its name. */
export function isMarkdown(path: string): boolean {
  return /\.(?:md|markdown)$/i.test(path)
}

/** Whether a source is a post or a page, by its place and extension; undefined for every other file. */
export function kindOfSource(path: string): Summary['kind'] | undefined {
  if (!isMarkdown(path)) return undefined
  if (path.startsWith('posts/')) return 'post'
  return path.startsWith('pages/') ? 'page' : undefined
}

/** The name by which a theme finds a data file, such as `team` or `maps/oslo`; undefined for files that are no data. */
export function dataName(path: string): string | undefined {
  const [, name, extension] = /^data\/(.+)\.([a-z]+)$/i.exec(path) ?? []
  return extension && Object.hasOwn(dataLanguages, extension.toLowerCase()) ? name : undefined
}

/**
 * The post that a file of comments belongs to, as the path below `comments/` names it: the path of the post below
 * `posts/`, or its slug. Undefined for other files.
 */
export function commentedPost(path: string): string | undefined {
  const [, post, extension] = /^comments\/(.+)\/[^/]+\.([a-z]+)$/i.exec(path) ?? []
  return extension && Object.hasOwn(commentLanguages, extension.toLowerCase()) ? post : undefined
}
