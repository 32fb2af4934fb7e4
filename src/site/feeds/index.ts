/** The feeds of a site: those of the blog, of its terms and of its planets. */
import type {FeedName, Output, Site} from '../../types.ts'
import {toFoaf} from '../foaf.ts'
import {toOpml} from '../opml.ts'
import type {FeedLink} from '../props.ts'
import {selectionsOf} from '../selections.ts'
import {taxonomiesOf} from '../terms.ts'
import {planArchive, planBlog, planTerm} from './blog.ts'
import {formatsOf} from './formats.ts'
import {toOutputs} from './plan.ts'
import {planPlanet} from './planet.ts'
import {createRecent} from './recent.ts'

/**
 * Every feed of the site as files to write. Items that cannot be written are left out, with a warning.
 */
export function feedsOf(site: Site): readonly Output[] {
  const {settings, rivers} = site
  const planets = rivers.map((river) => planPlanet(river, settings))
  // A planet may take the root of the site for itself; own posts stand in its feeds then.
  const blog = planets.some(({folder}) => folder === '') ? [] : [planBlog(site)]
  const terms = taxonomiesOf(site).flatMap(({groups}) => groups.map((group) => planTerm(site, group)))
  const parts = rivers.flatMap((river) =>
    selectionsOf(river, settings.site.base).map((selection) => planPlanet(river, settings, selection)),
  )
  // What is old stands nowhere else, or was made for another feed just before.
  const archive = blog.length ? planArchive(site) : []
  const plans = [...blog, ...terms, ...archive, ...planets, ...parts]
  const recent = createRecent()
  const feeds = plans.flatMap((plan) => toOutputs(plan, settings.site.url, recent))
  return [...feeds, ...rivers.flatMap((river) => [...toOpml(river, settings.site), toFoaf(river, settings.site)])]
}

/** The feeds that stand below a URL, which ends in a slash; in the order in which readers should be offered them. Default: in all formats. */
export function feedLinks(title: string, url: string, names?: readonly FeedName[]): readonly FeedLink[] {
  return formatsOf(names).map(({name, file, type}) => ({
    title: `${title} (${name})`,
    url: url + file,
    type,
    format: name,
  }))
}
