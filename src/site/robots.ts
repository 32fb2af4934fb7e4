/** `robots.txt`: what crawlers are asked (RFC 9309). */
import type {Output, Settings} from '../types.ts'

/** Crawlers that collect for language models or the answers of such, by the names their owners publish. */
const collectors = [
  ...['AI2Bot', 'Amazonbot', 'anthropic-ai', 'Applebot-Extended', 'Bytespider', 'CCBot', 'ChatGPT-User', 'Claude-User'],
  ...[
    'Claude-Web',
    'ClaudeBot',
    'cohere-ai',
    'cohere-training-data-crawler',
    'Diffbot',
    'DuckAssistBot',
    'FacebookBot',
  ],
  ...['Google-CloudVertexBot', 'Google-Extended', 'GPTBot', 'ImagesiftBot', 'img2dataset', 'Meta-ExternalAgent'],
  ...['Meta-ExternalFetcher', 'MistralAI-User', 'OAI-SearchBot', 'omgili', 'omgilibot', 'PanguBot', 'Perplexity-User'],
  ...['PerplexityBot', 'Timpibot', 'VelenPublicWebCrawler', 'Webzio-Extended', 'YouBot'],
]

/**
 * The file, by the setting `crawlers`, with the address of the sitemap. None for a site below a path: crawlers read that of
 * the host alone.
 */
export function robotsOf({site}: Pick<Settings, 'site'>): readonly Output[] {
  if (site.base) return []
  const text = write(site.url, site.crawlers)
  return [{path: 'robots.txt', inputs: [text], draw: () => text}]
}

function write(url: string, crawlers: 'all' | 'no-ai' | 'none'): string {
  if (crawlers === 'none') return 'User-agent: *\nDisallow: /\n'
  const refused = crawlers === 'no-ai' ? [...collectors.map((name) => `User-agent: ${name}`), 'Disallow: /', ''] : []
  return [...refused, 'User-agent: *', 'Allow: /', '', `Sitemap: ${url}/sitemap.xml`, ''].join('\n')
}
