/** When work is divided among threads. */

/**
 * Whether so many pieces of work are worth other threads, which pay from `least` on. `ALMAGEST_THREADS_FROM` says another number:
 * tests see with it that the same site comes out.
 */
export function worthThreads(pieces: number, least: number): boolean {
  return pieces >= Number(process.env.ALMAGEST_THREADS_FROM ?? least)
}
