/** The few best of many. */

/** Put a value into the sorted few that are kept, at most `most`: thousands pass by here, and hardly one stays. */
export function insert<Value>(
  best: Value[],
  value: Value,
  compare: (a: Value, b: Value) => number,
  most: number,
): void {
  let at = best.length
  while (at > 0 && compare(value, best[at - 1]!) < 0) at--
  if (at >= most) return
  best.splice(at, 0, value)
  if (best.length > most) best.pop()
}
