/** Views and parts of a site's own theme, which say where they failed. */
import {type Place, Problem, ProblemsError} from '../problem.ts'
import {isHtml} from './html.ts'

type Drawer = (...args: never[]) => unknown

/**
 * The functions of a theme, each with its errors as a problem that names it, the page and, where the stack tells, the place
 * in the folder of the theme's `file`. What they give is looked at as well.
 */
export function guarded<Drawers extends object>(
  kind: 'view' | 'part',
  own: Drawers,
  file: string | undefined,
): Drawers {
  const named = Object.entries(own).map(([name, draw]) => {
    if (typeof draw !== 'function') return [name, draw]
    const title = `${kind} \`${name}\``
    const whole = kind === 'view' || name === 'layout'
    return [
      name,
      (...args: Parameters<Drawer>) => {
        const result = drawn(title, draw as Drawer, args, file)
        const fault = faultOf(result, whole)
        if (fault === undefined) return result
        throw new ProblemsError([new Problem(`The ${title} gave ${fault}${pageOf(args)}.`, {file, hint: hints[kind]})])
      },
    ]
  })
  return Object.fromEntries(named)
}

const hints = {view: 'Return what `html` or `parts.layout` gives.', part: 'Return what `html` gives.'}

/** What is wrong with what a function gave. A page has to be markup; a piece of one may be nothing, or a list. */
function faultOf(result: unknown, whole: boolean): string | undefined {
  if (isHtml(result)) return undefined
  if (result instanceof Promise) return 'a promise'
  if (typeof result === 'string' && result !== '') return 'plain text'
  return whole ? 'no page' : undefined
}

/** Where a function was at work, as the end of a sentence. */
function pageOf([props]: readonly unknown[]): string {
  const {url} = Object(props) as {readonly url?: unknown}
  return typeof url === 'string' ? ` on ${url}` : ''
}

function drawn(name: string, draw: Drawer, args: Parameters<Drawer>, file: string | undefined): unknown {
  try {
    return draw(...args)
  } catch (error) {
    if (error instanceof ProblemsError) throw error
    const {message = String(error), stack = ''} = Object(error) as Partial<Error>
    const place = file === undefined ? {} : placeIn(stack, file)
    throw new ProblemsError([new Problem(`The ${name} failed${pageOf(args)}: ${message}`, place)], {cause: error})
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
