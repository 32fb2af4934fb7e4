/** Lists of posts that change a little from time to time. */
import type {Summary} from '../types.ts'

/** Told of what came and what went. */
interface Holder<Value> {
  add(value: Value): void
  drop(value: Value): void
}

/** Hold a list of posts from call to call: what is another object now went and came. */
export function holdPosts<Value extends {readonly summary: Summary}>({
  add,
  drop,
}: Holder<Value>): (values: readonly Value[]) => void {
  const held = new Map<string, {value: Value; turn: number}>()
  let turn = 0
  return (values) => {
    turn++
    for (const value of values) {
      const before = held.get(value.summary.path)
      if (before?.value !== value) {
        if (before) drop(before.value)
        add(value)
        held.set(value.summary.path, {value, turn})
      } else before.turn = turn
    }
    if (held.size === values.length) return
    for (const [path, before] of held) {
      if (before.turn === turn) continue
      drop(before.value)
      held.delete(path)
    }
  }
}
