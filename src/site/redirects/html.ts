/** Former addresses as small pages that lead on, for hosts that only know files. */
import {decodePath, servedFile} from '../../text.ts'
import type {Output, SiteSettings} from '../../types.ts'
import {absolute} from '../format.ts'
import {html, toText} from '../html.ts'

/** One former address. Both are paths with base, percent-encoded. */
export interface Redirect {
  readonly from: string
  readonly to: string
  readonly title: string
  /** The source that asked for it. */
  readonly source: string
  /** It follows from a former pattern of addresses: nobody wrote it down. */
  readonly implied?: true
  /** The file that it leads to, where that is no page. */
  readonly file?: Output
}

/** The page at a former address; browsers and search engines go on to the present one. What is no page stands there itself. */
export function toPage({from, to, title, source, file}: Redirect, site: SiteSettings): Output {
  const {language} = site
  const path = servedFile(decodePath(from.slice(site.base.length))!.slice(1))
  if (file) return {...file, path, from: source}
  const target = absolute(site, to)
  return {
    path,
    inputs: ['redirect', language, to, target, title],
    draw: () => draw(language, to, target, title),
    from: source,
  }
}

function draw(language: string, to: string, target: string, title: string): string {
  return toText(html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>${title}</title>
<link rel="canonical" href="${target}">
<meta http-equiv="refresh" content="0; url=${to}">
<meta name="robots" content="noindex">
</head>
<body><p><a href="${to}">${title}</a></p></body>
</html>
`)
}
