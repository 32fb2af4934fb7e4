/** A page before it is drawn, and how it becomes a file of the site. */
import {decodePath, servedFile} from '../text.ts'
import type {Output, Site} from '../types.ts'
import {type Html, toText} from './html.ts'
import type {LoadedTheme} from './load-theme.ts'
import type {ViewName, Views} from './props.ts'
import type {Frame, PartFunctions, SiteInfo} from './theme.ts'

/** A URL, the view that shows it, and what the view is told. */
export interface Page {
  /** Path below the root of the site, percent-encoded, without the site's base: `/planet/page/2/`. */
  readonly url: string
  readonly view: ViewName
  /** The props of the view, or how to make them. */
  readonly props: object | (() => Promise<object>)
  /** What props are made from, when they are made late: values whose digest is known before. */
  readonly inputs?: () => readonly unknown[]
  /** What decides about these inputs, where it is sooner named than they are. */
  readonly origin?: () => readonly unknown[]
  /** Language of the page, where it is not that of the site. */
  readonly language?: string | undefined
  /** Source that asked for the page, for messages. */
  readonly from?: string
}

/** What makes a page late. */
interface Late<Props> extends Pick<Page, 'origin' | 'language' | 'from'> {
  readonly inputs: () => readonly unknown[]
  readonly props: () => Promise<Props>
}

/** Lists the pages of one kind. */
export type PageKind = (site: Site, info: SiteInfo) => readonly Page[]

/** A page whose props are known. */
export function page<Name extends ViewName>(view: Name, url: string, props: Views[Name], from?: string): Page {
  return {view, url, props, ...(from !== undefined && {from})}
}

/** A page whose props are made only when it has to be drawn: when `inputs` are not those of the last build. */
export function latePage<Name extends ViewName>(view: Name, url: string, late: Late<Views[Name]>): Page {
  return {view, url, ...late}
}

/** The file that shows the page. Its inputs name all that the view is told, the theme among them. */
export function toOutput(theme: LoadedTheme, page: Page, site: SiteInfo): Output {
  const url = site.settings.base + page.url
  const view = theme.views[page.view] as (props: object & Frame, parts: PartFunctions) => Html
  const within = (inputs: unknown) => [theme.digest, page.view, url, site, inputs]
  return {
    path: toPath(page.url),
    // The watch server makes many outputs and asks few of them what they are made of.
    get inputs() {
      return within(page.inputs?.() ?? page.props)
    },
    get origin() {
      return page.origin && within(page.origin())
    },
    async draw() {
      const props = typeof page.props === 'function' ? await page.props() : page.props
      return toText(view({...props, site, url}, theme.parts))
    },
    ...(page.from !== undefined && {from: page.from}),
  }
}

/** Path of the file that a host answers the URL with. */
function toPath(url: string): string {
  const path = url.includes('%') ? url.split('/').map(decodePart).slice(1).join('/') : url.slice(1)
  return servedFile(path)
}

function decodePart(part: string): string {
  const decoded = decodePath(part)
  if (decoded === undefined || decoded.includes('/')) throw new TypeError(`No file can be named after ${part}`)
  return decoded
}
