/** Addresses that posts and pages once had, in every way the config asks for. */
import type {Output, Settings} from '../../types.ts'
import {type Redirect, toPage} from './html.ts'
import {type Rules, servers} from './servers.ts'

/** What becomes of former addresses. */
export interface Redirects {
  /** Files of the site, those that were copied among them. */
  readonly files: readonly Output[]
  /** Pages that no other page may stand in the way of, though they are not written where only a server leads on. */
  readonly claims: readonly Output[]
}

/**
 * Lead every former address to the present one. `copied` are the files that the author put there: a `_redirects` or
 * `.htaccess` of their own comes first in ours, so that their rules go before.
 */
export function toRedirects(
  redirects: readonly Redirect[],
  {site, blog}: Pick<Settings, 'site' | 'blog'>,
  copied: readonly Output[],
): Redirects {
  const leading = redirects.filter(({from, to}) => from !== to).sort((a, b) => (a.from < b.from ? -1 : 1))
  const pages = leading.map((redirect) => toPage(redirect, site))
  const rules = leading.length > 0 ? servers.filter(({name}) => blog.redirects.includes(name)) : []
  const ruled = rules.map((format) => toFile(format, leading, site.base, copied))
  const taken = new Set(ruled.map(({path}) => path))
  const files = [...copied.filter(({path}) => !taken.has(path)), ...ruled]
  return blog.redirects.includes('html') ? {files: [...files, ...pages], claims: []} : {files, claims: pages}
}

function toFile({path, write}: Rules, redirects: readonly Redirect[], base: string, copied: readonly Output[]): Output {
  const own = copied.find((file) => file.path === path)
  const moves = redirects.map(({from, to}) => ({from, to}))
  return {
    path,
    inputs: [...(own?.inputs ?? []), path, base, moves],
    async draw(tell) {
      const first = own ? `${String(Buffer.from(await own.draw(tell))).trimEnd()}\n\n` : ''
      return first + write(moves, base)
    },
    ...(own?.from !== undefined && {from: own.from}),
  }
}
