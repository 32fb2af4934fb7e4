import assert from 'node:assert/strict'
import {globSync, readFileSync} from 'node:fs'
import {dirname, join, relative, sep} from 'node:path'
import {test} from 'node:test'

interface Room {
  /** Files and folders of `src`. */
  readonly names: readonly string[]
  /** What they may import, besides each other. */
  readonly sees: readonly string[]
}

/** The rooms as docs/architecture.md has them, in its order. */
function readRooms(): readonly Room[] {
  const page = readFileSync('docs/architecture.md', 'utf8')
  const rows = page.split('## Rooms')[1]!.split('\n\n')[1]!.split('\n').slice(2)
  const namesIn = (cell: string) => Array.from(cell.matchAll(/`([^`]+)`/g), ([, name]) => name!.replace(/\/$/, ''))
  const cells = rows.map((row) => row.split('|'))
  const neutral = ['types.ts', ...namesIn(cells.find(([, , what]) => what!.trim() === 'neutral ground')![1]!)]
  return cells.map(([, where, , may], index) => ({
    names: namesIn(where!),
    sees: [
      ...namesIn(may!),
      ...(may!.includes('neutral ground') ? neutral : []),
      ...(may!.includes('all above') ? cells.slice(0, index).flatMap(([, above]) => namesIn(above!)) : []),
    ],
  }))
}

test('every room imports what docs/architecture.md says it may, and nothing else', () => {
  const rooms = readRooms()
  for (const [file, target] of importsOf('src/**/*.ts')) {
    const name = relative('src', file).split(sep)[0]!
    const room = rooms.find(({names}) => names.includes(name))
    assert.ok(room, `${file} is in no room`)
    assert.ok([...room.names, ...room.sees].includes(target), `${file} imports ${target}`)
  }
})

test('everybody takes the nouns from types.ts', () => {
  for (const [file, target] of importsOf('src/**/*.ts'))
    if (target === 'types') assert.match(file, /^src.types\b/, file)
})

test('nothing but the command line imports the commands', () => {
  for (const [file, target] of importsOf('src/**/*.ts'))
    if (target === 'commands') assert.match(file, /cli\.ts$|commands/, file)
})

test('a theme knows the engine by its contract alone', () => {
  for (const [file, , path] of importsOf('themes/**/*.ts'))
    if (path.startsWith('src')) assert.match(path, /^src.site.theme\.ts$/, file)
})

test('every package that the engine imports is one it declares, and none is declared in vain', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>
  const declared = Object.keys({
    ...manifest.dependencies,
    ...manifest.optionalDependencies,
    ...manifest.peerDependencies,
  })
  const used = usersOfPackages()
  assert.deepEqual(
    Array.from(used.keys()).filter((name) => !declared.includes(name)),
    [],
  )
  assert.deepEqual(
    declared.filter((name) => !used.has(name)),
    [],
  )
})

test('docs/dependencies.md says where each package is used', () => {
  const rows = readFileSync('docs/dependencies.md', 'utf8').split('\n')
  for (const [name, files] of usersOfPackages()) {
    const cells = rows.map((row) => row.split('|')).find((cells) => cells[1]?.includes(`\`${name}\``))
    const places = Array.from(cells?.at(-2)?.matchAll(/`([^`]+)`/g) ?? [], ([, place]) => place!)
    const stands = (file: string, place: string) => file === place || (place.endsWith('/') && file.startsWith(place))
    for (const file of files)
      assert.ok(
        places.some((place) => stands(file, place)),
        `${name} is used in ${file}`,
      )
    for (const place of places)
      assert.ok(
        files.some((file) => stands(file, place)),
        `${name} is not used in ${place}`,
      )
  }
})

/** The files of the engine and its theme that import each package. */
function usersOfPackages(): ReadonlyMap<string, readonly string[]> {
  const users = globSync('{src,themes}/**/*.ts').flatMap((path) => {
    const file = path.replaceAll(sep, '/')
    const code = readFileSync(file, 'utf8').replace(/^(?:import|export) type [^;]*? from '[^']+'$/gm, '')
    const imports = [
      ...code.matchAll(/^(?:import .*?|\} )from '((?:@[^/']+\/)?[^.'/][^/']*)/gm),
      ...code.matchAll(/findExtra\('([^']+)'/g),
      ...code.matchAll(/import\('((?:@[^/']+\/)?[^.'/][^/']*)[^']*'\)(?!\.)/g),
    ]
    return imports.map(([, name]) => ({name: name!, file}))
  })
  const others = users.filter(({name}) => !name.startsWith('node:') && name !== 'almagest')
  const byName = Map.groupBy(others, ({name}) => name)
  return new Map(Array.from(byName, ([name, uses]) => [name, uses.map(({file}) => file)]))
}

test('every package that is declared has its reason in docs/dependencies.md', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>
  const page = readFileSync('docs/dependencies.md', 'utf8')
  const fields = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']
  for (const name of fields.flatMap((field) => Object.keys(manifest[field] ?? {})))
    assert.ok(page.includes(`\`${name.replace('@types/', '')}\``) || page.includes(`\`${name}\``), name)
})

test('every file says in its first lines what it holds', () => {
  for (const file of globSync('{src,themes}/**/*.ts')) assert.match(readFileSync(file, 'utf8'), /^\/\*\*/, file)
})

test('no file leads back to itself, by a type as little as by a value', () => {
  const imports = Map.groupBy(importsOf('{src,themes}/**/*.ts'), ([file]) => file)
  const ways = (file: string) => (imports.get(file) ?? []).map(([, , path]) => path)
  const done = new Set<string>()
  function follow(file: string, way: readonly string[]): void {
    assert.ok(!way.includes(file), [...way.slice(way.indexOf(file)), file].join(' → '))
    if (!done.has(file)) {
      for (const path of ways(file)) follow(path, [...way, file])
      done.add(file)
    }
  }
  for (const file of imports.keys()) follow(file, [])
})

/** Every relative import: the file, the room it reaches in `src`, and the path it reaches. */
function importsOf(pattern: string): [file: string, room: string, path: string][] {
  return globSync(pattern).flatMap((file) =>
    Array.from(
      readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g),
      ([, specifier]): [string, string, string] => {
        const path = join(dirname(file), specifier!)
        return [file, relative('src', path).split(sep)[0]!, path]
      },
    ),
  )
}
