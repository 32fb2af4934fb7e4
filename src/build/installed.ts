/** Optional packages: a site uses what its project has installed, and does without the rest. */

/** Whether a package is there. It is loaded when there is something to do for it: most builds have nothing. */
export function isInstalled(name: string): boolean {
  try {
    return import.meta.resolve(name) !== ''
  } catch {
    return false
  }
}
