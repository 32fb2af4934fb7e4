/** A small site as the pages of it see it: posts, pages and a planet, made here and not read from anywhere. */
import {digest, nameBy} from '../../src/digest.ts'
import {loadTheme, type OwnTheme} from '../../src/site/load-theme.ts'
import {pagesOf} from '../../src/site/outputs.ts'
import type {
  Entry,
  FeedHead,
  FeedInfo,
  Item,
  Later,
  River,
  Settings,
  Site,
  Story,
  Summary,
  Thread,
} from '../../src/types.ts'
import defaultTheme from '../../themes/default/index.ts'
import {planetFor, settingsFor} from '../helpers/settings.ts'
import {longRead} from './long-read.ts'

/** What a test may want to be different. */
export interface Wishes {
  readonly site?: Partial<Settings['site']>
  readonly options?: Settings['theme']['options']
  readonly perPage?: number
  readonly posts?: readonly Partial<Summary & {html: string; excerpt: string}>[]
  readonly pages?: readonly Partial<Summary & {html: string}>[]
  readonly rivers?: readonly River[]
}

/** A site of three posts, a page and a planet of four feeds. */
export function makeSite({
  site,
  options = {},
  perPage = 10,
  posts = threePosts,
  pages = [about],
  rivers,
}: Wishes = {}): Site {
  const usual = settingsFor({blog: {perPage}})
  const settings = {
    ...usual,
    site: {
      ...usual.site,
      title: 'Notes from the Observatory',
      feed: 'urn:uuid:0d6c5f3e-2b0a-5c1f-9d5e-0c6f5a1b2c3d',
      description: 'Long looks at small things, written down at night.',
      timeZone: 'Europe/Berlin',
      authors: [{name: 'Ada Quill', url: 'https://example.org/about/'}],
      ...site,
    },
    theme: {options},
  } satisfies Settings
  const {base} = settings.site
  const bodies = new Map<string, {html: string; excerpt?: string}>()
  const summaries = (kind: 'post' | 'page', list: Wishes['posts'] = []) =>
    list.map(({html = '<p>Words.</p>', excerpt, ...summary}, index) => {
      const path = `${kind}s/${index + 1}.md`
      bodies.set(path, {html, ...(excerpt !== undefined && {excerpt})})
      return makeSummary({kind, path, url: `${base}/${kind}-${index + 1}/`, ...summary})
    })
  const written = summaries('post', posts)
  return {
    settings,
    posts: written,
    pages: summaries('page', pages),
    rivers: rivers ?? [makeRiver(base)],
    article: (summary) => {
      const {html} = bodies.get(summary.path)!
      const text = html.replace(/<[^>]*>/g, '')
      return later({summary, html, headings: [{depth: 2, id: 'method', text: 'Method'}], text, words: 40, minutes: 1})
    },
    data: {},
    relationsName: () => '',
    linkedFrom: ({path}) => (path === firstPost ? written.slice(1, 2) : []),
    related: ({path}) => (path === firstPost ? written.slice(2) : []),
    comments: ({path}) => (path === firstPost ? later([thread]) : undefined),
    excerpt: (summary) => {
      const {excerpt} = bodies.get(summary.path)!
      return excerpt === undefined ? undefined : later(excerpt)
    },
  }
}

const firstPost = 'posts/1.md'

const reply = {id: 'b c', author: {name: ''}, date: '2026-11-22T10:00:00Z', html: '<p>Yes.</p>', replies: []}

const thread: Thread = {
  id: 'a',
  author: {name: 'Noor <x>', url: 'https://noor.example/'},
  date: '2026-11-21T10:00:00Z',
  html: '<p>Is it?</p>',
  replies: [reply],
}

/** Every file of the site as text, by its path. */
export async function draw(site: Site, own?: OwnTheme): Promise<Map<string, string>> {
  const theme = loadTheme(defaultTheme, own, site.settings.theme.options)
  const files = await Promise.all(
    pagesOf(site, theme).map(async ({path, draw}) => [path, String(await draw(() => {}))] as const),
  )
  return new Map(files)
}

/** The digest of what each file is made from, by its path. */
export function inputsOf(site: Site): Map<string, string> {
  const theme = loadTheme(defaultTheme, undefined, site.settings.theme.options)
  return new Map(pagesOf(site, theme).map(({path, inputs}) => [path, digest(inputs)]))
}

/** A planet of four feeds and their items. */
export function makeRiver(base = '', changes: Partial<FeedInfo> = {}): River {
  const feeds = sources.map(([key, name, more]) => ({
    key,
    name,
    page: `${base}/planet/${key}/`,
    url: `https://${key}.example/`,
    feedUrl: `https://${key}.example/feed.xml`,
    tags: [],
    own: false,
    health: 'good' as const,
    note: 'Read an hour ago.',
    items: 3,
    newest: '2026-11-22T20:15:00Z',
    lastGood: '2026-11-23T05:00:00Z',
    ...more,
    ...changes,
  }))
  const heads = feeds.map(({health, note, items, newest, lastGood, ...head}): FeedHead => head)
  const items = new Map(
    stories.map(([key, item]) => [key, {...emptyItem, id: `urn:${key}`, feed: heads[0]!, ...item(heads)}]),
  )
  const entries = Array.from(
    items,
    ([key, {feed, date, title}]) => ({key, feed: feed.key, river: date, title}) as Entry,
  )
  const entry = (key: string) => entries.find((each) => each.key === key)!
  return {
    settings: planetFor({
      title: 'Planet Night Sky',
      description: 'What our friends write about stars, glass and weather.',
      perPage: 40,
      feedLimit: 40,
    }),
    feeds,
    heads,
    stories: ['comet', 'micro', 'lens', 'arabic'].map(
      (key): Story => ({entry: entry(key), also: [], folded: key === 'lens' ? [entry('fold1'), entry('fold2')] : []}),
    ),
    entries: (feed) => entries.filter((each) => each.feed === feed.key),
    apart: () => undefined,
    status: () => feeds.map((feed) => ({feed, failures: 0, warnings: [], visits: []})),
    item: (each) => later(items.get(each.key)),
  }
}

function later<Value>(value: Value): Later<Value> {
  return nameBy({value: () => Promise.resolve(value)}, digest(value))
}

function makeSummary(more: Partial<Summary>): Summary {
  return {
    kind: 'post',
    path: 'posts/1.md',
    url: '/post-1/',
    id: `tag:example.org,2026:${more.path}`,
    title: 'A title',
    date: '2026-11-20T21:30:00Z',
    tags: [],
    categories: [],
    authors: [],
    draft: false,
    extra: {},
    ...more,
  }
}

const about = {
  title: 'About',
  date: '',
  url: '/about/',
  html: '<p>This is written by one person and <a href="https://example.net/">two telescopes</a>.</p>',
}

const threePosts: NonNullable<Wishes['posts']> = [
  {
    title: 'How to polish a mirror, and why it takes a winter',
    description: 'A mirror for a telescope is ground by hand, measured by shadow, and finished by patience.',
    tags: ['Optics', 'C++'],
    categories: ['Workshop'],
    updated: '2026-11-21T10:00:00Z',
    html: longRead,
    extra: {toc: true},
  },
  {
    title: 'The comet that was not there',
    date: '2026-11-02T22:00:00Z',
    excerpt: '<p>On Sunday I found a comet. On Monday I found the <em>thumbprint</em> on the eyepiece.</p>',
    html: '<p>On Sunday I found a comet.</p>',
    tags: ['C#', 'Mistakes'],
  },
  {
    title: 'Ein Brief aus Göttingen',
    date: '2025-12-31T23:30:00Z',
    language: 'de',
    description: 'Über Nebel, am Himmel und im Tal.',
    html: '<p>Der Nebel blieb drei Tage.</p>',
    tags: ['C'],
    categories: ['Letters'],
    authors: [{name: 'Käthe Stern'}],
  },
]

const sources: readonly (readonly [string, string, Partial<FeedInfo>])[] = [
  ['clear-sky', 'Clear Sky Diary', {group: 'Observers', description: 'Every night that has stars in it.'}],
  ['glass', 'Marek’s Glassworks', {group: 'Makers'}],
  [
    'najm',
    'مرصد الصحراء',
    {group: 'Observers', language: 'ar', health: 'failing', note: 'The host has not answered since Friday.'},
  ],
  ['own', 'Notes from the Observatory', {own: true}],
]

const emptyItem: Omit<Item, 'id' | 'feed'> = {
  url: 'https://clear-sky.example/post',
  title: '',
  html: '<p>Words.</p>',
  date: '2026-11-22T20:15:00Z',
  authors: [],
  categories: [],
  enclosures: [],
  also: [],
}

const stories: readonly (readonly [string, (feeds: readonly FeedHead[]) => Partial<Item>])[] = [
  [
    'comet',
    () => ({
      title: 'Two nights with a comet',
      html: '<p>It came up over the barn at four, faint and green, with a tail as long as a thumb held at the end of an arm.</p><p>By five the mist had it. I drew it from memory, badly, and went to bed. The second night was clear, and the drawing turned out to be better than I had thought.</p>',
      shortened:
        '<p>It came up over the barn at four, faint and green, with a tail as long as a thumb held at the end of an arm.</p>',
      authors: [{name: 'Noor Haddad'}],
      also: [
        {name: 'Marek’s Glassworks', url: 'https://glass.example/comet'},
        {name: 'Planet Comets', url: 'https://comets.example/'},
      ],
    }),
  ],
  [
    'micro',
    ([, , , own]) => ({
      feed: own!,
      url: 'https://example.org/notes/1/',
      html: '<p>Minus nine. The grease on the mount has stopped pretending to be a liquid.</p>',
      date: '2026-11-22T06:40:00Z',
    }),
  ],
  [
    'lens',
    ([, glass]) => ({
      feed: glass!,
      url: 'https://glass.example/lens',
      title: 'Casting a lens from a broken window',
      html: '<p>Window glass is the wrong glass, and that is why it is worth trying. <a href="https://glass.example/notes">My notes</a> have the numbers.</p><pre tabindex="0"><code>anneal 540 °C  6 h\ncool     2 °C  per hour\n</code></pre>',
      date: '2026-11-21T17:00:00Z',
      enclosures: [
        {url: 'https://glass.example/kiln.mp3', type: 'audio/mpeg', title: 'The sound of the kiln'},
        {url: `https://glass.example/${'kiln_'.repeat(30)}.jpg`, type: 'image/jpeg'},
      ],
    }),
  ],
  [
    'fold1',
    ([, glass]) => ({
      feed: glass!,
      url: 'https://glass.example/a',
      title: `Sand, sorted ${'s'.repeat(60)}`,
      date: '2026-11-21T16:00:00Z',
    }),
  ],
  [
    'fold2',
    ([, glass]) => ({
      feed: glass!,
      url: 'https://glass.example/b',
      title: 'Pitch, and how not to burn it',
      date: '2026-11-21T15:00:00Z',
    }),
  ],
  [
    'arabic',
    ([, , najm]) => ({
      feed: najm!,
      url: 'https://najm.example/1',
      title: 'ليلة فوق الكثبان',
      html: '<p>كانت السماء صافية كما لم تكن منذ شهور، والريح لا تحمل إلا رائحة الرمل.</p>',
      language: 'ar',
      date: '2026-11-21T02:00:00Z',
    }),
  ],
]
