/** The page on which readers search, where the site has an index. */
import {type PageKind, page} from '../page.ts'
import {hasSearch, scriptPath, searchPath} from '../search/index.ts'

/** `/search/`, where the site has an index. */
export const searchPage: PageKind = (site, {settings: {base}}) =>
  hasSearch(site) ? [page('search', searchPath, {script: `${base}/${scriptPath()}`, index: base + searchPath})] : []
