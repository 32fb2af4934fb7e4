/** A picture that stands alone with a title becomes a figure, and the title its caption. */
import type {Element} from 'hast'
import type {Feature} from './feature.ts'

/** `![alt](a.png "caption")` alone in its paragraph becomes `<figure>` with `<figcaption>`. */
export const figures: Feature = {
  tags: ['p'],
  enter(paragraph) {
    const [only, ...others] = paragraph.children.filter((child) => child.type !== 'text' || child.value.trim() !== '')
    if (only?.type !== 'element' || others.length > 0) return
    const picture = pictureIn(only)
    const title = picture?.properties.title
    if (!picture || typeof title !== 'string' || title.trim() === '') return
    delete picture.properties.title
    const caption: Element = {
      type: 'element',
      tagName: 'figcaption',
      properties: {},
      children: [{type: 'text', value: title}],
    }
    Object.assign(paragraph, {tagName: 'figure', children: [only, caption]})
  },
}

/** The picture, also when it is a link. */
function pictureIn(element: Element): Element | undefined {
  if (element.tagName === 'img') return element
  const [only, ...others] = element.tagName === 'a' ? element.children : []
  return only?.type === 'element' && only.tagName === 'img' && others.length === 0 ? only : undefined
}
