import assert from 'node:assert/strict'
import {mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {after, test} from 'node:test'
import {createLister} from '../../src/content/sources.ts'

const folders: string[] = []
after(() => {
  for (const folder of folders) rmSync(folder, {recursive: true})
})

/** A project with these files; what comes is its content folder. */
function project(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'almagest-sources-'))
  folders.push(folder)
  const root = join(folder, 'content')
  for (const [path, text] of Object.entries(files)) write(root, path, text)
  return root
}

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), {recursive: true})
  writeFileSync(join(root, path), text)
}

const later = () => Date.now() + 60_000

test('every file is listed once, sorted by path', () => {
  const root = project({'posts/b.md': 'b', 'posts/a/index.md': 'a', 'posts/a/cat.png': 'x', 'static/CNAME': 'y'})
  const paths = createLister(root)().map(({path}) => path)
  assert.deepEqual(paths, ['posts/a/cat.png', 'posts/a/index.md', 'posts/b.md', 'static/CNAME'])
})

test('hidden files are left out, except below static', () => {
  const root = project({'posts/.draft.md': '', '.git/x': '', 'static/.well-known/a': '', 'statics/.b': ''})
  assert.deepEqual(
    createLister(root)().map(({path}) => path),
    ['static/.well-known/a'],
  )
})

test('what editors and systems leave behind is listed nowhere', () => {
  const names = ['a.md~', 'a.md.orig', 'a.md.rej', 'a.md.bak', '#a.md#', '.#a.md', '~$a.docx', '.a.md.swp', 'a.tmp']
  const ofSystems = ['Thumbs.db', 'desktop.ini', '.DS_Store', '.git/config', '.~lock.a.odt#']
  const left = [...names, ...ofSystems].flatMap((name) => [`posts/pics/${name}`, `static/${name}`])
  const kept = ['posts/a#1.jpg', 'posts/game.swf', 'static/.htaccess', 'static/.nojekyll', 'static/~jo/a.html']
  const root = project(Object.fromEntries([...left, ...kept].map((path) => [path, ''])))
  assert.deepEqual(
    createLister(root)().map(({path}) => path),
    kept,
  )
})

test('the lock of an editor, a link that leads nowhere, stops nothing', () => {
  const root = project({'static/a.txt': ''})
  symlinkSync('jo@desk.4711:1', join(root, 'static/.#a.txt'))
  const list = createLister(root)
  assert.deepEqual([list().map(({path}) => path), list.problems()], [['static/a.txt'], []])
})

test('a folder that does not exist holds no files', () => {
  assert.deepEqual(createLister(join(tmpdir(), 'almagest-nowhere'))(), [])
})

test('a file that stayed the same is the same object, a changed one is another', () => {
  const root = project({'posts/a.md': 'one', 'posts/b.md': 'two'})
  const list = createLister(root, {now: later})
  const [a, b] = list()
  write(root, 'posts/b.md', 'TWO')
  const [again, changed] = list()
  assert.equal(again, a)
  assert.notEqual(changed?.digest, b?.digest)
})

test('a change that keeps size and time is still seen, because the file was too fresh to be trusted', () => {
  const root = project({'posts/a.md': 'one'})
  const list = createLister(root)
  const before = list()
  write(root, 'posts/a.md', 'two')
  assert.notEqual(list()[0]?.digest, before[0]?.digest)
})

test('a file that was only touched keeps its object', () => {
  const root = project({'posts/a.md': 'one'})
  const list = createLister(root)
  const [before] = list()
  utimesSync(join(root, 'posts/a.md'), 1, 1)
  assert.equal(list()[0], before)
})

test('a later process trusts the stamps of an earlier one and reads nothing', () => {
  const root = project({'posts/a.md': 'one'})
  const first = createLister(root, {now: later})
  first()
  const stamps = Object.fromEntries(
    Object.entries(first.stamps()).map(([path, [stamp]]) => [path, [stamp, 'remembered'] as const]),
  )
  assert.deepEqual(createLister(root, {stamps, now: later})(), [{path: 'posts/a.md', digest: 'remembered'}])
})

test('what is said to have changed is looked at alone, but never before everything was, and not when it lies elsewhere', () => {
  const root = project({'posts/a.md': 'one', 'posts/b.md': 'two', '../shared/c.md': 'three'})
  symlinkSync('../../shared/c.md', join(root, 'posts/c.md'))
  const before = createLister(root, {now: later})
  before()
  write(root, 'posts/new.md', 'new')
  const list = createLister(root, {stamps: before.stamps(), now: later})
  const paths = (changed?: readonly string[]) => list(changed).map(({path}) => path)
  assert.deepEqual(paths([join(root, 'posts/a.md')]), ['posts/a.md', 'posts/b.md', 'posts/c.md', 'posts/new.md'])
  write(root, 'posts/newer.md', 'newer')
  assert.deepEqual(paths([join(root, 'posts/a.md')]), ['posts/a.md', 'posts/b.md', 'posts/c.md', 'posts/new.md'])
  const [, , linked] = list()
  write(root, '../shared/c.md', 'another')
  assert.notEqual(list([join(root, '../shared/c.md')])[2]!.digest, linked!.digest)
})

test('links within the project are followed, links out of it and into nowhere are told', () => {
  const root = project({'posts/a.md': 'one', '../shared/b.md': 'two'})
  symlinkSync('../../shared/b.md', join(root, 'posts/b.md'))
  symlinkSync('../../shared', join(root, 'posts/more'))
  symlinkSync('/etc/hostname', join(root, 'posts/out.md'))
  symlinkSync('nothing', join(root, 'posts/gone.md'))
  const list = createLister(root)
  assert.deepEqual(
    list().map(({path}) => path),
    ['posts/a.md', 'posts/b.md', 'posts/more/b.md'],
  )
  assert.deepEqual(
    list.problems().map(({file, message}) => [file, message]),
    [
      ['content/posts/gone.md', 'The link leads nowhere.'],
      ['content/posts/out.md', 'The link leads out of the project.'],
    ],
  )
})

test('a circle of links ends', () => {
  const root = project({'posts/a/b.md': 'one'})
  symlinkSync('..', join(root, 'posts/a/up'))
  assert.deepEqual(
    createLister(root)().map(({path}) => path),
    ['posts/a/b.md'],
  )
})
