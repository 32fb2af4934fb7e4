/** After an edit of words, relating the few texts that it is about says what relating all of them says. */
import assert from 'node:assert/strict'
import {test} from 'node:test'
import type {Bodied} from '../src/build/bodies.ts'
import {traitsOf} from '../src/build/look-up.ts'
import {type Relating, relateAgain} from '../src/build/relate-again.ts'
import type {Relatable} from '../src/content/post-index.ts'
import {createRelater, mostSharers} from '../src/content/related.ts'
import type {Summary} from '../src/types.ts'
import {createRandom} from './helpers/random.ts'

interface Text {
  readonly summary: Summary
  readonly links: readonly string[]
  readonly keywords: string
}

/** Posts of which just too many share the word `crowd` and just few enough share `full`, and a page, the last of them. */
const texts = createTexts()

function createTexts(): readonly Text[] {
  const random = createRandom(11)
  const count = mostSharers + 10
  const posts = Array.from({length: count}, (_, index) => {
    const words = Array.from({length: 4}, () => `word${random(60)}`)
    if (index <= mostSharers) words.push('crowd')
    if (index < mostSharers) words.push('full')
    if (index % 80 === 0) words.push('brass')
    const tags = index % 9 === 0 ? ['nine'] : []
    const summary = {path: `posts/p${index}.md`, url: `/p${index}/`, date: `2025-01-${10 + (index % 20)}`, tags}
    const links = index % 13 === 0 ? [`/p${random(count)}/`] : []
    return toText({...summary, kind: 'post'}, links, [...new Set(words)].join(' '))
  })
  return [...posts, toText({path: 'pages/about.md', url: '/about/', date: '', tags: [], kind: 'page'}, [], 'brass')]
}

function toText(summary: Pick<Summary, 'path' | 'url' | 'date' | 'tags' | 'kind'>, links: string[], keywords: string) {
  return {summary: {...summary, categories: []} as unknown as Summary, links, keywords}
}

/** What an edit leaves of the texts. */
type Edit = (text: Text, index: number) => Text

/** Adds a word to those of one text, or takes one away. */
const put =
  (at: number, word: string): Edit =>
  (text, index) =>
    index === at ? {...text, keywords: `${text.keywords} ${word}`} : text
const take =
  (at: number, word: string): Edit =>
  (text, index) =>
    index === at ? {...text, keywords: text.keywords.replace(new RegExp(` ?\\b${word}\\b`), '')} : text

const both =
  (...edits: readonly Edit[]): Edit =>
  (text, index) =>
    edits.reduce((edited, edit) => edit(edited, index), text)

/** The texts after an edit as a build has them. */
function toRelating({summary, links, keywords}: Text, before: Text): Relating {
  const keywordsBefore = before.keywords === keywords ? {} : {keywordsBefore: before.keywords}
  const bodied = {links, keywords, traits: traitsOf(summary, links, keywords), ...keywordsBefore}
  return {summary, bodied: bodied as unknown as Bodied}
}

function toPosts(all: readonly Text[]): readonly Relatable[] {
  const posts = all.filter(({summary}) => summary.kind === 'post')
  return posts.map(({summary, links, keywords}) => ({summary, links, words: keywords.split(' ')}))
}

function relateAfter(after: readonly Text[]) {
  const former = texts.map(({summary, links, keywords}) => traitsOf(summary, links, keywords))
  const all = after.map((text, index) => toRelating(text, texts[index] ?? text))
  return relateAgain(all, former, () => toPosts(after))
}

const edits: Readonly<Record<string, Edit>> = {
  'a word comes that nobody else has': put(7, 'unheard'),
  'a word comes that two others have': put(7, 'brass'),
  'a word goes that two others have': take(80, 'brass'),
  'a word takes the place of another': both(take(0, 'brass'), put(0, 'word3')),
  'a word goes that too many had': take(20, 'crowd'),
  'a word comes that as many have as may': put(mostSharers + 1, 'full'),
  'a word moves from one text to another': both(take(80, 'brass'), put(81, 'brass')),
  'words of many texts come and go': both(
    ...Array.from({length: 9}, (_, index) => both(take(index, 'crowd'), put(index + 30, 'brass'))),
  ),
  'words of a page change': put(texts.length - 1, 'full'),
}

for (const [name, edit] of Object.entries(edits))
  test(`${name}: those who share it are related again, as if from scratch`, () => {
    const after = texts.map(edit)
    assert.notDeepEqual(after, texts)
    const again = relateAfter(after)
    assert.ok(again, 'it is no more than an edit of words')
    assert.ok(again.size < texts.length, 'not all of them are looked at')
    const [before, scratch] = [createRelater()(toPosts(texts)), createRelater()(toPosts(after))]
    const pathsOf = (list: readonly Summary[]) => list.map(({path}) => path)
    for (const {path} of toPosts(after).map(({summary}) => summary))
      assert.deepEqual(pathsOf(again.get(path) ?? before(path)), pathsOf(scratch(path)), path)
  })

test('what is more than an edit of a few words leaves all to be related', () => {
  const first = (change: (text: Text) => Text) => texts.map((text, index) => (index === 0 ? change(text) : text))
  const others = {
    'a text came': [...texts, texts[0]!],
    'a text went': texts.slice(1),
    'another tag': first((text) => ({...text, summary: {...text.summary, tags: ['new']}})),
    'another link': first((text) => ({...text, links: ['/p5/']})),
    'a word and a link': first((text) => ({...text, keywords: 'new', links: ['/p5/']})),
    'words of all texts': texts.map((text) => ({...text, keywords: `${text.keywords} new`})),
  }
  for (const [name, after] of Object.entries(others)) assert.equal(relateAfter(after), undefined, name)
})

test('where nothing changed, nothing is related again', () => {
  assert.equal(relateAfter(texts)?.size, 0)
})
