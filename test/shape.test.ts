import assert from 'node:assert/strict'
import {globSync, readFileSync} from 'node:fs'
import {dirname, join, relative, sep} from 'node:path'
import {test} from 'node:test'

const neutral = [
  'types.ts',
  'pages.ts',
  'problem.ts',
  'strange.ts',
  'digest.ts',
  'later.ts',
  'book.ts',
  'same-again.ts',
  'text.ts',
  'escape.ts',
  'time.ts',
  'uuid.ts',
  'version.ts',
  'threads.ts',
  'faults.ts',
  'release-memory.ts',
  'ledger.ts',
  'state-files.ts',
  'whole-file.ts',
]
const wiring = [
  ...neutral,
  'cache.ts',
  'config',
  'config.ts',
  'modules.ts',
  'content',
  'planet',
  'site',
  'lock.ts',
  'memory',
  'output.ts',
  'publish',
  'project.ts',
  'refresh.ts',
  'build',
  'build.ts',
]

/** What each room of `src` may import besides itself. */
const sees: Readonly<Record<string, readonly string[]>> = {
  types: ['problem.ts'],
  content: neutral,
  planet: neutral,
  site: neutral,
  config: [...neutral, 'config.ts', 'content', 'planet'],
  publish: neutral,
  build: wiring,
  init: [...neutral, 'planet'],
}

test('content, planet and site import neutral ground and never one another', () => {
  for (const [room, allowed] of Object.entries(sees)) {
    for (const [file, target] of importsOf(`src/${room}/**/*.ts`))
      assert.ok(target === room || allowed.includes(target), `${file} imports ${target}`)
  }
})

test('neutral ground imports nothing but neutral ground', () => {
  for (const name of neutral)
    for (const [file, target] of importsOf(`src/${name}`))
      assert.ok(neutral.includes(target) || (name === 'types.ts' && target === 'types'), `${file} imports ${target}`)
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
    if (path.startsWith('src')) assert.match(path, /^src.site.(?:load-)?theme\.ts$/, file)
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
