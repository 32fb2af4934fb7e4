/** What a build is made of: values that have names, and files. */
import type {Problem} from '../problem.ts'

/** A value that has a name before it has been made. Its digest is known at once; `value` makes or recalls it. */
export interface Later<Value> {
  value(): Promise<Value>
}

/** Gives the result of a pure step, made when asked for and never twice for the same inputs: those are all it may read. */
export type Memo = <Value>(
  step: string,
  inputs: readonly unknown[],
  compute: () => Value | Promise<Value>,
) => Later<Value>

/** Hears of what a person should mend. */
export type Tell = (problem: Problem) => void

/** One file of the site: where it goes, what it is made from, and how. */
export interface Output {
  /** Path below the site's root, decoded, without a leading slash: `2025/01/café/index.html`. */
  readonly path: string
  /** Everything `draw` reads. Same inputs: not drawn. */
  readonly inputs: readonly unknown[]
  /** What `inputs` are made from, where that is sooner named: as long as it is the same, nobody asks for them. */
  readonly origin?: readonly unknown[] | undefined
  /** Its bytes. What a person should mend about them is told as warnings. */
  draw(tell: Tell): Promise<string | Uint8Array> | string | Uint8Array
  /** For messages: the source that asked for it. */
  readonly from?: string
}

/** A step's value and what a person should mend about it. */
export interface Checked<Value> {
  readonly value?: Value
  readonly problems: readonly Problem[]
}

/** That of a step which has a value whatever there is to mend. */
export type Noted<Value> = Required<Checked<Value>>
