/** The river of a planet: what all sources wrote, newest first; and the same for each group and tag of sources. */
import type {FeedHead, Item, River, Story} from '../../types.ts'
import {feedLinks} from '../feeds/index.ts'
import {latePage, type Page, type PageKind} from '../page.ts'
import {paginate} from '../paginate.ts'
import type {Link, PlanetItem, PlanetLink} from '../props.ts'
import {type Selection, selectionsOf} from '../selections.ts'

/** `/planet/`, `/planet/group/sea/`, `/planet/tag/sky/`, and their further pages. */
export const planetPages: PageKind = (site, {planets, settings: {base}}) =>
  site.rivers.flatMap((river, index) => {
    const selections = selectionsOf(river, base)
    const about = {planet: planets[index]!, selections: selections.map(toLink), sources: river.heads}
    return [undefined, ...selections].flatMap((selection) => riverPages(river, about, base, selection))
  })

interface About {
  readonly planet: PlanetLink
  readonly selections: readonly Link[]
  readonly sources: readonly FeedHead[]
}

function riverPages(river: River, about: About, base: string, selection: Selection | undefined): readonly Page[] {
  const {path, perPage} = river.settings
  const url = selection ? selection.url.slice(base.length) : path
  const stories = selection ? river.stories.filter(({entry}) => selection.keys.has(entry.feed)) : river.stories
  return paginate(base, url, stories, perPage).map(({url, values, pagination}) => {
    const known = {...about, ...toTakeAlong(about.planet, selection), pagination}
    const items = () => values.map(({entry, folded}) => [entry, ...folded].map((each) => river.item(each)))
    return latePage('planet', url, {
      inputs: () => [known, items()],
      props: async () => ({...known, items: await planetItems(river, values)}),
    })
  })
}

/** What readers may subscribe to on the page: all of the planet, or the group or tag that it shows. */
function toTakeAlong({title, feeds, opml}: PlanetLink, selection: Selection | undefined) {
  if (!selection) return {feeds, opml}
  const {url} = selection
  return {
    selection: toLink(selection),
    feeds: feedLinks(`${selection.title} – ${title}`, url),
    opml: `${url}opml.xml`,
  }
}

function toLink({title, url}: Link): Link {
  return {title, url}
}

async function planetItems(river: River, stories: readonly Story[]): Promise<readonly PlanetItem[]> {
  const found = await Promise.all(
    stories.map(async ({entry, folded}) => {
      const [item, ...rest] = await Promise.all([entry, ...folded].map((each) => river.item(each).value()))
      return item && {item, folded: rest.filter((other): other is Item => other !== undefined)}
    }),
  )
  return found.filter((each) => each !== undefined)
}
