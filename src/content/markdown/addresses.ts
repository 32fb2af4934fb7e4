/** A link that is its own address has a class: on paper, addresses stand behind links, and this one would stand there twice. */
import {classesOf, type Feature} from './feature.ts'

/** Tells links whose only text is the address they lead to, with or without its scheme. */
export const addresses: Feature = {
  tags: ['a'],
  enter(link) {
    const [text] = link.children
    if (text?.type !== 'text' || link.children.length !== 1) return
    const {href} = link.properties
    if (typeof href === 'string' && /^https?:/i.test(href) && bare(href) === bare(text.value))
      link.properties.className = [...classesOf(link), 'address']
  },
}

function bare(address: string): string {
  return address.trim().replace(/^https?:\/\//i, '')
}
