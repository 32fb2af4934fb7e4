import assert from 'node:assert/strict'
import {test} from 'node:test'
import fc from 'fast-check'
import {fillPermalink, readPath, slugPath} from '../../src/content/permalink.ts'
import {plain} from '../../src/planet/safe-text.ts'
import {cutBytes, decodePath, encodePath, languageTag, slugify, unsafeName} from '../../src/text.ts'

const runs = {numRuns: 800, seed: 20261126}

const sign = fc.constantFrom(
  ...[
    '.',
    '..',
    '/',
    '\\',
    '%2e',
    '%2f',
    '%5c',
    '%00',
    '\u0000',
    ':',
    '*',
    '?',
    '"',
    '<',
    '>',
    '|',
    ' ',
    '-',
    '_',
    '~',
    "'",
    '’',
    '+',
    '#',
  ],
  ...[
    'con',
    'nul',
    'COM1',
    'com¹',
    'aux',
    'lpt9',
    'a',
    'B',
    'é',
    'e\u0301',
    'ﬁ',
    'İ',
    'ı',
    'ß',
    'ſ',
    'Σ',
    'ς',
    '漢',
    'ไทย',
    'ा',
    '😀',
    '1',
    '½',
  ],
  ...[
    '\u202e',
    '\u200b',
    '\u00ad',
    '\ufeff',
    '\ud800',
    '\udc00',
    '\u2028',
    'x'.repeat(300),
    'é'.repeat(150),
    '__proto__',
    'index.html',
    '.git',
  ],
)
/** A name as somebody might give it who hopes to write elsewhere. */
const text = fc.oneof(
  fc.array(sign, {maxLength: 6}).map((signs) => signs.join('')),
  fc.string({unit: 'binary'}),
  fc.string({unit: 'grapheme'}),
)

test('a slug is a name on every system, settled, in lower case, and empty for blank text alone', () => {
  fc.assert(
    fc.property(text, (text) => {
      const slug = slugify(text)
      if (slug === '') return assert.equal(text.toWellFormed().trim(), '')
      assert.equal(unsafeName(slug), undefined, JSON.stringify(text))
      assert.doesNotMatch(slug, /[\s./\\%]|^-|-$/)
      assert.ok(Buffer.byteLength(slug) <= 201)
      assert.equal(slugify(slug), slug)
      assert.equal(slug, slug.normalize('NFC'))
      assert.equal(slugify(text.normalize('NFD')), slug)
      assert.equal(decodePath(encodePath(slug)), slug)
    }),
    runs,
  )
})

test('names that a folding file system takes for one have one slug or differ still when folded', () => {
  const fold = (name: string) => name.normalize('NFC').toLowerCase().normalize('NFC')
  fc.assert(
    fc.property(text, text, (one, other) => {
      const [a, b] = [slugify(one), slugify(other)]
      if (fold(a) === fold(b)) assert.equal(a, b)
    }),
    runs,
  )
})

test('whatever is written as a path, every part of what it is read as is a safe name, below the site', () => {
  fc.assert(
    fc.property(
      fc.array(text, {maxLength: 4}).map((parts) => parts.join('/')),
      (written) => {
        const read = readPath(written)
        if ('problem' in read) return assert.notEqual(read.problem, '')
        assert.ok(read.path.startsWith('/'))
        const parts = read.path.split('/').filter(Boolean)
        for (const part of parts) assert.equal(unsafeName(part), undefined)
        assert.ok(!/(?:^|\/)\.\.?(?:\/|$)|\\|\/\//.test(decodePath(encodePath(read.path)) ?? '..'))
        assert.deepEqual(readPath(encodePath(read.path)), read)
      },
    ),
    runs,
  )
})

test('whatever a post is called, its pattern gives a path of safe names', () => {
  const date = fc.constantFrom(undefined, {year: 5, month: 1, day: 2, hour: 3, minute: 4, second: 5})
  const pattern = fc.constantFrom('/:year/:month/:slug/', '/:category/:title.html', '/:section/:id/', '/:title/')
  fc.assert(
    fc.property(text, text, date, pattern, (one, other, date, pattern) => {
      const slug = slugify(one) || 'x'
      const path = fillPermalink(pattern, {date, slug, title: one, category: other, section: other, id: one})
      assert.ok(path.startsWith('/') && !path.includes('//'))
      for (const part of path.split('/').filter(Boolean))
        if (part !== '.html') assert.equal(unsafeName(part), undefined, path)
      for (const part of slugPath(`${one}/${other}`).split('/').filter(Boolean))
        assert.equal(unsafeName(part), undefined)
    }),
    runs,
  )
})

test('text for one line is one line, well-formed, no longer than asked for, and settled', () => {
  fc.assert(
    fc.property(text, fc.integer({min: 2, max: 50}), (text, length) => {
      const line = plain(text, length)
      assert.ok(line.length <= length && line.isWellFormed())
      assert.doesNotMatch(line, /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]|^\s|\s$|\s\s/u)
      assert.equal(plain(line, length), line)
    }),
    runs,
  )
})

test('cutting never takes a character apart, and takes no more than it must', () => {
  fc.assert(
    fc.property(fc.string({unit: 'grapheme'}), fc.integer({min: 0, max: 60}), (text, bytes) => {
      const cut = cutBytes(text, bytes)
      assert.ok(text.startsWith(cut) && Buffer.byteLength(cut) <= bytes)
      const next = String.fromCodePoint(text.slice(cut.length).codePointAt(0) ?? 0)
      assert.ok(cut === text || Buffer.byteLength(cut + next) > bytes)
    }),
    runs,
  )
  fc.assert(
    fc.property(text, (text) => {
      const tag = languageTag(text)
      if (tag !== undefined) assert.equal(languageTag(tag), tag)
    }),
    runs,
  )
})
