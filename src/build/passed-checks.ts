/** What was looked at once and had no fault is not looked at again as long as it is the same. */
import type {Cache} from '../cache.ts'
import type {Problem} from '../problem.ts'

/** Problems that `check` finds, which is not run where it found none in what `inputs` name. */
export type Look = (name: string, inputs: string, check: () => readonly Problem[]) => readonly Problem[]

/** Open the memory of checks that found nothing. */
export function createLook(cache: Cache): Look {
  const sound = cache.book<true>('sound')
  return (name, inputs, check) => {
    if (sound.get(name, inputs)) return []
    const problems = check()
    if (problems.length === 0) sound.set(name, inputs, true)
    return problems
  }
}
