/** Everything a site consists of, named but not yet drawn: what building writes and the watch server answers with. */
import {type Change, nextChange, writeNextChange} from './build/change.ts'
import {linksOfConfig} from './build/config-links.ts'
import {createContentReader} from './build/content.ts'
import {keep} from './build/keep.ts'
import {checkLinks, type Linked} from './build/links.ts'
import {namedRedirects} from './build/named-redirects.ts'
import {createLook} from './build/passed-checks.ts'
import {comparePermanence, type Permanence} from './build/permanence.ts'
import {readPlanets} from './build/planet.ts'
import {createLister, type Lister, type Stamps} from './content/sources.ts'
import {digest} from './digest.ts'
import {findClashes} from './output.ts'
import {type Problem, ProblemsError} from './problem.ts'
import type {Project} from './project.ts'
import {once} from './same-again.ts'
import {idProblems} from './site/feed-ids.ts'
import {feedsOf} from './site/feeds/index.ts'
import {recommendations} from './site/opml.ts'
import {pagesOf} from './site/outputs.ts'
import {toRedirects} from './site/redirects/index.ts'
import {robotsOf} from './site/robots.ts'
import {searchFiles} from './site/search/index.ts'
import {sitemapOf} from './site/sitemap.ts'
import {termProblems} from './site/terms.ts'
import {translationProblems} from './site/translations.ts'
import {stateFiles} from './state-files.ts'
import type {Output, Site, Source} from './types.ts'
import {parseJson, readText, writeWhole} from './whole-file.ts'

/** A site whose pages can be drawn. */
export interface Assembly {
  readonly site: Site
  /** Every file of the site but the search index. */
  readonly outputs: readonly Output[]
  /** Every post and page with its links. */
  readonly linked: readonly Linked[]
  /** Warnings; completing may add some. */
  readonly problems: Problem[]
  /** When the site will change by itself, and why: the next post or feed that is due, or a post that expires. */
  readonly nextChange?: Change
  /**
   * Make what needs a look at the whole site, and take that look: links, clashes, and addresses that would be lost.
   * It throws `ProblemsError` with all problems at once.
   */
  complete(): Promise<Completed>
  /**
   * Write down what makes the next assembling fast, in this process or another. With `complete`, every output was asked for
   * what it is made of, so that what nobody asked for may be forgotten.
   */
  remember(complete?: boolean): Readonly<Record<string, number>>
}

/** A site that may be published. */
export interface Completed {
  /** Every file of the site. */
  readonly outputs: readonly Output[]
  /** Write down what was published, for good. */
  readonly record: Permanence['record']
}

/** Puts the site of a project together, again and again. */
export interface Assembler {
  /** The files of the content folder as they are now. With `changed`, absolute paths, no others are looked at where that will do. */
  readonly list: Lister
  /**
   * The site as these files, the theme and the memory are now. What a call learned makes the next one fast and is never
   * needed for the next one to be right. It throws `ProblemsError` with all problems at once.
   */
  assemble(sources: readonly Source[]): Promise<Assembly>
  /** Write down how the files looked, so that the next process need not read them. */
  rememberSources(): void
}

/** Prepare a project. */
export function createAssembler(project: Project): Assembler {
  const {settings, theme, cache} = project
  const {sources: sourcesFile} = stateFiles(settings)
  let written = readText(sourcesFile)
  const stamps = parseJson<Stamps>(written) ?? {}
  const list = createLister(settings.content, {stamps, project: settings.root})
  const readContent = createContentReader(project)
  const look = createLook(cache)

  const openCards = once(async () => (await import('./build/cards.ts')).openCards(settings, theme))

  function rememberSources(): void {
    const text = JSON.stringify(list.stamps())
    if (text === written) return
    writeWhole(sourcesFile, text)
    written = text
  }

  return {list, rememberSources, assemble}

  async function assemble(sources: readonly Source[]): Promise<Assembly> {
    const content = await readContent(sources)
    const {files, redirects: moved, problems: found, linked, expired, hidden, changes, ...rest} = content
    const problems = [...list.problems(), ...found]
    const rivers = keep(await readPlanets(project, content), problems)
    const cards = settings.cards ? await openCards() : undefined
    const site: Site = {settings, ...rest, rivers, ...(cards && {card: cards.card})}
    const visits = rivers.flatMap(({due}) => (due ? [{at: due, because: 'a feed is due'}] : []))
    const next = nextChange([...changes, ...visits], project.now())
    problems.push(...termProblems(site), ...translationProblems(site), ...idProblems(site))
    stopAt(problems)
    const made = [
      ...pagesOf(site, theme),
      ...feedsOf(site),
      ...rivers.flatMap(({pictures = []}) => pictures),
      ...(cards?.files([...site.posts, ...site.pages]) ?? []),
      ...without(files, [...sitemapOf(site), ...robotsOf(settings), ...recommendations(rivers, settings.site)]),
    ]
    const former = [
      ...moved,
      ...keep(
        namedRedirects(settings, () => [...files, ...made]),
        problems,
      ),
    ]
    const redirects = toRedirects(former, settings, files)
    const outputs = [...redirects.files, ...made]
    return {
      site,
      outputs,
      linked,
      problems,
      ...(next && {nextChange: next}),
      async complete() {
        const all = [...outputs, ...(await searchFiles(site, cache.memo))]
        const claims = [...all, ...redirects.claims]
        const permanence = comparePermanence(settings, {site, outputs: all, expired, hidden, redirects: former})
        const taken = digest(claims.map(({path}) => path))
        const config = linksOfConfig(project)
        const links = digest([taken, settings.site, config.name, linked.map(({name}) => name)])
        const checked = look('links', links, () => checkLinks([config, ...linked], claims, settings))
        problems.push(...checked, ...permanence.problems)
        stopAt([...problems, ...look('clashes', taken, () => findClashes(claims))])
        return {outputs: all, record: permanence.record}
      },
      remember(complete = false) {
        writeNextChange(settings, next)
        rememberSources()
        return cache.commit(complete).ran
      },
    }
  }
}

/** What the author did not put there by hand. */
function without(copied: readonly Output[], outputs: readonly Output[]): readonly Output[] {
  const paths = new Set(copied.map(({path}) => path))
  return outputs.filter(({path}) => !paths.has(path))
}

function stopAt(problems: readonly Problem[]): void {
  if (problems.some(({warning}) => !warning)) throw new ProblemsError(problems)
}
