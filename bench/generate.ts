/** The measured blog as a project of Almagest, and what of it is the same for every program. */
import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {type Post, pictures, writePicture, writePost} from './posts.ts'

/** A blog that was written, with the post that is edited. */
export interface Corpus {
  /** Path below the project of a post in the middle, to be edited. */
  readonly edited: string
  /** Path on the site of that post's page. */
  readonly url: string
}

/** Where a program wants things, and how it wants a post's file. */
export interface Manner {
  readonly posts: string
  readonly pictures: string
  readonly write: (post: Post) => string
}

const almagest: Manner = {
  posts: 'content/posts',
  pictures: 'content/static/img',
  write: ({title, date, tags, category, description, body}) =>
    `---\n${fields({title, date, description, tags, categories: [category]})}---\n\n${body}`,
}

/** Write a blog of `count` posts with a config into `folder`. `search` is the setting of that name, default: true. */
export function generate(folder: string, count: number, {search = true} = {}): Corpus {
  mkdirSync(folder, {recursive: true})
  writeFileSync(
    join(folder, 'planet.config.ts'),
    `export default {
  site: {title: 'Bench', url: 'https://example.org', timeZone: 'UTC'},
  blog: {permalink: '/posts/:slug/', search: ${search}},
}
`,
  )
  return writeCorpus(folder, count, almagest)
}

/** Write the posts and pictures of a blog in a program's manner. */
export function writeCorpus(folder: string, count: number, manner: Manner): Corpus {
  for (const path of [manner.posts, manner.pictures]) mkdirSync(join(folder, path), {recursive: true})
  for (let number = 0; number < pictures; number++)
    writeFileSync(join(folder, manner.pictures, `photo-${number}.svg`), writePicture(number))
  const middle = Math.floor(count / 2)
  let edited: string | undefined
  let url: string | undefined
  for (let number = 0; number < count; number++) {
    const post = writePost(number, count)
    const path = `${manner.posts}/${post.slug}.md`
    writeFileSync(join(folder, path), manner.write(post))
    if (number === middle) [edited, url] = [path, `/posts/${post.slug}/`]
  }
  if (!edited || !url) throw new Error('A blog to measure needs a post.')
  return {edited, url}
}

/** Lines of YAML, of which JSON is a part. */
export function fields(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}: ${name === 'date' ? value : JSON.stringify(value)}\n`)
    .join('')
}
