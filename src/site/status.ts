/** The status of a planet's feeds for programs: as JSON, and as text that Prometheus reads. */
import type {FeedStatus, Output, River, SiteSettings} from '../types.ts'
import {absolute} from './format.ts'

/** `status.json` and `metrics.txt` beside the planet; nothing when its config wants no status. */
export function statusFiles({settings: {title, path, status}, ...river}: River, site: SiteSettings): readonly Output[] {
  if (status === false) return []
  const feeds = river.status()
  const folder = path.slice(1)
  const inputs = [title, path, site, feeds]
  return [
    {path: `${folder}status.json`, inputs: ['status', ...inputs], draw: () => writeJson(title, path, feeds, site)},
    {path: `${folder}metrics.txt`, inputs: ['metrics', ...inputs], draw: () => writeMetrics(path, feeds)},
  ]
}

function writeJson(title: string, path: string, feeds: readonly FeedStatus[], site: SiteSettings): string {
  const rows = feeds.map(({feed, due, dueBecause, ...rest}) => ({
    name: feed.name,
    health: feed.health,
    note: feed.note,
    advice: feed.advice,
    ...(feed.health !== 'off' && {page: absolute(site, feed.page)}),
    home: feed.url,
    feed: feed.feedUrl,
    group: feed.group,
    items: feed.items,
    newest: feed.newest,
    lastGood: feed.lastGood,
    nextVisit: due,
    nextVisitBecause: dueBecause,
    ...rest,
  }))
  const text = JSON.stringify({planet: title, url: site.url + path, feeds: rows}, null, 2)
  // Names and notes come from strangers: nothing in the file may look like markup, whatever it is served as.
  return `${text.replaceAll('<', '\\u003c')}\n`
}

interface Metric {
  readonly name: string
  readonly help: string
  /** Undefined: it has none yet. */
  value(status: FeedStatus): number | undefined
}

const metrics: readonly Metric[] = [
  {
    name: 'almagest_feed_up',
    help: 'Whether the feed is well (1) or failing, gone, in quarantine or never read (0).',
    value: ({feed}) => Number(feed.health === 'good'),
  },
  {name: 'almagest_feed_items', help: 'Items on the page of the feed.', value: ({feed}) => feed.items},
  {name: 'almagest_feed_failures', help: 'Visits in a row that failed.', value: ({failures}) => failures},
  {
    name: 'almagest_feed_quarantined',
    help: 'Whether it waits for its owner to look.',
    value: ({quarantine}) => Number(quarantine !== undefined),
  },
  {
    name: 'almagest_feed_warnings',
    help: 'What was wrong with the last document.',
    value: ({warnings}) => warnings.length,
  },
  {
    name: 'almagest_feed_last_good_timestamp_seconds',
    help: 'The last visit that gave or confirmed a document.',
    value: ({feed}) => seconds(feed.lastGood),
  },
  {
    name: 'almagest_feed_newest_timestamp_seconds',
    help: 'Where its newest item stands in the river.',
    value: ({feed}) => seconds(feed.newest),
  },
  {
    name: 'almagest_feed_next_visit_timestamp_seconds',
    help: 'When it is asked next.',
    value: ({due}) => seconds(due),
  },
]

/** The text format of Prometheus, version 0.0.4. */
function writeMetrics(path: string, feeds: readonly FeedStatus[]): string {
  // What nobody reads cannot be unwell.
  const read = feeds.filter(({feed}) => feed.health !== 'off')
  return metrics.map((metric) => writeMetric(metric, path, read)).join('')
}

function writeMetric({name, help, value}: Metric, path: string, feeds: readonly FeedStatus[]): string {
  const lines = feeds.flatMap((status) => {
    const number = value(status)
    const labels = `planet="${label(path)}",feed="${label(status.feed.key)}"`
    return number === undefined ? [] : [`${name}{${labels}} ${number}\n`]
  })
  return `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${lines.join('')}`
}

function label(text: string): string {
  return text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')
}

function seconds(time: string | undefined): number | undefined {
  return time === undefined ? undefined : Date.parse(time) / 1000
}
