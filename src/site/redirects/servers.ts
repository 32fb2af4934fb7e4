/** Former addresses in the languages of hosts and servers. Paths in them hold no quotes, stars or backslashes: `unsafeName`. */
import {decodePath} from '../../text.ts'
import type {RedirectFormat} from '../../types.ts'

/** From and to: paths with base, percent-encoded. */
export interface Move {
  readonly from: string
  readonly to: string
}

/** One way to tell a server. */
export interface Rules {
  readonly name: RedirectFormat
  /** The file below the root of the site. */
  readonly path: string
  write(moves: readonly Move[], base: string): string
}

const netlify: Rules = {
  name: 'netlify',
  path: '_redirects',
  write: (moves) => lines(moves.map(({from, to}) => `${from} ${to} 301`)),
}

/**
 * For `map $uri $moved { include …/redirects.nginx.map; }` and `if ($moved) { return 301 $moved; }`. Nginx compares `$uri`
 * decoded and without regard to case; a `$` in a value would begin a variable.
 */
const nginx: Rules = {
  name: 'nginx',
  path: 'redirects.nginx.map',
  write: (moves) => lines(moves.map(({from, to}) => `"${decodePath(from)}" "${to.replaceAll('$', '%24')}";`)),
}

/** For `import …/redirects.caddy` in the block of a site. Caddy compares what is percent-encoded in a path as it is. */
const caddy: Rules = {
  name: 'caddy',
  path: 'redirects.caddy',
  write: (moves) => lines(moves.map(({from, to}) => `redir ${from} ${to} permanent`)),
}

/**
 * Apache matches the decoded path below the folder of the file. `NE` keeps it from encoding the target again; `$` and `%`
 * would refer to parts of what was matched.
 */
const apache: Rules = {
  name: 'apache',
  path: '.htaccess',
  write(moves, base) {
    const rules = moves.map(({from, to}) => {
      const pattern = decodePath(from.slice(base.length + 1))!.replace(/[.+^${}()|[\]\\]/g, '\\$&')
      return `  RewriteRule "^${pattern}$" "${to.replace(/[$%]/g, '\\$&')}" [R=301,L,NE]`
    })
    return lines(['<IfModule mod_rewrite.c>', '  RewriteEngine On', ...rules, '</IfModule>'])
  },
}

/** Every server whose language we write. A new one is one more here. */
export const servers: readonly Rules[] = [netlify, nginx, caddy, apache]

function lines(list: readonly string[]): string {
  return `${list.join('\n')}\n`
}
