/** HTML that begins with front matter as posts of other engines do: copied as it is, though a page was meant. */
import {readSource} from '../content/read-source.ts'
import {Problem} from '../problem.ts'
import type {Project} from '../project.ts'
import {sourceFile} from '../source-file.ts'
import type {Source} from '../types.ts'

/** Make the function that warns of them among files that are copied. Each file is looked into once. */
export function createHtmlCheck({settings, cache}: Project): (others: readonly Source[]) => readonly Problem[] {
  const seen = cache.book<boolean>('html')
  const look = (source: Source) =>
    seen.get(source.path, source.digest) ??
    seen.set(source.path, source.digest, hasFrontMatter(settings.content, source))

  return (others) =>
    others
      .filter((source) => /^(?:posts|pages)\/.*\.html?$/i.test(source.path) && look(source))
      .map(({path}) => {
        const name = path.replace(/^.*\/|\.[^.]*$/g, '')
        const hint = `Call it ${name}.md: HTML in Markdown stays as it is.`
        const message = 'No page is made of this file: it is copied with its front matter in plain view.'
        return new Problem(message, {file: sourceFile(settings, {path}), hint, warning: true})
      })
}

function hasFrontMatter(content: string, source: Source): boolean {
  return /^\uFEFF?---[ \t]*\r?\n/.test(readSource(content, source).subarray(0, 80).toString())
}
