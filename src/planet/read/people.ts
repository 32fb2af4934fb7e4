/** People as feeds name them. */
import type {Person} from '../../types.ts'

/**
 * A person from one string: `jo@example.org (Jo)` (RSS 2.0), `Jo <jo@example.org>`, `Jo (mailto:jo@example.org)`, an
 * address or a name alone. Undefined for nothing.
 */
export function readPerson(written: string | undefined): Person | undefined {
  const text = written?.replace(/\s+/g, ' ').trim().slice(0, 500)
  if (!text) return undefined
  const pair = /^([^(<]*)[(<]([^()<>]*)[)>]$/.exec(text)
  if (!pair) return isAddress(text) ? {email: text.replace(/^mailto:/i, '')} : {name: text}
  const [first, second] = [pair[1]!.trim(), pair[2]!.trim()]
  if (isAddress(first)) return personOf(second, first)
  if (isAddress(second)) return personOf(first, second)
  return {name: text}
}

/** A person from its parts; undefined when all are empty. */
export function personOf(name?: string, email?: string, url?: string): Person | undefined {
  const address = email?.replace(/^mailto:/i, '').trim()
  const person = {...(name && {name}), ...(address && {email: address}), ...(url && {url})}
  return Object.keys(person).length ? person : undefined
}

/** Everybody once, in order, at most a hundred: who has the same name or address is the same person, and keeps what each mention adds. */
export function uniquePeople(people: readonly (Person | undefined)[]): readonly Person[] {
  const unique: Person[] = []
  for (const person of people) {
    if (!person || unique.length === 100) continue
    const at = unique.findIndex((other) => samePerson(other, person))
    if (at < 0) unique.push(person)
    else unique[at] = {...person, ...unique[at]}
  }
  return unique
}

function samePerson(a: Person, b: Person): boolean {
  return a.name || b.name ? a.name === b.name : a.email ? a.email === b.email : a.url === b.url
}

function isAddress(text: string): boolean {
  return /^(?:mailto:)?[^\s@]+@[^\s@]+$/i.test(text)
}
