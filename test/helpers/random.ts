/** Chance that repeats: the same seed gives the same numbers. */

/** A function that gives whole numbers from 0 up to but not including `below` (a linear congruential generator). */
export function createRandom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return (state >>> 8) % below
  }
}
