/** Files as they were when they were read, to know later whether one of them is another. */
import {statSync} from 'node:fs'

/** Marks of files by their absolute paths. */
export type Marks = ReadonlyMap<string, string>

/** Another text for a file after each change that the disk tells of, and one of its own for a file that is not there. */
export function markOf(file: string): string {
  const stat = statSync(file, {throwIfNoEntry: false})
  return stat ? `${stat.mtimeMs} ${stat.size} ${stat.ino}` : 'gone'
}

/** Whether one of the files has changed, come or gone since it was marked. */
export function haveChanged(marks: Marks): boolean {
  return Array.from(marks).some(([file, mark]) => markOf(file) !== mark)
}
