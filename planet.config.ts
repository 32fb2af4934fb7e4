import {defineConfig} from 'almagest'

export default defineConfig({
  site: {
    title: 'Almagest',
    url: 'https://almagest.example',
    description: 'A blog and a planet in one static site: your posts, and what your neighbours write.',
    language: 'en',
    timeZone: 'Africa/Cairo',
    author: {name: 'The Almagest authors', url: 'https://almagest.example/about/'},
  },
  planet: {
    title: 'Planet Almagest',
    description: 'Six blogs that do not exist, and one that does.',
    fold: {max: 4, window: 20},
    feeds: [
      {file: 'content/feeds/night-garden.rss', tags: ['sky', 'moths']},
      {file: 'content/feeds/slow-letters.atom', tags: ['typography'], weight: 1},
      {file: 'content/feeds/tide-tables.rdf', tags: ['sea']},
      {file: 'content/feeds/small-workbench.json', tags: ['repairs']},
      {file: 'content/feeds/attic.xml', site: 'http://attic.example.com/', language: 'en'},
      {file: 'content/feeds/lamplighter.xml'},
    ],
  },
  theme: {
    menu: [
      {title: 'Posts', url: '/archive/'},
      {title: 'Planet', url: '/planet/'},
      {title: 'Documentation', url: '/docs/'},
      {title: 'About', url: '/about/'},
    ],
    icon: '/favicon.svg',
    footer: 'Made with Almagest, from plain files. The blogs on the planet of this site are invented.',
  },
})
