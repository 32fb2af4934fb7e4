/** The feeds of a site: the blog's and its planets', each in every format. */
import type {Problem} from '../../problem.ts'
import type {Output, PlanetSettings, Site, SiteSettings} from '../../types.ts'
import {toOpml} from '../opml.ts'
import type {FeedLink} from '../theme.ts'
import {planBlog} from './blog.ts'
import {formats} from './formats.ts'
import {toOutputs} from './plan.ts'
import {planPlanet} from './planet.ts'

/**
 * Every feed of the site as files to write. Items that cannot be written are left out and told to `report` as warnings
 * when the feed is drawn.
 */
export function feedsOf(site: Site, report: (problem: Problem) => void = () => {}): readonly Output[] {
  const {settings, rivers} = site
  const plans = [planBlog(site), ...rivers.map((river) => planPlanet(river, settings))]
  const feeds = plans.flatMap((plan) => toOutputs(plan, settings.site.url, report))
  return [...feeds, ...rivers.map((river) => toOpml(river, settings.site))]
}

/** The blog's feeds, to announce in the head and the footer of its pages. */
export function feedLinks({settings: {site}}: Pick<Site, 'settings'>): readonly FeedLink[] {
  return linksBelow(`${site.base}/`, site.title)
}

/** A planet's feeds, to announce on its pages. */
export function planetFeedLinks({base}: Pick<SiteSettings, 'base'>, planet: PlanetSettings): readonly FeedLink[] {
  return linksBelow(base + encodeURI(planet.path), planet.title)
}

function linksBelow(folder: string, title: string): FeedLink[] {
  return formats.map(({name, file, type}) => ({title: `${title} (${name})`, url: folder + file, type}))
}
