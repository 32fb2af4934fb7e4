/** The files of a new project. Those of `templates/` are filled in; what holds a person's words as code is written here. */
import {readFileSync} from 'node:fs'
import {slugify} from '../text.ts'
import type {Origin} from './origins.ts'
import {quote} from './quote.ts'

/** What a new project is made from. */
export interface Wishes {
  readonly title: string
  /** Absolute. */
  readonly url: string
  /** IANA name. */
  readonly timeZone: string
  /** The day of the first post: `2025-01-31`. */
  readonly today: string
  readonly origin: Origin
  /** Addresses of feeds to follow. Without any, and without lists, a sample lies on disk. */
  readonly feeds: readonly string[]
  /** Lists of feeds to follow, by the names they get in the project, with their text. */
  readonly lists: Readonly<Record<string, string>>
  /** The engine's version, to depend on. */
  readonly version: string
}

/** A file that a site begins with. */
export interface NewFile {
  readonly path: string
  readonly text: string
  /** It is not missing where any of these exists. Default: its own path. */
  readonly unless?: readonly string[]
}

const sample = 'feeds/neighbour.xml'
const configs = ['ts', 'mts', 'js', 'mjs'].map((extension) => `planet.config.${extension}`)

/** Every file that the project begins with. */
export function filesOf(wishes: Wishes): readonly NewFile[] {
  const {title, today, feeds, lists} = wishes
  const alone = feeds.length + Object.keys(lists).length === 0
  return [
    {path: 'package.json', text: manifest(wishes)},
    {path: 'planet.config.ts', text: config(wishes, alone), unless: configs},
    {path: 'content/posts/hello.md', text: template('hello.md', {title, date: today}), unless: ['content/posts']},
    {path: 'content/pages/about.md', text: template('about.md'), unless: ['content/pages']},
    ...(alone ? [{path: sample, text: template('neighbour.xml'), unless: [sample, ...configs]}] : []),
    ...Object.entries(lists).map(([path, text]) => ({path, text})),
    {path: '.gitignore', text: template('gitignore')},
    {path: '.gitattributes', text: template('gitattributes')},
    {path: '.github/workflows/pages.yml', text: template('pages.yml'), unless: ['.github/workflows']},
  ]
}

function manifest({title, version}: Wishes): string {
  const value = {
    name: slugify(title).replace(/[^a-z\d-]/g, '') || 'site',
    private: true,
    type: 'module',
    scripts: {dev: 'almagest dev', build: 'almagest build', refresh: 'almagest refresh'},
    dependencies: {almagest: `^${version}`},
  }
  return `${JSON.stringify(value, null, 2)}\n`
}

function config({title, url, timeZone, origin, feeds, lists}: Wishes, alone: boolean): string {
  const entries = [
    ...(alone
      ? ['// To begin with. Put the addresses of your neighbours’ feeds in its place.', `{file: '${sample}'},`]
      : []),
    ...Object.keys(lists).map((name) => `{opml: ${quote(name)}},`),
    ...feeds.map((feed) => `${quote(feed)},`),
  ]
  const blog = origin.permalink
    ? [
        `  // Where ${origin.name} puts posts unless told otherwise.`,
        `  blog: {permalink: ${quote(origin.permalink)}},`,
      ]
    : []
  return [
    "import {defineConfig} from 'almagest'",
    '',
    'export default defineConfig({',
    '  site: {',
    `    title: ${quote(title)},`,
    `    url: ${quote(url)},`,
    `    timeZone: ${quote(timeZone)},`,
    '  },',
    ...blog,
    '  planet: {',
    '    feeds: [',
    ...entries.map((line) => `      ${line}`),
    '    ],',
    '  },',
    '})',
    '',
  ].join('\n')
}

/** A file of `templates/` as text, with its `{{names}}` filled in. */
export function template(name: string, values: Readonly<Record<string, string>> = {}): string {
  // `templates/` is two folders up in the repository as well as from the bundle in the published package.
  const text = readFileSync(new URL(`../../templates/${name}`, import.meta.url), 'utf8')
  return text.replace(/(?<!\$)\{\{(\w+)\}\}/g, (written, key: string) => values[key] ?? written)
}
