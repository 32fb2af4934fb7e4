/** What every page of a site is told of the site itself. */
import {digest, nameBy} from '../digest.ts'
import {capitalise} from '../text.ts'
import type {PlanetSettings, Settings, Site} from '../types.ts'
import {feedLinks} from './feeds/index.ts'
import type {LoadedTheme} from './load-theme.ts'
import {daysPath, hasDays} from './pages/days.ts'
import type {Link, PlanetLink} from './props.ts'
import {hasSearch, searchPath} from './search/index.ts'
import {taxonomiesOf} from './terms.ts'
import type {SiteInfo} from './theme.ts'
import type {Words} from './words.ts'

/** Pages that stand in the menu by themselves when the config names no menu. */
const menuPages = 5

/** Taxonomies that the theme has words for. */
const titles: ReadonlySet<string> = new Set(['tags', 'categories', 'series', 'authors'])

/** The site as its pages know it. */
export function siteInfo(site: Site, theme: LoadedTheme): SiteInfo {
  const {
    site: settings,
    theme: {options},
  } = site.settings
  // Options may hold functions for a theme of the site's own; their text is part of the config's.
  nameBy(options, digest(JSON.stringify(options)))
  const words = theme.words(settings.language)
  const planets = site.rivers.map(({settings: planet}) => planetLink(site.settings, planet))
  const lists = listsOf(site, words)
  return {
    language: settings.language,
    settings,
    options,
    home: `${settings.base}/`,
    blog: settings.base + site.settings.blog.path,
    data: site.data,
    menu:
      options.menu?.map((entry) => ({...entry, url: withBase(settings.base, entry.url)})) ??
      menuOf(site, lists, planets),
    feeds: site.posts.length > 0 ? feedLinks(settings.title, `${settings.base}/`) : [],
    planets,
    lists,
    ...(hasSearch(site) && {search: settings.base + searchPath}),
    stylesheet: `${settings.base}/${stylesheetPath(theme)}`,
    icon: options.icon ? withBase(settings.base, options.icon) : `${settings.base}/${iconPath}`,
    words,
  }
}

/** The site as pages in another language know it. What its author named stays as it is. */
export function inLanguage(info: SiteInfo, theme: LoadedTheme, language: string): SiteInfo {
  return {...info, settings: {...info.settings, language}, words: theme.words(language)}
}

/** Where the icon of the theme stands, below the root of the site. */
export const iconPath = 'assets/icon.svg'

/** Where the stylesheet stands, below the root of the site: named by its content, so caches may keep it for ever. */
export function stylesheetPath(theme: LoadedTheme): string {
  return `assets/style.${digest(theme.stylesheet).slice(0, 10)}.css`
}

/** A path as written in the config with the site's base before it; other URLs as they are. */
function withBase(base: string, url: string): string {
  return url.startsWith('/') && !url.startsWith('//') ? base + url : url
}

function planetLink({site}: Settings, {title, description, path, status}: PlanetSettings): PlanetLink {
  const url = site.base + path
  return {
    title,
    description,
    url,
    feeds: feedLinks(title, url),
    sources: `${url}sources/`,
    archive: `${url}months/`,
    opml: `${url}opml.xml`,
    ...(status && {status: `${url}status/`}),
  }
}

function listsOf(site: Site, words: Words): readonly Link[] {
  const archive = {title: words.archive, url: `${site.settings.site.base}/archive/`}
  const sorted = taxonomiesOf(site)
    .filter(({listed}) => listed)
    .map(({name, url, title = titles.has(name) ? words[name as keyof Words] : capitalise(name)}) => ({title, url}))
  const {path} = site.settings.blog
  const blog = {title: words.blog, url: site.settings.site.base + path}
  const posts = path === '/' ? [archive] : [blog, archive]
  const days = hasDays(site) ? [{title: words.onThisDay, url: site.settings.site.base + daysPath}] : []
  const search = hasSearch(site) ? [{title: words.search, url: site.settings.site.base + searchPath}] : []
  return [...(site.posts.length > 0 ? posts : []), ...days, ...sorted, ...search]
}

function menuOf(site: Site, lists: readonly Link[], planets: readonly PlanetLink[]): readonly Link[] {
  const home = `${site.settings.site.base}/`
  const pages = site.pages
    .filter(
      ({url, extra}) =>
        url !== home &&
        !lists.some((list) => list.url === url) &&
        extra.menu !== false &&
        url.slice(home.length).split('/').length === 2,
    )
    .slice(0, menuPages)
  const folders = taxonomiesOf(site).flatMap(({folders, listed, groups}) => (folders && !listed ? groups : []))
  const parts = folders.map(({term: {name, url}}) => ({title: name, url}))
  return [...lists.slice(0, 1), ...parts, ...planets, ...pages].map(({title, url}) => ({title, url}))
}
