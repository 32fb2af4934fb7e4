/** Which items a planet keeps: rules by words, categories, language, author and age. */
import {languageTag} from '../text.ts'
import {day} from '../time.ts'
import type {Entry, ItemRule, Subscription} from '../types.ts'
import {unspaced} from '../unspaced.ts'

/** What rules look at. */
export interface Filtered extends Pick<Entry, 'title' | 'categories' | 'authors' | 'language' | 'published' | 'river'> {
  /** The words of the body. Without it, rules with `words` are not asked. */
  readonly text?: string
}

/** Rules as a subscription or a planet has them. */
export interface Rules {
  readonly keep?: ItemRule
  readonly drop?: ItemRule
}

/** The language of an entry as rules and pages know it: by the config, its own, or that which its feed tells of itself. */
export function languageOf(
  entry: Pick<Entry, 'language'>,
  subscription: Pick<Subscription, 'language'> | undefined,
  told: string | undefined,
): string | undefined {
  return subscription?.language ?? languageTag(entry.language) ?? languageTag(told)
}

/** Why the rules leave the item out, as the end of a sentence; undefined when they let it pass. */
export function droppedBy({keep, drop}: Rules, item: Filtered, now: string): string | undefined {
  if (keep && !(item.text === undefined && keep.words) && !matches(keep, item, now)) return 'does not match `keep`'
  if (drop && !(item.text === undefined && drop.words) && matches(drop, item, now)) return 'matches `drop`'
  return undefined
}

/** Whether the item matches all fields of the rule, each by one of its values. An empty rule matches nothing. */
export function matches(rule: ItemRule, item: Filtered, now: string): boolean {
  const age = (Date.parse(now) - Date.parse(item.published ?? item.river)) / day
  const answers = [
    rule.words && hasWord(`${item.title}\n${item.text ?? ''}`, rule.words),
    rule.categories && meets(rule.categories, item.categories, (wanted, own) => wanted === own),
    rule.languages && meets(rule.languages, item.language ? [item.language] : [], isLanguage),
    rule.authors && meets(rule.authors, item.authors.flatMap(namesOf), (wanted, own) => own.includes(wanted)),
    rule.olderThan === undefined ? undefined : age > rule.olderThan,
    rule.youngerThan === undefined ? undefined : age <= rule.youngerThan,
  ].filter((answer) => answer !== undefined)
  return answers.length > 0 && answers.every(Boolean)
}

function hasWord(text: string, words: readonly string[]): boolean {
  const lower = text.normalize('NFKC').toLowerCase()
  return words.some((word) => {
    const wanted = word.normalize('NFKC').toLowerCase().trim()
    for (let at = lower.indexOf(wanted); wanted && at >= 0; at = lower.indexOf(wanted, at + 1))
      if (isEdge(lower, at, wanted[0]!) && isEdge(lower, at + wanted.length, wanted.at(-1)!)) return true
    return false
  })
}

const letter = /[\p{L}\p{M}\p{N}]/u

/** Where no blanks are set, a word may stand anywhere. */
function isEdge(text: string, at: number, within: string): boolean {
  if (!letter.test(within) || unspaced.test(within)) return true
  return !(letter.test(text[at - 1] ?? '') && letter.test(text[at] ?? ''))
}

function meets(wanted: readonly string[], own: readonly string[], same: (a: string, b: string) => boolean): boolean {
  return wanted.some((one) => own.some((other) => same(one.trim().toLowerCase(), other.trim().toLowerCase())))
}

function isLanguage(wanted: string, own: string): boolean {
  const [range, tag] = [wanted, own].map((language) => language.replaceAll('_', '-'))
  return tag === range || tag!.startsWith(`${range}-`)
}

function namesOf({name, email, url}: Entry['authors'][number]): readonly string[] {
  return [name, email, url].filter((text) => text !== undefined)
}
