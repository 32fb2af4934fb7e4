/** The build before this one: where nothing that decides about a site has moved since, its answer is still the answer. */
import {digest} from '../digest.ts'
import {openLedger} from '../ledger.ts'
import {published, publishedName} from '../output.ts'
import type {Problem} from '../problem.ts'
import type {Project} from '../project.ts'
import {findTouched} from '../publish/manifest.ts'
import {stateFiles} from '../state-files.ts'
import type {Settings, Source} from '../types.ts'
import {readJson, writeWhole} from '../whole-file.ts'
import type {Change} from './change.ts'

/** What a build found that a later one may tell again. */
export interface Told {
  readonly read: {readonly posts: number; readonly pages: number; readonly feeds: number; readonly items: number}
  readonly hidden?: number | undefined
  readonly problems: readonly Problem[]
  readonly nextChange?: Change | undefined
}

/** The last build of a project, in this process or another. */
export interface Last {
  /**
   * What it told, and how many files it left, when the site would come out the same in every byte: its inputs are the same, no
   * time has come that changes it, and every file stands as it was written. Undefined when somebody has to look.
   */
  recall(sources: readonly Source[]): (Told & {readonly left: number}) | undefined
  /** Remember a build that was published. */
  remember(sources: readonly Source[], told: Told): void
}

interface Written extends Told {
  readonly inputs: string
  /** What stood there afterwards. */
  readonly outcome: string
  /** When it was built. */
  readonly at: string
}

/** The last build of a project. A planet changes with its memory and with every hour: there is nothing to recall then. */
export function openLast({settings, epoch, now}: Project): Last {
  const file = stateFiles(settings).lastBuild
  const constant = settings.planets.length === 0

  function inputsOf(sources: readonly Source[]): string {
    const list = sources.map(({path, digest}) => `${digest} ${path}`).join('\n')
    return digest([epoch, JSON.stringify(plainly(settings)), list, openLedger(settings.root)])
  }

  return {
    recall(sources) {
      const last = constant ? readJson<Written>(file) : undefined
      const time = now()
      if (!last || time < last.at || (last.nextChange && time >= last.nextChange.at)) return undefined
      if (last.inputs !== inputsOf(sources) || last.outcome !== publishedName(settings)) return undefined
      const manifest = published(settings)
      if (!findTouched(settings.out, manifest).next().done) return undefined
      return {...last, left: manifest.size}
    },
    remember(sources, {read, hidden, problems, nextChange}) {
      if (!constant) return
      const written: Written = {
        inputs: inputsOf(sources),
        outcome: publishedName(settings),
        at: now(),
        read,
        hidden,
        problems,
        nextChange,
      }
      writeWhole(file, JSON.stringify(written))
    },
  }
}

/** The settings without what may be of any kind: functions, schemas and what plugins are given are named by the epoch. */
function plainly({schemas, markdown: {remarkPlugins, rehypePlugins, ...markdown}, ...settings}: Settings): object {
  return {...settings, markdown}
}
