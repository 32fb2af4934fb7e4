/** The types that a user can reach. */
import {globSync, readFileSync, rmSync} from 'node:fs'
import {dirname, join} from 'node:path'

/** Remove every declaration below `folder` that the `doors` do not lead to. Returns how many are left. */
export function keepReachable(folder: string, doors: readonly string[]): number {
  const reached = new Set<string>()
  for (const door of doors) reach(join(folder, door), reached)
  for (const file of globSync(`${folder}/**/*.d.ts`)) if (!reached.has(file)) rmSync(file)
  return reached.size
}

function reach(file: string, reached: Set<string>): void {
  if (reached.has(file)) return
  reached.add(file)
  for (const [, path] of readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g))
    reach(join(dirname(file), path!.replace(/\.[jt]s$/, '.d.ts')), reached)
}
