/** Views and parts of a site's own theme, which say where they failed. */
import {type Place, Problem, ProblemsError} from '../problem.ts'

type Drawer = (...args: never[]) => unknown

/**
 * The functions of a theme, each with its errors as a problem that names it, the page and, where the stack tells, the place
 * in the folder of the theme's `file`.
 */
export function guarded<Drawers extends object>(
  kind: 'view' | 'part',
  own: Drawers,
  file: string | undefined,
): Drawers {
  const named = Object.entries(own).map(([name, draw]) => {
    if (typeof draw !== 'function') return [name, draw]
    return [name, (...args: Parameters<Drawer>) => drawn(`${kind} \`${name}\``, draw as Drawer, args, file)]
  })
  return Object.fromEntries(named)
}

function drawn(name: string, draw: Drawer, args: Parameters<Drawer>, file: string | undefined): unknown {
  try {
    return draw(...args)
  } catch (error) {
    if (error instanceof ProblemsError) throw error
    const {url} = Object(args[0]) as {readonly url?: unknown}
    const where = typeof url === 'string' ? ` on ${url}` : ''
    const {message = String(error), stack = ''} = Object(error) as Partial<Error>
    const place = file === undefined ? {} : placeIn(stack, file)
    throw new ProblemsError([new Problem(`The ${name} failed${where}: ${message}`, place)], {cause: error})
  }
}

/** The first place that a stack names in the folder of the theme, where names may carry a query; else the theme's own file. */
function placeIn(stack: string, file: string): Place {
  const folder = `/${file.slice(0, file.lastIndexOf('/') + 1)}`
  for (const [, path, line, column] of stack.matchAll(/(\/[^\s?()]+?)(?:\?[^:\s]*)?:(\d+):(\d+)/g)) {
    const at = path!.lastIndexOf(folder)
    if (at >= 0) return {file: path!.slice(at + 1), line: Number(line), column: Number(column)}
  }
  return {file}
}
