/** From a site and a theme to the files of the site: its pages and what they are dressed in. */
import type {Output, Site} from '../types.ts'
import {feedStyle, feedStylePath} from './feeds/style.ts'
import {iconPath, inLanguage, siteInfo, stylesheetPath} from './info.ts'
import type {LoadedTheme} from './load-theme.ts'
import {toOutput} from './page.ts'
import {pageKinds} from './pages/index.ts'
import {statusFiles} from './status.ts'

/** Every page of the site with the theme's own files. Nothing is drawn yet. */
export function pagesOf(site: Site, theme: LoadedTheme): readonly Output[] {
  const info = siteInfo(site, theme)
  const pages = pageKinds.flatMap((kind) => kind(site, info))
  const languages = new Set(pages.flatMap(({language}) => language ?? []))
  const infos = new Map(Array.from(languages, (language) => [language, inLanguage(info, theme, language)]))
  const status = site.rivers.flatMap((river) => statusFiles(river, site.settings.site))
  return [
    ...themeFiles(site, theme),
    ...pages.map((page) => toOutput(theme, page, infos.get(page.language ?? '') ?? info)),
    ...status,
  ]
}

function themeFiles({settings}: Site, {stylesheet, icon, ...theme}: LoadedTheme): readonly Output[] {
  const feedSheet = feedStyle(theme.words(settings.site.language).feedNote)
  const files: Output[] = [
    {path: stylesheetPath({stylesheet, icon, ...theme}), inputs: [stylesheet], draw: () => stylesheet},
    {path: feedStylePath, inputs: [feedSheet], draw: () => feedSheet},
  ]
  if (icon && settings.theme.options.icon === undefined) {
    const {
      site,
      theme: {options},
    } = settings
    files.push({path: iconPath, inputs: [theme.digest, site, options], draw: () => icon(site, options)})
  }
  return files
}
