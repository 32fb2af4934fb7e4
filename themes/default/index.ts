/** The default theme: for text people read. Every view and part in a file of its own, the styles in one stylesheet. */
import {readFileSync} from 'node:fs'
import {contract, type Theme} from '../../src/site/theme.ts'
import {card} from './card.ts'
import {icon} from './icon.ts'
import {byline} from './parts/byline.ts'
import {comments} from './parts/comments.ts'
import {face} from './parts/face.ts'
import {footer} from './parts/footer.ts'
import {head} from './parts/head.ts'
import {header} from './parts/header.ts'
import {item} from './parts/item.ts'
import {layout} from './parts/layout.ts'
import {pager} from './parts/pager.ts'
import {posts} from './parts/posts.ts'
import {teaser} from './parts/teaser.ts'
import {minify, wishes} from './styles.ts'
import {archive} from './views/archive.ts'
import {days} from './views/days.ts'
import {home} from './views/home.ts'
import {missing} from './views/missing.ts'
import {month} from './views/month.ts'
import {months} from './views/months.ts'
import {page} from './views/page.ts'
import {planet} from './views/planet.ts'
import {post} from './views/post.ts'
import {search} from './views/search.ts'
import {source} from './views/source.ts'
import {sources} from './views/sources.ts'
import {status} from './views/status.ts'
import {term} from './views/term.ts'
import {terms} from './views/terms.ts'
import {words} from './words.ts'

const [sheet, maths] = ['style.css', 'maths.css'].map((name) =>
  minify(readFileSync(new URL(name, import.meta.url), 'utf8')),
) as [string, string]

/** The theme that serves where a site has none of its own. */
const theme = {
  contract,
  views: {
    home,
    post,
    page,
    terms,
    term,
    archive,
    days,
    planet,
    months,
    month,
    source,
    sources,
    status,
    search,
    missing,
  },
  parts: {layout, head, header, footer, byline, teaser, posts, comments, item, pager, face},
  words,
  stylesheet: (options) => sheet + wishes(options),
  maths,
  icon,
  card,
} satisfies Theme & {readonly maths: string}

export default theme
