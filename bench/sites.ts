/** The measured blog as a program builds it: what a row of the table does to it. */
import {appendFileSync, globSync, readFileSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {type Corpus, generate} from './generate.ts'
import {generateHugo} from './hugo.ts'
import {measure, type Run} from './measure.ts'

/** A generated project and the program that builds it. */
export interface BenchSite {
  readonly name: string
  readonly folder: string
  readonly build: () => Promise<Run>
  /** Drop all that was made of it. */
  readonly clear: () => void
  /** Add a paragraph to the post in the middle. */
  readonly edit: (text: string) => void
  /**
   * Files of the built site.
   * @throws {Error} when a post is missing, or `text` on the page of the edited one
   */
  readonly count: (text?: string) => number
}

/** The blog of `posts` posts for Almagest, in `folder`, built by `program`. */
export function createOurs(program: string, folder: string, posts: number, search: boolean): BenchSite {
  return {
    name: 'Almagest',
    folder,
    build: () => measure(process.execPath, [program, 'build', '--silent'], folder),
    ...handle(folder, posts, generate(folder, posts, {search}), 'dist', ['.almagest', 'permanence.json']),
  }
}

/** The same blog for Hugo. */
export function createHugos(folder: string, posts: number): BenchSite {
  return {
    name: 'Hugo',
    folder,
    build: () => measure('hugo', ['--quiet', '--cacheDir', join(folder, 'cache')], folder),
    ...handle(folder, posts, generateHugo(folder, posts), 'public', ['resources', 'cache', '.hugo_build.lock']),
  }
}

function handle(
  folder: string,
  posts: number,
  {edited, url}: Corpus,
  out: string,
  kept: readonly string[],
): Pick<BenchSite, 'clear' | 'edit' | 'count'> {
  const dist = join(folder, out)
  return {
    clear() {
      for (const path of [out, ...kept]) rmSync(join(folder, path), {recursive: true, force: true})
    },
    edit(text) {
      appendFileSync(join(folder, edited), `\n${text}\n`)
    },
    count(text = '') {
      const pages = globSync('posts/*/index.html', {cwd: dist}).length
      if (pages !== posts) throw new Error(`${dist} has pages for ${pages} of ${posts} posts.`)
      if (!readFileSync(join(dist, url, 'index.html'), 'utf8').includes(text))
        throw new Error(`${dist}${url} does not show the edit.`)
      return globSync('**/*', {cwd: dist, withFileTypes: true}).filter((entry) => entry.isFile()).length
    },
  }
}
