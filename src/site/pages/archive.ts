/** All posts by year and month, on one page. */
import {type PageKind, page} from '../page.ts'

export const archivePage: PageKind = ({posts}) => (posts.length > 0 ? [page('archive', '/archive/', {posts})] : [])
