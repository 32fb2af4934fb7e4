/** What the config leads to on the site: the menu, the icon, the picture of the podcast. Faces of feeds are looked for where they are drawn. */
import {readFileSync} from 'node:fs'
import {relative} from 'node:path'
import {findConfig} from '../config.ts'
import {digest} from '../digest.ts'
import type {Project} from '../project.ts'
import type {Settings} from '../types.ts'
import {type Linked, leadsOf} from './links.ts'

/** The config as one that has links, which are checked as those of a post are. */
export function linksOfConfig({settings, overrides}: Pick<Project, 'settings' | 'overrides'>): Linked {
  const {site, root} = settings
  const resolved = addressesOf(settings).map((href) => ({href, url: href.startsWith('/') ? site.base + href : href}))
  const own = resolved.filter(({href}) => !href.startsWith('//'))
  const leads = leadsOf(own, {url: '', ids: []}, site)
  const file = findConfig(root, overrides.config)
  return {
    name: digest(leads),
    file: relative(root, file),
    url: '',
    leads,
    ids: [],
    hrefs: async () => [],
    lines: () => readFileSync(file, 'utf8').split(/\r?\n/),
  }
}

/** Everything in the settings that readers are led to or shown, as it was written. */
function addressesOf({theme: {options}, blog}: Settings): readonly string[] {
  const menu = options.menu?.map(({url}) => url) ?? []
  const all = [...menu, options.icon, blog.podcast?.image].filter((url) => typeof url === 'string')
  return [...new Set(all)]
}
