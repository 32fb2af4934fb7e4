/** What the author wrote, made ready for the pages: read, rendered when asked for, every reference checked. */
import {statSync} from 'node:fs'
import {join} from 'node:path'
import {type Asset, type Owner, placeAssets, unsafeFiles} from '../content/assets.ts'
import {isMedia} from '../content/enclosure.ts'
import {findUnsized, isPicture, measureImage, type Size} from '../content/images.ts'
import {kindOfSource, usualTaxonomies} from '../content/kinds.ts'
import {createResolver, type Placed} from '../content/links.ts'
import {withoutLocation} from '../content/location.ts'
import {byUrl, newestFirst} from '../content/order.ts'
import type {PostSettings} from '../content/post.ts'
import {readSource} from '../content/read-source.ts'
import {findStrays} from '../content/strays.ts'
import {digest} from '../digest.ts'
import type {Problem} from '../problem.ts'
import type {Project} from '../project.ts'
import {keepList, once, sameAgain} from '../same-again.ts'
import type {Redirect} from '../site/redirects/html.ts'
import {sourceFile, sourceFolder} from '../source-file.ts'
import type {Output, Settings, Site, Source, Summary} from '../types.ts'
import {createBodyReader, type Space} from './bodies.ts'
import type {Change} from './change.ts'
import {readComments} from './comments.ts'
import type {Copies} from './copies.ts'
import {readData} from './data.ts'
import {changesOf, createHeadReader, type Head} from './heads.ts'
import {keep} from './keep.ts'
import type {Linked} from './links.ts'
import {createPostReader} from './post-reader.ts'
import {expiredAddresses, redirectsTo} from './redirects.ts'
import {createRelations} from './relate.ts'
import {createHtmlCheck} from './stray-html.ts'
import {findUnusedFolders} from './unused-folders.ts'

/** The author's part of a site. Posts are the newest first, without drafts and what is not due, unless they were asked for. */
export interface Content
  extends Pick<
    Site,
    'posts' | 'pages' | 'data' | 'article' | 'excerpt' | 'linkedFrom' | 'related' | 'relationsName' | 'comments'
  > {
  readonly files: readonly Output[]
  readonly redirects: readonly Redirect[]
  readonly problems: readonly Problem[]
  /** Every post and page with its links. */
  readonly linked: readonly Linked[]
  /** URLs of posts that were published once and have expired, those they once had among them. */
  readonly expired: readonly string[]
  /** The post or page of this source file that is read and does not stand in the site. */
  readonly hidden: (file: string) => Summary | undefined
  /** When posts come and go by themselves. */
  readonly changes: readonly Change[]
}

/** Make the function that reads the content of a project, again and again. */
export function createContentReader(project: Project): (sources: readonly Source[]) => Promise<Content> {
  const {settings, now} = project
  const slice = sliceOf(settings)
  const reader = createPostReader(project, slice)
  const readHeads = createHeadReader(project, reader)
  const readBodies = createBodyReader(project, slice, reader)
  const checkHtml = createHtmlCheck(project)
  const openSpace = createSpaces(settings.site)
  const relate = createRelations(project.cache)
  const openCopies = once(async () => (await import('./copies.ts')).openCopies(settings))
  const keepAll = keepList<Summary>()
  const keepShown = keepList<Summary>()
  const keepOthers = keepList<Source>()
  const keepFlags = keepList<boolean>()
  const keepRefused = keepList<string>()
  const sort = sameAgain((summaries: readonly Summary[]) => ({
    posts: summaries.filter(({kind}) => kind === 'post').sort(newestFirst),
    pages: summaries.filter(({kind}) => kind === 'page').sort(byUrl),
  }))
  const place = sameAgain((others: readonly Source[], all: readonly Summary[], flags: readonly boolean[]) => {
    const owners = all.map(({path, url}, index): Owner => ({path, url, hidden: !flags[index]}))
    return placeAssets(others, owners, slice)
  })
  const placeAll = sameAgain(
    async (
      all: readonly Summary[],
      flags: readonly boolean[],
      assets: readonly Asset[] | undefined,
      copies: Copies | undefined,
      refused: readonly string[],
    ) => {
      const places = await placesOf(project, all, flags, assets ?? [], copies, refused)
      return {space: openSpace(places), problems: findUnsized(places, slice.folder)}
    },
  )

  return async function readContent(sources) {
    const problems: Problem[] = []
    const heads = keep(await readHeads(sources), problems)
    const others = keepOthers(sources.filter(({path}) => !kindOfSource(path)))
    const [all, flags] = [keepAll(heads.map(({summary}) => summary)), keepFlags(heads.map(({shown}) => shown))]
    problems.push(...findStrays(others, slice.folder), ...checkHtml(others))
    problems.push(...findUnusedFolders(project, sources))
    const copied = place(others, all, flags)
    const assets = keep(copied, problems)
    const pictured = assets?.some(({source}) => isPicture(source.path))
    const copies = pictured ? await openCopies() : undefined
    const shown = heads.filter((head) => head.shown)
    const unsafe = copied.problems.length > 0 ? unsafeFiles(others) : []
    const refused = keepRefused([...refusedOf(sources, others, heads), ...unsafe])
    const placed = await placeAll(all, flags, assets, copies, refused)
    problems.push(...placed.problems)
    const bodied = await readBodies(shown, placed.space)
    for (const body of bodied.values()) problems.push(...body.problems)
    const summaries = keepShown(shown.map(({summary}) => summary))
    const {posts, pages} = sort(summaries)
    return {
      posts,
      pages,
      data: keep(await readData(project, others), problems),
      files: [
        ...(assets ?? []).map((asset) => toFile(settings, asset)),
        ...(copies?.filesOf(Array.from(bodied.values()).flatMap(({dressed}) => dressed)) ?? []),
      ],
      redirects: redirectsTo(shown, settings),
      problems,
      linked: summaries.map(({path}) => bodied.get(path)!.linked),
      expired: expiredAddresses(heads, now()),
      hidden: (file) => heads.find(({source, shown}) => !shown && sourceFile(settings, source) === file)?.summary,
      changes: changesOf(heads, settings, now()),
      article: ({path}) => bodied.get(path)!.article,
      excerpt: ({path}) => bodied.get(path)!.excerpt,
      comments: keep(await readComments(project, others, heads), problems),
      ...relate(posts, pages, (path) => bodied.get(path)!),
    }
  }
}

/** Opens the space of references: the same one as long as everything stands where it stood. */
function createSpaces({url, base}: Settings['site']): (places: ReadonlyMap<string, Placed>) => Space {
  let last: Space | undefined
  return (places) => {
    // The address of the site says which links lead into it.
    const name = digest([url, ...Array.from(places, ([path, place]) => `${path} ${JSON.stringify(place)}`)].join('\n'))
    if (last?.name !== name) last = {name, resolve: createResolver(places, base)}
    return last
  }
}

/** What of the settings decides how posts and pages are read. */
export function sliceOf(settings: Settings): PostSettings {
  const {site, blog, taxonomies} = settings
  const {base, timeZone, language, authors} = site
  return {
    folder: sourceFolder(settings),
    base,
    timeZone,
    language,
    authors,
    permalink: blog.permalink,
    permalinks: blog.permalinks,
    formerPermalinks: blog.formerPermalinks,
    taxonomies: taxonomies.map(({name}) => name).filter((name) => !usualTaxonomies.includes(name)),
    folders: Object.fromEntries(
      taxonomies.flatMap(({name, folders}) =>
        folders ? [[name, folders === true ? 'any' : Object.keys(folders)]] : [],
      ),
    ),
  }
}

/** Paths of posts and pages that have no head, for what is wrong with them. */
function refusedOf(sources: readonly Source[], others: readonly Source[], heads: readonly Head[]): readonly string[] {
  if (heads.length === sources.length - others.length) return []
  const read = new Set(heads.map(({source}) => source.path))
  return sources.map(({path}) => path).filter((path) => kindOfSource(path) && !read.has(path))
}

/** Where every file that a reference may mean stands on the site. */
async function placesOf(
  {settings, cache}: Project,
  summaries: readonly Summary[],
  flags: readonly boolean[],
  assets: readonly Asset[],
  copies: Copies | undefined,
  refused: readonly string[],
): Promise<ReadonlyMap<string, Placed>> {
  const places = new Map<string, Placed>(refused.map((path) => [path, {url: '', refused: true}]))
  for (const [index, {path, url, title}] of summaries.entries()) places.set(path, {url, title, hidden: !flags[index]})
  for (const {source, url} of assets) {
    const size = isPicture(source.path)
      ? await cache
          .memo(
            'measure',
            [source.digest],
            async () => (await measureImage(readSource(settings.content, source))) ?? {},
          )
          .value()
      : {}
    const dressed = await copies?.dress(source, size)
    const bytes = isMedia(source.path) ? {bytes: statSync(join(settings.content, source.path)).size} : {}
    places.set(source.path, {url, ...(size as Partial<Size>), ...bytes, ...(dressed && {dressed})} as Placed)
  }
  return places
}

function toFile(settings: Settings, {source, path}: Asset): Output {
  return {
    path,
    inputs: [source.digest],
    draw: () => withoutLocation(readSource(settings.content, source)),
    from: sourceFile(settings, source),
  }
}
