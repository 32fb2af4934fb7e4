/** The measured blog as a project of Hugo, with a small theme that shows what a blog has. */
import {spawnSync} from 'node:child_process'
import {mkdirSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {type Corpus, fields, type Manner, writeCorpus} from './generate.ts'

/** What Hugo says of itself, such as `v0.111.3+extended`; undefined where it is not installed. */
export function hugoVersion(): string | undefined {
  const {status, stdout} = spawnSync('hugo', ['version'], {encoding: 'utf8'})
  return status === 0 ? (/v\d[^\s-]*/.exec(stdout)?.[0] ?? 'of unknown version') : undefined
}

const manner: Manner = {
  posts: 'content/posts',
  pictures: 'static/img',
  // Yearly archives are a taxonomy to Hugo.
  write: ({title, date, description, tags, category, body}) =>
    `---\n${fields({title, date, description, tags, categories: [category], years: [date.slice(0, 4)]})}---\n\n${body}`,
}

/** Write the blog of `count` posts into `folder`, with Hugo's config and templates. */
export function generateHugo(folder: string, count: number): Corpus {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), {recursive: true})
    writeFileSync(join(folder, path), text)
  }
  return writeCorpus(folder, count, manner)
}

const config = `baseURL = "https://example.org/"
title = "Bench"
languageCode = "en"
paginate = 10
rssLimit = 20
timeout = "10m"
disableKinds = ["section", "404", "robotsTXT"]

[outputs]
home = ["HTML", "RSS"]
taxonomy = ["HTML"]
term = ["HTML"]

[taxonomies]
tag = "tags"
year = "years"

[permalinks]
posts = "/posts/:filename/"
years = "/archive/:slug/"

[markup.goldmark.renderer]
unsafe = true

[markup.highlight]
noClasses = false
`

const frame = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{{ .Title }} · {{ .Site.Title }}</title>
{{ with .Description }}<meta name="description" content="{{ . }}">{{ end }}
<link rel="canonical" href="{{ .Permalink }}">
<link rel="alternate" type="application/rss+xml" href="/index.xml">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header><a href="/">{{ .Site.Title }}</a> <nav><a href="/archive/">Archive</a> <a href="/tags/">Tags</a></nav></header>
<main>
{{ block "main" . }}{{ end }}
</main>
<footer>Made to be measured.</footer>
</body>
</html>
`

const home = `{{ define "main" }}{{ $pages := .Paginate .Site.RegularPages }}
{{ range $pages.Pages }}<article>
<h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>
{{ partial "date.html" . }}
{{ .Summary }}
</article>
{{ end }}
<nav>{{ if $pages.HasPrev }}<a rel="prev" href="{{ $pages.Prev.URL }}">Newer</a>{{ end }}
{{ if $pages.HasNext }}<a rel="next" href="{{ $pages.Next.URL }}">Older</a>{{ end }}</nav>{{ end }}
`

const post = `{{ define "main" }}<article>
<h1>{{ .Title }}</h1>
{{ partial "date.html" . }} in {{ delimit .Params.categories ", " }}
{{ .Content }}
<p>{{ range .GetTerms "tags" }}<a rel="tag" href="{{ .RelPermalink }}">{{ .LinkTitle }}</a> {{ end }}</p>
<nav>{{ with .PrevPage }}<a rel="prev" href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextPage }}<a rel="next" href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav>
</article>{{ end }}
`

const term = `{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>
{{ range .Pages }}<li>{{ partial "date.html" . }} <a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul>{{ end }}
`

const terms = `{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>
{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> ({{ len .Pages }})</li>
{{ end }}</ul>{{ end }}
`

const date = `<time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2 January 2006" }}</time>
`

const feed = `{{ printf "<?xml version=\\"1.0\\" encoding=\\"utf-8\\"?>" | safeHTML }}
<rss version="2.0">
<channel>
<title>{{ .Site.Title }}</title>
<link>{{ .Permalink }}</link>
<description>{{ .Site.Title }}</description>
{{ range first .Site.Config.Services.RSS.Limit .Site.RegularPages }}<item>
<title>{{ .Title }}</title>
<link>{{ .Permalink }}</link>
<guid>{{ .Permalink }}</guid>
<pubDate>{{ .Date.Format "Mon, 02 Jan 2006 15:04:05 -0700" | safeHTML }}</pubDate>
<description>{{ .Content | html }}</description>
</item>
{{ end }}</channel>
</rss>
`

const files: Readonly<Record<string, string>> = {
  'hugo.toml': config,
  'content/years/_index.md': '---\ntitle: Archive\nurl: /archive/\n---\n',
  'static/style.css': 'body { font: 1rem/1.6 serif; max-inline-size: 45rem; margin: auto }\npre { overflow: auto }\n',
  'layouts/index.html': home,
  'layouts/index.rss.xml': feed,
  'layouts/_default/baseof.html': frame,
  'layouts/_default/single.html': post,
  'layouts/_default/term.html': term,
  'layouts/_default/taxonomy.html': terms,
  'layouts/partials/date.html': date,
}
