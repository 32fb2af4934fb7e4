/** Every kind of page a site has. A new kind is one file beside this one and one line here. */
import type {PageKind} from '../page.ts'
import {daysPage} from './days.ts'
import {homePages} from './home.ts'
import {missingPage} from './missing.ts'
import {monthPages} from './months.ts'
import {pagePages} from './page.ts'
import {archivePages} from './periods.ts'
import {planetPages} from './planet.ts'
import {postPages} from './post.ts'
import {searchPage} from './search.ts'
import {sourcePages} from './source.ts'
import {sourcesPage} from './sources.ts'
import {statusPages} from './status.ts'
import {termPages} from './term.ts'
import {termsPages} from './terms.ts'

/** In the order in which their pages are made. */
export const pageKinds: readonly PageKind[] = [
  homePages,
  postPages,
  pagePages,
  archivePages,
  daysPage,
  termsPages,
  termPages,
  planetPages,
  monthPages,
  sourcesPage,
  sourcePages,
  statusPages,
  searchPage,
  missingPage,
]
