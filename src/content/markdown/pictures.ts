/** Pictures below the first wait until the reader comes near. */
import type {Feature} from './feature.ts'

/** Gives every picture an `alt`, asynchronous decoding and, below the first, lazy loading. */
export const pictures: Feature = {
  tags: ['img'],
  enter(element, context) {
    element.properties.alt ??= ''
    element.properties.decoding ??= 'async'
    if (context.pictures++ > 0) element.properties.loading ??= 'lazy'
  },
}
