/** Alignment of table cells as a class: the attribute is gone from HTML, and a style would need a laxer CSP. */
import {classesOf, type Feature} from './feature.ts'

export const tables: Feature = {
  tags: ['th', 'td'],
  enter(element) {
    const {align} = element.properties
    if (typeof align !== 'string') return
    delete element.properties.align
    element.properties.className = [...classesOf(element), `align-${align}`]
  },
}
