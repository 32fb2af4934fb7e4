/** The boxes of task lists get a name for those who do not see them. */
import {classesOf, type Feature} from './feature.ts'

/** Labels the boxes of task lists: done, or still to do. */
export const tasks: Feature = {
  tags: ['li'],
  enter(element, {words}) {
    if (!classesOf(element).includes('task-list-item')) return
    const [first] = element.children.filter((child) => child.type === 'element')
    const box = first?.tagName === 'p' ? first.children.find((child) => child.type === 'element') : first
    if (box?.type === 'element' && box.tagName === 'input') {
      box.properties.ariaLabel = box.properties.checked ? words.done : words.open
    }
  },
}
