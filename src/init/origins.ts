/** Where writers come from: what their posts' addresses were, and what to do next. One line each. */

/** An engine or a service that people leave for this one. */
export interface Origin {
  readonly name: string
  /** Where it puts a post unless told otherwise, as a permalink pattern. Default: ours. */
  readonly permalink?: string
  /** What to do with the posts that are there already. */
  readonly next?: string
}

const copy = 'Copy your posts into content/posts/ and run `almagest build`: it names every line that needs a look.'

/** In the order in which they are offered. The first is the default. */
export const origins: readonly Origin[] = [
  {name: 'nowhere'},
  {name: 'Astro', permalink: '/blog/:slug/', next: copy},
  {name: 'Eleventy', permalink: '/blog/:slug/', next: copy},
  {name: 'Hexo', permalink: '/:year/:month/:day/:slug/', next: copy},
  {name: 'Hugo', permalink: '/posts/:slug/', next: copy},
  {name: 'Jekyll', permalink: '/:category/:year/:month/:day/:slug.html', next: copy},
  {name: 'Lume', permalink: '/posts/:slug/', next: copy},
  {name: 'Movable Type', permalink: '/:year/:month/:slug.html'},
  {name: 'Nikola', permalink: '/posts/:slug/', next: copy},
  {name: 'WordPress', permalink: '/:year/:month/:day/:slug/'},
  {name: 'Zola', permalink: '/:section/:slug/', next: copy},
  {name: 'Planet Venus', next: "Name its config.ini as the list of feeds, in `planet.feeds`: {opml: 'config.ini'}."},
  {name: 'Pluto', next: "Name its planet.ini as the list of feeds, in `planet.feeds`: {opml: 'planet.ini'}."},
]

/** The origin of that name, whatever its case and blanks. */
export function findOrigin(name: string): Origin | undefined {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '')
  return origins.find((origin) => plain(origin.name) === plain(name))
}
