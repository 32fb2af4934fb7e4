/** Pictures of others in the store: which are kept, which were asked for and when, and which belong to an item. */
import {hostOf} from './host.ts'
import type {Query, Sql} from './sql.ts'
import type {Pictures} from './store.ts'

/** The pictures of a store. */
export function createPictures(sql: Sql): Pictures {
  return {
    async read() {
      const rows = await sql.query('select url, again, file from picture')
      return new Map(
        rows.map(({url, again, file}) => [
          String(url),
          {again: String(again), ...(file !== '' && {file: String(file)})},
        ]),
      )
    },
    claim: (url, now, again) => sql.transaction((sql) => claim(sql, url, now, again)),
    async keep(url, {file, again}) {
      await sql.query("update picture set again = $2, file = case when $3 = '' then file else $3 end where url = $1", [
        url,
        again,
        file ?? '',
      ])
    },
    async hold(url, until) {
      await sql.query(
        `insert into host (name, not_before, lease, leased_until) values ($1, $2, '', '')
         on conflict (name) do update set not_before = excluded.not_before where host.not_before < excluded.not_before`,
        [hostOf(url), until],
      )
    },
    async scans() {
      const rows = await sql.query('select feed, key, body, urls from scan order by feed, key')
      return rows.map(({feed, key, body, urls}) => ({
        feed: String(feed),
        key: String(key),
        body: String(body),
        urls: JSON.parse(String(urls)),
      }))
    },
    saveScans: (scans) =>
      sql.transaction(async (sql) => {
        for (const {feed, key, body, urls} of scans)
          await sql.query(
            `insert into scan (feed, key, body, urls) values ($1, $2, $3, $4)
             on conflict (feed, key) do update set body = excluded.body, urls = excluded.urls`,
            [feed, key, body, JSON.stringify(urls)],
          )
      }),
  }
}

async function claim(sql: Query, url: string, now: string, again: string): Promise<boolean> {
  const [known] = await sql.query('select again from picture where url = $1', [url])
  if (known && String(known.again) > now) return false
  const busy = await sql.query('select name from host where name = $1 and (not_before > $2 or leased_until > $2)', [
    hostOf(url),
    now,
  ])
  if (busy.length > 0) return false
  await sql.query(
    `insert into picture (url, again, file) values ($1, $2, '')
     on conflict (url) do update set again = excluded.again`,
    [url, again],
  )
  return true
}
