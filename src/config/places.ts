/** Where a key stands in the text of a config, so that a mistake can be shown with its line. */

/** Offsets of object keys and list elements by their path, joined by dots: `site.url`, `planet.feeds.0.name`. */
export type Places = ReadonlyMap<string, number>

interface Scope {
  readonly kind: '{' | '[' | '('
  readonly path: string | undefined
  index: number
}

const token =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|`(?:[^`\\]|\\[\s\S])*`|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|[A-Za-z_$][\w$]*|[{}[\](),:]|\S/g

/**
 * Find the keys of the object literals in `text`. The literal given to `defineConfig` or exported as default is the
 * root. Values made elsewhere have no place: ask for the nearest path that has one with `placeOf`.
 */
export function findPlaces(text: string): Places {
  const places = new Map<string, number>()
  const scopes: Scope[] = []
  let key: string | undefined
  let last = ''
  for (const {0: word, index} of text.matchAll(token)) {
    if (word.startsWith('//') || word.startsWith('/*')) continue
    const scope = scopes.at(-1)
    if (scope?.kind === '[' && scope.path !== undefined && word !== ']' && (last === '[' || last === ','))
      places.set(join(scope.path, scope.index), index)
    if (word === '{' || word === '[' || word === '(') {
      scopes.push({kind: word, path: childPath(scope, key, last), index: 0})
      key = undefined
    } else if (word === '}' || word === ']' || word === ')') scopes.pop()
    else if (word === ',' && scope) {
      scope.index++
      key = undefined
    } else if (word !== ':' && scope?.kind === '{' && scope.path !== undefined && (last === '{' || last === ',')) {
      key = word.replace(/^['"`]|['"`]$/g, '')
      places.set(join(scope.path, key), index)
    }
    last = word
  }
  return places
}

/** The place of `path` or of the nearest of its parents, as line and column from 1 with the line's text. */
export function placeOf(
  text: string,
  places: Places,
  path: readonly (string | number)[],
): {line?: number; column?: number; source?: string} {
  for (let length = path.length; length > 0; length--) {
    const offset = places.get(path.slice(0, length).join('.'))
    if (offset === undefined) continue
    const before = text.slice(0, offset).split('\n')
    const source = text.split('\n')[before.length - 1]!.replace(/\r$/, '')
    return {line: before.length, column: before.at(-1)!.length + 1, source}
  }
  return {}
}

function childPath(scope: Scope | undefined, key: string | undefined, last: string): string | undefined {
  if (!scope) return ['defineConfig', 'default', '='].includes(last) ? '' : undefined
  if (scope.path === undefined) return undefined
  if (scope.kind === '(') return scope.index === 0 && last === '(' ? scope.path : undefined
  if (scope.kind === '[') return join(scope.path, scope.index)
  return key === undefined || last !== ':' ? undefined : join(scope.path, key)
}

function join(path: string, key: string | number): string {
  return path === '' ? String(key) : `${path}.${key}`
}
