/** Problems on their way from the steps of a build to its report. */
import type {Problem} from '../problem.ts'
import type {Checked} from '../types.ts'

/** The value of a step, with its problems put to the others. */
export function keep<Given extends Checked<unknown>>({value, problems}: Given, all: Problem[]): Given['value'] {
  all.push(...problems)
  return value
}
