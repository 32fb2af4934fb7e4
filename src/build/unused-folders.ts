/** Folders that the config has a setting for, and below which nothing lies: a slip of the pen, as a rule. */
import {relative} from 'node:path'
import {findConfig} from '../config.ts'
import {kindOfSource} from '../content/kinds.ts'
import {didYouMean, Problem} from '../problem.ts'
import type {Project} from '../project.ts'
import type {Settings, Source} from '../types.ts'

/** A folder that a setting names: as it is written there, and as a path below the content folder. */
interface Named {
  readonly setting: string
  readonly written: string
  readonly folder: string
}

/** A warning for each folder in the config that holds no post or page, while there are some that it could hold. */
export function findUnusedFolders(
  {settings, overrides}: Pick<Project, 'settings' | 'overrides'>,
  sources: readonly Source[],
): readonly Problem[] {
  const holds = (folder: string) => sources.some(({path}) => path.startsWith(folder) && kindOfSource(path))
  const unused = namedFolders(settings).filter(
    // Where there is none at all, the first are still to be written.
    ({folder}) => !holds(folder) && holds(folder.slice(0, folder.indexOf('/') + 1)),
  )
  if (unused.length === 0) return []
  const file = relative(settings.root, findConfig(settings.root, overrides.config))
  const known = foldersOf(sources)
  return unused.map((named) => toProblem(named, known, file))
}

/** Every folder that a setting is for. */
function namedFolders({blog, taxonomies, schemas}: Settings): readonly Named[] {
  const name = (setting: string, keys: object, above: string): Named[] =>
    Object.keys(keys).map((written) => ({setting, written, folder: `${above}${written.replace(/\/$/, '')}/`}))
  return [
    ...name('blog.permalinks', blog.permalinks, 'posts/'),
    ...taxonomies.flatMap(({name: taxonomy, folders}) =>
      typeof folders === 'object' ? name(`taxonomies.${taxonomy}.folders`, folders, 'posts/') : [],
    ),
    ...name('schemas', schemas, ''),
  ]
}

function foldersOf(sources: readonly Source[]): ReadonlySet<string> {
  const folders = new Set<string>()
  for (const {path} of sources) {
    if (!kindOfSource(path)) continue
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) folders.add(path.slice(0, at))
  }
  return folders
}

function toProblem({setting, written, folder}: Named, known: ReadonlySet<string>, file: string): Problem {
  const above = setting === 'schemas' ? '' : 'posts/'
  const inside = Array.from(known, (each) => (each.startsWith(above) ? each.slice(above.length) : ''))
  const near = didYouMean(written.replace(/\/$/, ''), inside.filter(Boolean))
  const message = `No ${folder.startsWith('pages/') ? 'page' : 'post'} lies in ${folder}, which \`${setting}\` names.`
  const hint = near ? `Did you mean ${JSON.stringify(near)}?` : 'Mend its name, or take it out.'
  return new Problem(message, {file, hint, warning: true})
}
