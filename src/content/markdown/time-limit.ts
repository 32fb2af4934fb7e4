/** A time limit for code that runs in one go. */
import {createContext, Script} from 'node:vm'

const box: {step?: () => unknown} = {}
const context = createContext(box)
const script = new Script('step()')

/**
 * The result of `step`, which is stopped after `timeMs` milliseconds wherever it is: `node:vm` is the one place where
 * the engine offers to. What it throws then is told by `outOfTime`. Costs 0.1 ms, and more where threads are scarce.
 */
export function withinTime<Value>(timeMs: number, step: () => Value): Value {
  box.step = step
  try {
    return script.runInContext(context, {timeout: timeMs}) as Value
  } finally {
    delete box.step
  }
}

/** Whether an error is that of a step stopped by `withinTime`. */
export function outOfTime(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | undefined)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
}
