/** A file of `content/posts/` or `content/pages/` as a checked Post. */
import {Problem} from '../problem.ts'
import {type ReadDate, readDate} from '../time.ts'
import type {Author, Checked, Post, Schema, Summary} from '../types.ts'
import {type Addresses, type AddressSettings, dateInName, readAddresses, readAliases, sectionOf} from './address.ts'
import {createFields, type Fields} from './fields.ts'
import {nearestFolder} from './folders.ts'
import {checkForeign} from './foreign.ts'
import {readFrontMatter} from './front-matter.ts'
import {makeId, readId} from './id.ts'
import {kindOfSource} from './kinds.ts'
import {guessLanguageTag, readLanguageTag} from './language-tag.ts'
import {withoutFrontMatter} from './no-front-matter.ts'
import {checkSchema} from './schema.ts'

/** What of the settings decides how a post is read. */
export interface PostSettings extends AddressSettings {
  /** The content folder as messages name it, relative to the project: `content`. */
  readonly folder: string
  readonly language: string
  readonly authors: readonly Author[]
  /** Names of taxonomies besides tags and categories. */
  readonly taxonomies: readonly string[]
  /** Those of them that sort by folder: by any, or by these below `posts/`. */
  readonly folders: Readonly<Record<string, 'any' | readonly string[]>>
}

/** A post without its body. */
export type PostHead = Omit<Post, 'body'>

/** A head, or what is wrong with it. */
export type ParsedHead = Checked<PostHead>

/**
 * Read a post or page. `path` is that of its source; `schema` checks the front matter of its section. All mistakes are
 * told at once; warnings come with a value.
 */
export function parsePost(path: string, text: string, settings: PostSettings, schema?: Schema): Checked<Post> {
  const file = `${settings.folder}/${path}`
  const front = readFrontMatter(text, file)
  if (front.problems.length > 0) return {problems: front.problems}
  if (front.lines.length === 0) return {problems: [withoutFrontMatter(path, text, file)]}
  const fields = createFields(front, file)
  const {former, ...summary} = readSummary(path, fields, settings)
  const aliases = readAliases(fields, settings.base)
  const checked = schema ? pickExtra(checkSchema(schema, front.data, fields), fields) : {}
  const extra = {...fields.rest(!schema), ...checked}
  // From here on, a field that is asked for is not taken from themes.
  checkForeign(fields, summary.draft, (name) => Object.hasOwn(checked, name))
  const problems = [...fields.problems(), ...checkText(file, text)]
  if (problems.some(({warning}) => !warning)) return {problems}
  const where = {aliases, ...(former.length > 0 && {former})}
  return {value: {summary: {...summary, extra}, ...where, body: front.body, line: front.line}, problems}
}

/** The Markdown below the front matter of a text that has been read before without a problem. */
export function readBody(text: string, file: string): string {
  return readFrontMatter(text, file).body
}

/** What a schema made of the fields that are not ours. */
function pickExtra(data: Readonly<Record<string, unknown>>, fields: Fields): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([name]) => !fields.known(name)))
}

function readSummary(
  path: string,
  fields: Fields,
  settings: PostSettings,
): Omit<Summary, 'extra'> & Pick<Addresses, 'former'> {
  const kind = kindOfSource(path) ?? 'post'
  const title = fields.text('title')
  // What is there and no text has been told already.
  if (title === undefined && fields.value('title') === undefined) {
    fields.complain('title', `The ${kind} has no title.`, howToFill('title: Some words', fields.has('title')))
  }
  const date = kind === 'post' ? readPostDate(path, fields, settings) : readMoment(fields, 'date', settings.timeZone)
  const updated = readMoment(fields, 'updated', settings.timeZone)
  const {id, word} = readId(fields, kind, makeId(path, kind === 'post' ? (date?.written ?? '') : ''))
  const summary = {
    kind,
    path,
    url: '',
    id,
    title: title ?? '',
    date: date?.utc ?? '',
    ...(updated && {updated: updated.utc}),
    tags: fields.texts('tags'),
    categories: fields.texts('categories'),
    authors: readAuthors(fields, settings.authors),
    ...optional('description', fields.text('description')),
    draft: fields.flag('draft'),
    ...optional('language', readLanguage(fields, settings.language)),
  }
  return {
    ...summary,
    ...readMore(path, fields, settings),
    ...readAddresses({...summary, id: word}, fields, settings),
  }
}

/** What few posts have. */
function readMore(
  path: string,
  fields: Fields,
  settings: PostSettings,
): Pick<Summary, 'translationKey' | 'expires' | 'series' | 'terms'> {
  const expires = readMoment(fields, 'expires', settings.timeZone)
  const series = readSeries(fields)
  const terms = settings.taxonomies.map((name) => [name, readTerms(name, path, fields, settings)] as const)
  const used = terms.filter(([, list]) => list.length > 0)
  return {
    ...optional('translationKey', fields.text('translationKey')),
    ...(expires && {expires: expires.utc}),
    ...(series && {series}),
    ...(used.length > 0 && {terms: Object.fromEntries(used)}),
  }
}

/** Terms in a further taxonomy: those that the author wrote, or the folder that the post lies in. */
function readTerms(name: string, path: string, fields: Fields, {folders}: PostSettings): readonly string[] {
  const wanted = folders[name]
  if (!wanted) return fields.texts(name)
  const section = kindOfSource(path) === 'post' ? sectionOf(path) : ''
  const found = wanted === 'any' ? section : nearestFolder(`${section}/`, wanted)
  return found ? [found] : []
}

/** `series: Name` with `part: 2` beside it, or both in one record. */
function readSeries(fields: Fields): Summary['series'] {
  const value = fields.value('series')
  const record = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  const name =
    record && typeof record.name === 'string' ? record.name.trim() : record ? undefined : fields.text('series')
  if (record && !name) fields.complain('series', 'The series has no name.', 'Write `series: Some name`.')
  const part = record?.part ?? fields.value('part')
  if (!name) return undefined
  if (part === undefined) return {name}
  if (typeof part === 'number') return {name, part}
  fields.complain('part', '`part` must be a number.', 'Write `part: 2`.')
  return {name}
}

function optional<Name extends string>(name: Name, value: string | undefined) {
  return (value === undefined ? {} : {[name]: value}) as {readonly [Key in Name]?: string}
}

function howToFill(line: string, there: boolean): string {
  return there ? `Write it as \`${line}\`.` : `Add \`${line}\` between the \`---\` lines.`
}

/** The date that is written, or the one that the name of the file begins with. */
function readPostDate(path: string, fields: Fields, {timeZone}: PostSettings): ReadDate | undefined {
  if (fields.value('date') !== undefined) return readMoment(fields, 'date', timeZone)
  const date = readDate(dateInName(path) ?? '', timeZone)
  if (!date) fields.complain('date', 'The post has no date.', howToFill('date: 2025-01-31', fields.has('date')))
  return date
}

function readMoment(fields: Fields, name: string, timeZone: string): ReadDate | undefined {
  const written = fields.text(name)
  if (written === undefined) return undefined
  const date = readDate(written, timeZone)
  if (!date) {
    const hint = `Write it as \`${name}: 2025-01-31\` or \`${name}: 2025-01-31 18:30\`.`
    fields.complain(name, `“${written.slice(0, 60)}” is not a date.`, hint)
  }
  return date
}

function readLanguage(fields: Fields, usual: string): string | undefined {
  const written = fields.text('language')
  if (written === undefined) return undefined
  const language = readLanguageTag(written)
  if (language !== undefined) return language === usual ? undefined : language
  const meant = guessLanguageTag(written)
  const hint = meant ? `Did you mean \`${meant}\`?` : 'Write it as `en`, `pt-BR` or `zh-Hant`.'
  fields.complain('language', `“${written.slice(0, 60)}” is not a language tag.`, hint)
  return undefined
}

/** Authors by name, found among the site's, or written out with `name`, `url` and so on. */
function readAuthors(fields: Fields, known: readonly Author[]): readonly Author[] {
  const value = fields.value('authors')
  if (value === undefined) return known
  const list = Array.isArray(value) ? value : [value]
  return list.flatMap((author): Author | [] => {
    if (typeof author === 'string') {
      const name = author.trim()
      return known.find((one) => one.name.toLowerCase() === name.toLowerCase()) ?? {name}
    }
    const {name} = (author ?? {}) as Record<string, unknown>
    if (typeof author === 'object' && typeof name === 'string') return pickAuthor(name, author, fields)
    fields.complain('authors', 'An author is a name, or has one.', 'Write `authors: [Ada Lovelace]`.')
    return []
  })
}

function pickAuthor(name: string, {email, url, image, bio}: Record<string, unknown>, fields: Fields): Author {
  const texts = Object.entries({email, url, image, bio}).filter(([, value]) => typeof value === 'string')
  for (const address of [url, image])
    if (typeof address === 'string' && /^[a-z][a-z\d+.-]*:(?<!https?:)/i.test(address))
      fields.complain(
        'authors',
        `“${address.slice(0, 60)}” is no address of a page.`,
        'Write it as `https://example.org/`.',
        address,
      )
  return {name: name.trim(), ...Object.fromEntries(texts)}
}

function checkText(file: string, text: string): readonly Problem[] {
  const at = text.indexOf('\uFFFD')
  if (at < 0) return []
  const before = text.slice(0, at).split('\n')
  const [line, column] = [before.length, before.at(-1)!.length + 1]
  const hint = 'Save the file as UTF-8.'
  return [
    new Problem('A character could not be read.', {
      file,
      line,
      column,
      source: text.split('\n')[line - 1],
      hint,
      warning: true,
    }),
  ]
}
