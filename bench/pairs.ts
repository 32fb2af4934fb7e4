/** Builds in pairs: both programs do every work one after the other, and change places from pair to pair. */
import {rmSync} from 'node:fs'
import {join} from 'node:path'
import type {Run} from './measure.ts'
import type {Pairs, Work} from './rows.ts'
import {type BenchSite, createHugos, createOurs} from './sites.ts'
import {megabytes, seconds, showFigures} from './table.ts'

/** What every measurement is made under. */
export interface Conditions {
  /** Almagest's program. */
  readonly program: string
  /** Where the projects are put while they are measured. */
  readonly folder: string
  /** Pairs of runs. */
  readonly runs: number
  /** Almagest's search, on or off. */
  readonly search: boolean
  /** Whether Hugo can run. */
  readonly hugo: boolean
  /** Is told how it goes. */
  readonly tell: (line: string) => void
}

type PairedWork = Exclude<Work, 'growth'>

/** What is done to a site, unmeasured, before a build of this kind. */
const prepare: Readonly<Record<PairedWork, (site: BenchSite, pair: number) => void>> = {
  cold: (site) => site.clear(),
  small: (site) => site.clear(),
  same: () => {},
  edit: (site, pair) => site.edit(editOf(pair)),
}

/** Do works on a blog of `posts` posts, in this order in every pair. */
export async function measurePairs(
  posts: number,
  works: readonly PairedWork[],
  conditions: Conditions,
): Promise<ReadonlyMap<PairedWork, Pairs>> {
  const {program, folder, runs, search, hugo, tell} = conditions
  tell(`Writing ${posts} posts …`)
  const ours = createOurs(program, join(folder, 'almagest'), posts, search)
  const sites = hugo ? [ours, createHugos(join(folder, 'hugo'), posts)] : [ours]
  const measured = new Map(works.map((work) => [work, new Map(sites.map((site): [BenchSite, Run[]] => [site, []]))]))
  for (const site of sites) if (works[0] !== 'cold' && works[0] !== 'small') await site.build()
  for (let pair = 0; pair < runs; pair++)
    for (const work of works)
      for (const site of inTurn(sites, pair)) {
        prepare[work](site, pair)
        measured
          .get(work)!
          .get(site)!
          .push(await buildAndTell(site, `${work}, ${posts} posts`, tell))
      }
  for (const site of sites) {
    const files = site.count(works.includes('edit') ? editOf(runs - 1) : '')
    tell(`${site.name} made ${files} files of ${posts} posts.`)
    rmSync(site.folder, {recursive: true})
  }
  return new Map(
    [...measured].map(([work, done]) => {
      const [mine, theirs = []] = sites.map((site) => done.get(site)!)
      return [work, {posts, ours: mine!, theirs}]
    }),
  )
}

/** Cold builds of a small and a large blog of ours, in turn. */
export async function measureGrowth(
  sizes: readonly [number, number],
  conditions: Conditions,
): Promise<readonly Pairs[]> {
  const {program, folder, search, tell, runs} = conditions
  const sites = sizes.map((posts) => {
    tell(`Writing ${posts} posts …`)
    return {
      posts,
      ours: [] as Run[],
      theirs: [],
      site: createOurs(program, join(folder, `growth-${posts}`), posts, search),
    }
  })
  for (let pair = 0; pair < runs; pair++)
    for (const {site, posts, ours} of inTurn(sites, pair)) {
      site.clear()
      ours.push(await buildAndTell(site, `cold, ${posts} posts`, tell))
    }
  for (const {site} of sites) {
    site.count()
    rmSync(site.folder, {recursive: true})
  }
  return sites
}

/** A B, then B A: what changes slowly about the machine is fair to both. */
function inTurn<T>(both: readonly T[], pair: number): readonly T[] {
  return pair % 2 === 0 ? both : both.toReversed()
}

async function buildAndTell(site: BenchSite, work: string, tell: Conditions['tell']): Promise<Run> {
  const run = await site.build()
  const peak = run.megabytes === undefined ? [] : [showFigures([run.megabytes], megabytes)]
  tell(`${site.name}, ${work}: ${[showFigures([run.seconds], seconds), ...peak].join(', ')}`)
  return run
}

function editOf(pair: number): string {
  return `One more paragraph, number ${pair}.`
}
