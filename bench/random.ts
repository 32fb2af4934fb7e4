/** Chance that is the same every time, for the texts that are measured. */

/** A whole number from 0 up to, but not including, `below`. */
export type Random = (below: number) => number

/** Mulberry32. */
export function createRandom(seed: number): Random {
  let state = Math.imul(seed + 1, 0x9e3779b1)
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** One of a list, each as likely. */
export function pick<T>(random: Random, list: readonly T[]): T {
  return list[random(list.length)]!
}

/** One of a list, early ones likelier, as words and tags are in use. */
export function pickEarly<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(list.length * share(random) ** 2.2)]!
}

/** True in so many of a hundred cases. */
export function chance(random: Random, percent: number): boolean {
  return random(100) < percent
}

/** Around `median`, seldom several times of it: the lengths of things that people write. `spread` is that of the logarithm. */
export function longTailed(random: Random, median: number, spread: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - share(random))) * Math.cos(2 * Math.PI * share(random))
  return median * Math.exp(spread * normal)
}

function share(random: Random): number {
  return random(1_000_000) / 1_000_000
}
