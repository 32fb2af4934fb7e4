/** What the watch server says in the terminal: every outcome once. */
import type {Assembler} from '../assemble.ts'
import type {BuildReport} from '../build.ts'
import type {Problem} from '../problem.ts'
import type {Source} from '../types.ts'

/** What came of one change. */
export interface DevReport
  extends Pick<BuildReport, 'read' | 'problems' | 'nextChangeAt' | 'nextChangeBecause' | 'milliseconds'> {
  readonly drafts: boolean
}

/** Who is told. */
export interface Listener {
  /** Called whenever the site was put together; a second look at the start that finds nothing new is not told. */
  readonly onBuild: (report: DevReport) => void
  /** Called whenever it could not be, or a page could not be drawn: the last good one stays. */
  readonly onTrouble: (problems: readonly Problem[]) => void
}

/** What a site was put together from. */
interface Made {
  readonly assembler: Assembler
  readonly sources: readonly Source[]
}

/** Says what came of putting a site together. What nobody asked for is said only when it is something else than before. */
export interface Teller {
  built(report: DevReport, from: Made, unasked: boolean): void
  failed(problems: readonly Problem[], unasked: boolean): void
}

/** A teller that has said nothing yet. */
export function createTeller({onBuild, onTrouble}: Listener): Teller {
  let made: Made | undefined
  let wrong: string | undefined

  return {
    built(report, from, unasked) {
      const same = made?.assembler === from.assembler && !isOther(from.sources, made.sources)
      made = from
      wrong = undefined
      if (!unasked || !same) onBuild(report)
    },
    failed(problems, unasked) {
      const text = JSON.stringify(problems)
      const same = wrong === text
      made = undefined
      wrong = text
      if (!unasked || !same) onTrouble(problems)
    },
  }
}

/** Whether the files of a site are others than before. */
export function isOther(now: readonly Source[], before: readonly Source[]): boolean {
  return now.length !== before.length || now.some((source, index) => source !== before[index])
}
