/** Sources of a planet chosen by the group or the tags that its owner gave them. */
import {encodePath, slugify} from '../text.ts'
import type {River} from '../types.ts'
import type {Link} from './props.ts'

/** A group or tag, the page of its items, and the keys of its feeds. */
export interface Selection extends Link {
  readonly keys: ReadonlySet<string>
}

/** Groups, then tags, in alphabetical order. Names that lead to one URL are one selection. */
export function selectionsOf({feeds, settings}: River, base: string): readonly Selection[] {
  const found = new Map<string, {title: string; keys: Set<string>}>()
  for (const {key, group, tags} of feeds) {
    if (group) add('group', group, key)
    for (const tag of tags) add('tag', tag, key)
  }
  return Array.from(found, ([path, {title, keys}]) => ({url: base + settings.path + path, title, keys})).sort((a, b) =>
    a.url < b.url ? -1 : 1,
  )

  function add(kind: 'group' | 'tag', title: string, key: string): void {
    const slug = slugify(title)
    if (!slug) return
    const path = `${kind}/${encodePath(slug)}/`
    const selection = found.get(path)
    if (selection) selection.keys.add(key)
    else found.set(path, {title, keys: new Set([key])})
  }
}
