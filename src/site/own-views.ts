/** Views and parts of a site's own theme, which say where they failed. */
import {Problem, ProblemsError} from '../problem.ts'

type Drawer = (...args: never[]) => unknown

/**
 * The functions of a theme, each with its errors as a problem that names it, the page and, where the stack tells, the line
 * of the theme's `file`.
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
    const place = {file, ...(file !== undefined && lineIn(stack, file))}
    throw new ProblemsError([new Problem(`The ${name} failed${where}: ${message}`, place)], {cause: error})
  }
}

/** The first place in the file that a stack names, which may carry a query behind its name. */
function lineIn(stack: string, file: string): {readonly line?: number; readonly column?: number} {
  const at = stack.indexOf(file)
  const [, line, column] = /^(?:\?[^:\s]*)?:(\d+):(\d+)/.exec(at < 0 ? '' : stack.slice(at + file.length)) ?? []
  return line === undefined ? {} : {line: Number(line), column: Number(column)}
}
