/** Pictures below the first wait until the reader comes near. */
import type {Feature} from './feature.ts'

export const pictures: Feature = {
  tags: ['img'],
  visit(element, context) {
    element.properties.alt ??= ''
    element.properties.decoding ??= 'async'
    if (context.pictures.count++ > 0) element.properties.loading ??= 'lazy'
  },
}
