/** The shape of a config. */
import * as v from 'valibot'
import {readLanguageTag} from '../content/language-tag.ts'
import {permalinkTokens} from '../content/permalink.ts'
import {isAllowable} from '../planet/address.ts'
import {isFace} from '../planet/faces.ts'
import {isRecord} from '../record.ts'
import {knowsTimeZone} from '../time.ts'
import type {Plugins} from '../types.ts'
import {hasKnownTokens, isEncoding, isOfFolders, isPath, isStandardSchema} from './checks.ts'
import {taxonomiesSchema} from './taxonomies.ts'
import {flag, path, text, webUrl} from './values.ts'
import {themeSchema} from './wishes.ts'

const count = v.pipe(
  v.number('Expected a number'),
  v.integer('Expected a whole number'),
  v.minValue(1, 'Expected 1 or more'),
)
const author = v.lazy(authorSchema)
const texts = v.array(text, 'Expected a list of texts')
const days = v.pipe(v.number('Expected a number of days'), v.minValue(0, 'Expected 0 or more'))
const rule = v.pipe(
  v.strictObject({
    words: v.optional(texts),
    categories: v.optional(texts),
    languages: v.optional(texts),
    authors: v.optional(texts),
    olderThan: v.optional(days),
    youngerThan: v.optional(days),
  }),
  v.check((given) => Object.keys(given).length > 0, "Expected a rule such as `{words: ['pears']}`"),
)
const filter = v.optional(v.function('Expected a function'))
/** What may be said of a feed, however it is named. */
export const feedOptions = {
  name: v.optional(text),
  site: v.optional(webUrl),
  face: v.optional(
    v.pipe(
      text,
      v.check(
        isFace,
        'Expected a URL, a path such as `/faces/noor.png`, or the name of a file in `content/static/faces/`',
      ),
    ),
  ),
  group: v.optional(text),
  tags: v.optional(v.array(text)),
  language: v.optional(text),
  weight: v.optional(v.number('Expected a number')),
  filter,
  keep: v.optional(rule),
  drop: v.optional(rule),
  limit: v.optional(count),
  base: v.optional(webUrl),
  dates: v.optional(
    v.union([v.literal('ignore'), v.pipe(v.number(), v.finite())], 'Expected `ignore` or a number of hours'),
  ),
  charset: v.optional(v.pipe(text, v.check(isEncoding, 'Expected an encoding such as `windows-1251`'))),
  maxBytes: v.optional(count),
  disabled: v.optional(flag),
}
const planet = v.strictObject({
  title: v.optional(text),
  description: v.optional(v.string()),
  path: v.optional(path),
  perPage: v.optional(count),
  feedLimit: v.optional(count),
  includeOwn: v.optional(flag),
  fold: v.optional(v.strictObject({max: v.optional(count), window: v.optional(count)})),
  retain: v.optional(v.strictObject({days: v.optional(count), items: v.optional(count)})),
  status: v.optional(v.boolean('Expected true or false')),
  mirrorImages: v.optional(v.boolean('Expected true or false')),
  keep: v.optional(rule),
  drop: v.optional(rule),
  filter,
  feeds: v.optional(v.array(v.lazy(feedSchema), 'Expected a list of feeds')),
})
const sitePath = v.pipe(text, v.check(isPath, 'Expected a path of the site, such as `/feed/` or `/index.rdf`'))

const permalink = v.pipe(
  text,
  v.regex(/^\//, 'Expected a pattern that begins with `/`'),
  v.check(
    (pattern) => isOfFolders(pattern.replace(/:[a-z]+/g, 'x')),
    'Expected a pattern whose parts may be the names of folders on every system',
  ),
  v.check(hasKnownTokens, `Expected a pattern of ${permalinkTokens.map((token) => `\`:${token}\``).join(', ')}`),
)
const podcast = v.strictObject({
  image: v.pipe(text, v.regex(/^(?:\/|https?:\/\/)/, 'Expected a path of the site or a URL')),
  category: v.union([text, v.tuple([text, text])], 'Expected a category, or a pair of them'),
  author: v.optional(text),
  explicit: v.optional(flag),
  kind: v.optional(v.picklist(['episodic', 'serial'], 'Expected `episodic` or `serial`')),
  owner: v.optional(v.strictObject({email: text, name: v.optional(text)})),
  locked: v.optional(flag),
  funding: v.optional(v.strictObject({url: webUrl, text})),
  guid: v.optional(text),
})
const plugin = v.custom<Plugins[number]>(
  (given) => [given].flat().every((part, index) => index > 0 || ['function', 'object'].includes(typeof part)),
  'Expected a plugin: a function, or a list of one and its options',
)
const plugins = v.optional(v.array(plugin, 'Expected a list of plugins'))

/** What `planet.config.ts` may export. */
export const schema = v.strictObject({
  site: v.strictObject({
    title: text,
    url: webUrl,
    description: v.optional(v.string('Expected text')),
    language: v.optional(
      v.pipe(
        text,
        v.check((tag) => readLanguageTag(tag) !== undefined, 'Expected a language tag such as `en` or `pt-BR`'),
      ),
    ),
    timeZone: v.optional(v.pipe(text, v.check(knowsTimeZone, 'Expected a time zone such as `Europe/Vienna`'))),
    author: v.optional(author),
    authors: v.optional(v.array(author)),
    hub: v.optional(v.union([webUrl, v.array(webUrl)], 'Expected the URL of a hub, or a list of them')),
    crawlers: v.optional(v.picklist(['all', 'no-ai', 'none'], 'Expected `all`, `no-ai` or `none`')),
    cards: v.optional(v.lazy(cardsSchema)),
    permanence: v.optional(flag),
    redirects: v.optional(v.record(sitePath, sitePath)),
  }),
  blog: v.optional(
    v.strictObject({
      permalink: v.optional(permalink),
      permalinks: v.optional(v.record(text, permalink)),
      formerPermalinks: v.optional(v.union([permalink, v.array(permalink)])),
      path: v.optional(path),
      podcast: v.optional(podcast),
      perPage: v.optional(count),
      feedLimit: v.optional(count),
      termFeeds: v.optional(v.array(v.picklist(['atom', 'rss', 'json'], 'Expected `atom`, `rss` or `json`'))),
      redirects: v.optional(
        v.array(
          v.picklist(
            ['html', 'netlify', 'nginx', 'caddy', 'apache'],
            'Expected `html`, `netlify`, `nginx`, `caddy` or `apache`',
          ),
        ),
      ),
      links: v.optional(v.picklist(['error', 'warning'], 'Expected `error` or `warning`')),
      search: v.optional(flag),
    }),
  ),
  planet: v.optional(planet),
  planets: v.optional(v.array(planet)),
  theme: v.optional(v.lazy(themeSchema)),
  taxonomies: v.optional(v.lazy(taxonomiesSchema)),
  schemas: v.optional(
    v.record(
      v.pipe(text, v.regex(/^(?:posts|pages)(?:\/|$)/, 'Expected a folder such as `posts` or `pages/docs`')),
      v.custom(isStandardSchema, 'Expected a schema made with zod, valibot or another library of Standard Schema'),
    ),
  ),
  images: v.optional(v.lazy(imagesSchema)),
  markdown: v.optional(
    v.strictObject({
      remarkPlugins: plugins,
      rehypePlugins: plugins,
      smartPunctuation: v.optional(flag),
      emoji: v.optional(flag),
      math: v.optional(flag),
      quick: v.optional(flag),
    }),
  ),
  refresh: v.optional(
    v.strictObject({
      allow: v.optional(
        v.array(v.pipe(text, v.check(isAllowable, 'Expected a host, an address or a network such as `10.0.0.0/8`'))),
      ),
      concurrency: v.optional(count),
      maxBytes: v.optional(count),
      faces: v.optional(v.boolean('Expected true or false')),
    }),
  ),
  publish: v.optional(
    v.strictObject({
      mode: v.optional(v.picklist(['folder', 'releases'], 'Expected `folder` or `releases`')),
      keep: v.optional(count),
    }),
  ),
  content: v.optional(text),
  out: v.optional(text),
})

/** A union would say no more than that neither of its forms fits: the form is chosen first, here and below. */
function authorSchema(value: unknown): v.GenericSchema {
  const more = v.strictObject({
    name: text,
    email: v.optional(text),
    url: v.optional(text),
    image: v.optional(text),
    bio: v.optional(text),
    me: v.optional(v.array(webUrl, 'Expected a list of URLs')),
  })
  if (typeof value === 'string') return text
  return isRecord(value) ? more : v.string('Expected a name, or an object with `name`,')
}

function cardsSchema(value: unknown): v.GenericSchema {
  return isRecord(value)
    ? v.strictObject({fonts: v.optional(v.array(text))})
    : v.boolean('Expected true, false or an object with `fonts`')
}

function imagesSchema(value: unknown): v.GenericSchema {
  const quality = v.pipe(count, v.maxValue(100, 'Expected 100 or less'))
  const wishes = v.strictObject({
    widths: v.optional(v.array(count, 'Expected a list of widths')),
    sizes: v.optional(v.pipe(text, v.regex(/^[^"<>]*$/, 'Expected sizes as in HTML'))),
    quality: v.optional(v.strictObject({avif: v.optional(quality), webp: v.optional(quality)})),
  })
  return typeof value === 'object' ? wishes : v.literal(false, 'Expected `false` or an object')
}

/** The shape of a feed, which depends on how it is written. */
export function feedSchema(value: unknown): v.GenericSchema {
  if (typeof value === 'string') return webUrl
  const given = typeof value === 'object' && value !== null ? value : {}
  if ('opml' in given) return v.strictObject({opml: text})
  if ('file' in given) return v.strictObject({file: text, ...feedOptions})
  return v.strictObject({url: webUrl, was: v.optional(webUrl), ...feedOptions}, (issue) =>
    issue.expected === 'Object' ? 'Expected a URL or an object with `url`, `file` or `opml`' : issue.message,
  )
}
