/** The page that hosts answer with when there is none. */
import {type PageKind, page} from '../page.ts'

/** `/404.html`. */
export const missingPage: PageKind = () => [page('missing', '/404.html', {})]
