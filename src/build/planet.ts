/** What others wrote, made ready for the pages: read from the store, merged into rivers, made safe when asked for. */
import type {Project} from '../project.ts'
import type {River, Summary} from '../types.ts'

/** One river for every planet of the project. */
export async function readPlanets(_project: Project, _posts: readonly Summary[]): Promise<readonly River[]> {
  return []
}
