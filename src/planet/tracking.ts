/** What watches readers: parameters in links and pictures that nobody is meant to see. */

const parameters =
  /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_(?:cid|eid)|ref_src|_hsenc|_hsmi|mkt_tok|wt_mc|oly_(?:anon|enc)_id)$/i

/** The URL without the parameters that campaigns add to it (`docs/merging.md` names them); else as it was. */
export function withoutTracking(url: string): string {
  if (!/[?&](?:utm_|fbclid|[gdmy]s?clk?id|igshid|mc_|ref_src|_hs|mkt_tok|wt_mc|oly_)/i.test(url)) return url
  const [, path, query, fragment] = /^([^?#]*)\?([^#]*)(.*)$/s.exec(url) ?? []
  if (path === undefined || query === undefined) return url
  const kept = query.split('&').filter((pair) => !parameters.test(pair.split('=', 1)[0]!))
  return path + (kept.length ? `?${kept.join('&')}` : '') + fragment
}

/** Hosts that do nothing but count. */
const hosts =
  /(?:^|\.)(?:stats\.wordpress\.com|pixel\.wp\.com|google-analytics\.com|doubleclick\.net|feedsportal\.com|pheedo\.com|scorecardresearch\.com|pixel\.quantserve\.com|statcounter\.com|bat\.bing\.com|api\.segment\.io|pixel\.newscred\.com|feeds\.feedburner\.com|rss-tr\.com|analytics\.twitter\.com|ad\.linksynergy\.com|counter\.yadro\.ru)\.?$/

/** Where hosts that show pictures as well have their counters. */
const places =
  /^(?:[^/]*\.)?(?:facebook\.com\/tr|mailchimp\.com\/open(?:\.php)?|list-manage\.com\/track|blogger\.com\/tracker|t\.co\/i\/adsct)(?:$|[/?])/

/** What counters are called on any host. */
const paths =
  /^[^?]*\/(?:~r\/|~ff\/|_\/stat\b|b\.gif|pixel\.(?:gif|png)|blank\.gif\?|beacon(?:\.gif|\.php)?(?:$|\?)|(?:matomo|piwik|ppms)\.php|1x1\.(?:gif|png)|tracker\/\d|__utm\.gif|open\.aspx|fsbounce)/

/** Whether the picture at an absolute URL is a known counter of readers. */
export function isBeacon(url: string): boolean {
  const parsed = URL.parse(url)
  if (!parsed) return false
  const {hostname, pathname, search} = parsed
  const path = pathname + search
  return hosts.test(hostname) || places.test(hostname + path) || paths.test(path)
}
