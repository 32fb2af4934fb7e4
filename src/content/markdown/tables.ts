/** Tables scroll by keyboard, and cells are aligned by a class: the attribute is gone from HTML, a style needs a laxer CSP. */
import {classesOf, type Feature} from './feature.ts'

/** Makes tables reachable by keyboard and turns `align` into classes. */
export const tables: Feature = {
  tags: ['table', 'th', 'td'],
  enter(element) {
    if (element.tagName === 'table') element.properties.tabIndex ??= 0
    const {align} = element.properties
    if (typeof align !== 'string') return
    delete element.properties.align
    element.properties.className = [...classesOf(element), `align-${align}`]
  },
}
