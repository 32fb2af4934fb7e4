/** Markdown that lies where nothing is made of it. */
import {didYouMean, Problem} from '../problem.ts'
import type {Source} from '../types.ts'
import {isMarkdown, kindOfSource} from './kinds.ts'

/** Folders whose files are read as something else, or copied as they are. */
const elsewhere = /^(?:static|data|comments)\//

/** What other engines call the folder of posts. */
const likePosts = new Set(['blog', '_posts', '_drafts', 'drafts', 'articles', 'entries', 'journal', 'news', 'writing'])

/** A warning for each Markdown file that is neither a post nor a page nor copied, with the place that was probably meant. Notes to oneself, `README.md`, may lie anywhere. */
export function findStrays(sources: readonly Source[], folder: string): readonly Problem[] {
  return sources
    .filter(({path}) => isMarkdown(path) && !kindOfSource(path) && !elsewhere.test(path))
    .filter(({path}) => !/(?:^|\/)readme\.[a-z]+$/i.test(path))
    .map(({path}) => {
      const message = 'No page is made of this file: it lies neither in `posts/` nor in `pages/`.'
      return new Problem(message, {file: `${folder}/${path}`, hint: placeFor(path, folder), warning: true})
    })
}

function placeFor(path: string, folder: string): string {
  const [first = '', ...rest] = path.split('/')
  const meant = rest.length === 0 ? undefined : folderMeant(first)
  if (meant) return `Move it to ${[folder, meant, ...rest].join('/')}.`
  return `Move it to ${folder}/posts/${path}, or to ${folder}/pages/${path} when it has no date.`
}

function folderMeant(name: string): string | undefined {
  return likePosts.has(name.toLowerCase())
    ? 'posts'
    : didYouMean(name, ['posts', 'pages', 'static', 'data', 'comments'])
}
