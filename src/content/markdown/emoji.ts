/** Emoji by the names that GitHub gives them. */
import type {TextFeature} from './feature.ts'

let names: Readonly<Record<string, string>> | undefined

/** Load the names, once; until then text stays as it is. */
export async function loadEmoji(): Promise<void> {
  names ??= (await import('gemoji')).nameToEmoji
}

/** What makes loading the names worthwhile. */
export const emojiPattern = /:([a-z0-9_+-]{1,40}):/g

/** `:tada:` becomes 🎉; names that mean nothing stay. */
export const emoji: TextFeature = (text, {settings}) => {
  const known = names
  if (!known || !settings.emoji || !text.includes(':')) return text
  return text.replace(emojiPattern, (written, name: string) => (Object.hasOwn(known, name) ? known[name]! : written))
}
