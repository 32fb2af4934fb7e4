/** Items whose texts were lost with a part of the database. */
import {DatabaseSync} from 'node:sqlite'

/**
 * Let the next visit bring the texts that items in `file` lack, as far as their feeds still have them: these are read in full, and
 * what they say is taken for a new text. Dates and places of the items stay.
 */
export function askForBodies(file: string): void {
  const db = new DatabaseSync(file)
  try {
    const lacking = db
      .prepare(`select feed, key, head from entry where not exists
        (select 1 from body where body.feed = entry.feed and body.key = entry.key)`)
      .all()
    db.exec('begin')
    const renew = db.prepare('update entry set head = ? where feed = ? and key = ?')
    for (const {feed, key, head} of lacking)
      renew.run(JSON.stringify({...JSON.parse(String(head)), bodyDigest: ''}), feed!, key!)
    for (const feed of new Set(lacking.map((row) => String(row.feed)))) readInFull(db, feed)
    db.exec('commit')
  } finally {
    db.close()
  }
}

/** What a feed answered last is forgotten, so that it is not left at “nothing new”. */
function readInFull(db: DatabaseSync, feed: string): void {
  const row = db.prepare('select state from feed where key = ?').get(feed)
  if (!row) return
  const state = JSON.parse(String(row.state)) as {visit: Record<string, unknown>}
  const {etag, lastModified, bodyDigest, ...visit} = state.visit
  db.prepare('update feed set state = ? where key = ?').run(JSON.stringify({...state, visit}), feed)
}
