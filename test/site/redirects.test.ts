/** Former addresses of posts, through the front door. */
import assert from 'node:assert/strict'
import {test} from 'node:test'
import {ProblemsError} from '../../src/problem.ts'
import {configText, createSite, post} from '../helpers/site.ts'

const aliases = 'aliases: [/archives/000131.html, "/old/Größe/", /2025/01/one/]'

test('every former address of a post leads to it', async (context) => {
  const site = createSite(context, {'content/posts/one.md': post('One & all', '2025-01-01', 'Text.', aliases)})
  await site.build()
  for (const path of ['archives/000131.html', 'old/Größe/index.html']) {
    const page = site.read(`dist/${path}`)
    assert.match(page, /<meta http-equiv="refresh" content="0; url=\/2025\/01\/one\/">/)
    assert.match(page, /<link rel="canonical" href="https:\/\/example.org\/2025\/01\/one\/">/)
    assert.match(page, /<a href="\/2025\/01\/one\/">One &amp; all<\/a>/)
  }
  assert.match(site.read('dist/2025/01/one/index.html'), /Text\./)
})

test('hosts and servers are told of former addresses in the languages that the config names', async (context) => {
  const config = configText("blog: {redirects: ['netlify', 'nginx', 'caddy', 'apache']},")
  const files = {
    'planet.config.ts': config.replace("'https://example.org'", "'https://example.org/blog/'"),
    'content/posts/größe.md': post('One', '2025-01-01', 'Text.', 'aliases: ["/old (1)/Größe 100%25.html", /b/, /a$1/]'),
    'content/static/_redirects': '/shop/* https://shop.example/:splat 302\n',
  }
  const site = createSite(context, files)
  await site.build()
  const [to, old] = ['/blog/2025/01/gr%C3%B6%C3%9Fe/', '/blog/old%20(1)/Gr%C3%B6%C3%9Fe%20100%25.html']
  assert.deepEqual(
    Object.keys(site.tree()).filter((path) => /^(?:old|a\$1|b)/.test(path)),
    [],
    'pages were not asked for',
  )
  assert.equal(
    site.read('dist/_redirects'),
    `/shop/* https://shop.example/:splat 302\n\n/blog/a$1/ ${to} 301\n/blog/b/ ${to} 301\n${old} ${to} 301\n`,
  )
  assert.equal(
    site.read('dist/redirects.nginx.map'),
    `"/blog/a$1/" "${to}";\n"/blog/b/" "${to}";\n"/blog/old (1)/Größe 100%.html" "${to}";\n`,
  )
  assert.equal(
    site.read('dist/redirects.caddy'),
    `redir /blog/a$1/ ${to} permanent\nredir /blog/b/ ${to} permanent\nredir ${old} ${to} permanent\n`,
  )
  const escaped = to.replaceAll('%', '\\%')
  assert.equal(
    site.read('dist/.htaccess'),
    `<IfModule mod_rewrite.c>
  RewriteEngine On
  RewriteRule "^a\\$1/$" "${escaped}" [R=301,L,NE]
  RewriteRule "^b/$" "${escaped}" [R=301,L,NE]
  RewriteRule "^old \\(1\\)/Größe 100%\\.html$" "${escaped}" [R=301,L,NE]
</IfModule>
`,
  )
})

test('pages and the rules of Netlify and Cloudflare are written unless the config says otherwise', async (context) => {
  const site = createSite(context, {'content/posts/one.md': post('One', '2025-01-01', 'Text.', 'aliases: /old/')})
  await site.build()
  assert.equal(site.read('dist/_redirects'), '/old/ /2025/01/one/ 301\n')
  assert.ok('old/index.html' in site.tree())
  site.write('content/posts/one.md', post('One', '2025-01-01'))
  const {removed} = await site.build()
  assert.deepEqual(removed.toSorted(), ['_redirects', 'old/index.html'])
})

test('former addresses lie below the path of the site and go with the post', async (context) => {
  const files = {'planet.config.ts': configText().replace("'https://example.org'", "'https://example.org/blog/'")}
  const site = createSite(context, {
    ...files,
    'content/posts/one.md': post('One', '2025-01-01', 'Text.', aliases),
    'content/posts/two.md': post('Two', '2025-01-02'),
  })
  await site.build()
  assert.match(site.read('dist/archives/000131.html'), /url=\/blog\/2025\/01\/one\//)
  site.write('content/posts/one.md', post('One', '2025-01-01', 'Text.', `${aliases}\ndraft: true`))
  const {removed} = await site.build()
  assert.ok(removed.includes('archives/000131.html'))
})

test('two posts that lead each other in a circle are told so, also where only a server leads on', async (context) => {
  for (const redirects of ["['html']", "['nginx']"]) {
    const site = createSite(context, {
      'planet.config.ts': configText(`blog: {redirects: ${redirects}},`),
      'content/posts/one.md': post('One', '2025-01-01', 'Text.', 'aliases: [/2025/01/two/, /old/]'),
      'content/posts/two.md': post('Two', '2025-01-01', 'Text.', 'aliases: [/2025/01/one/, /old/]'),
    })
    await assert.rejects(site.build(), (error) => {
      assert.ok(error instanceof ProblemsError)
      for (const url of ['/2025/01/one/', '/2025/01/two/', '/old/'])
        assert.ok(error.message.includes(`Two pages want ${url}.`), url)
      return true
    })
  }
})

test('what wants the address of a page that is made is named once, and so are settings where there is no file', async (context) => {
  const problemsOf = async (files: Record<string, string>) => {
    const error = await createSite(context, {
      'content/posts/one.md': post('One', '2025-01-01', 'x', 'tags: [a]'),
      ...files,
    })
      .build()
      .catch((error: unknown) => error)
    assert.ok(error instanceof ProblemsError)
    return error.problems.map(({file, message, hint}) => `${file}: ${message} ${hint}`)
  }
  const page = '---\ntitle: Tags\n---\n'
  assert.deepEqual(await problemsOf({'content/pages/tags.md': page}), [
    'content/pages/tags.md: Two pages want /tags/. A page that Almagest makes has it already. Give it another `slug` or name, or take the address from its `aliases`.',
  ])
  assert.deepEqual(await problemsOf({'content/static/atom.xml': '<feed/>'}), [
    'content/static/atom.xml: Two pages want /atom.xml. A page that Almagest makes has it already. Take it away, or give it another name.',
  ])
  const planet = configText("planet: {path: '/tags/'},")
  const [problem] = await problemsOf({'planet.config.ts': planet})
  assert.match(problem!, /^undefined: Two pages want \/tags\/\. Almagest would make both\. .*`path`/)
})

test('former addresses of feeds and lists are led on: to a page by a page, of a file by the file itself', async (context) => {
  const named = (redirects: string, more = '') =>
    configText(more, `url: 'https://pears.blog/b', redirects: {${redirects}}`)
  const all = "'/feed/': '/rss.xml', '/index.rdf': '/rss.xml', '/b/tags/old/': '/tags/a/'"
  const site = createSite(context, {
    'planet.config.ts': named(all),
    'content/posts/one.md': post('One', '2025-01-01', 'Text.', 'tags: [a]'),
  })
  assert.deepEqual((await site.build()).problems, [])
  for (const path of ['feed/index.html', 'index.rdf'])
    assert.equal(site.read(`dist/${path}`), site.read('dist/rss.xml'))
  assert.match(site.read('dist/tags/old/index.html'), /url=\/b\/tags\/a\//)
  assert.match(
    site.read('dist/_redirects'),
    /^\/b\/feed\/ \/b\/rss\.xml 301\n\/b\/index\.rdf .*\n\/b\/tags\/old\/ \/b\/tags\/a\/ 301$/m,
  )
  assert.deepEqual(JSON.parse(site.read('permanence.json'))['/feed/'], {of: 'site.redirects'})

  const wrong = async () => {
    const error = await site.build({accept: false}).catch((error: unknown) => error)
    assert.ok(error instanceof ProblemsError)
    return error.problems.map(({message, hint}) => `${message} ${hint}`).join('\n')
  }
  site.write('planet.config.ts', named("'/feed/': '/rss.xml'"))
  assert.match(
    await wrong(),
    /^\/index\.rdf and \/tags\/old\/ would vanish: `site\.redirects` leads on from there no more\. Put it back/,
  )
  site.write('planet.config.ts', named(`${all}, '/x/': '/rs.xml'`))
  assert.match(
    await wrong(),
    /^`site\.redirects` leads from \/x\/ to \/rs\.xml, where nothing stands\. Did you mean \/rss\.xml\?$/,
  )
  site.write('planet.config.ts', named(`${all}, '/2025/01/one/': '/rss.xml'`))
  assert.match(await wrong(), /Two pages want \/2025\/01\/one\/\. site\.redirects has it already\./)
  site.write('planet.config.ts', named(`${all}, 'x?y': '/rss.xml'`))
  assert.match(await wrong(), /Expected a path of the site/)
  site.write('planet.config.ts', named(all, "blog: {redirects: ['nginx']},"))
  await site.build({accept: false})
  assert.ok(!('index.rdf' in site.tree()))
})

test('a former address that is another page’s own is a problem that names both', async (context) => {
  const site = createSite(context, {
    'content/posts/one.md': post('One', '2025-01-01', 'Text.', 'aliases: /2025/01/two/'),
    'content/posts/two.md': post('Two', '2025-01-01'),
  })
  await assert.rejects(site.build(), (error) => {
    assert.ok(error instanceof ProblemsError)
    assert.match(error.message, /Two pages want \/2025\/01\/two\/\./)
    const [{file, message, hint} = {message: ''}] = error.problems
    assert.match(`${file}: ${message}`, /^content\/posts\/two\.md: .* content\/posts\/one\.md has it already\.$/)
    assert.match(hint!, /take the address from the `aliases`/)
    return true
  })
})

test('a former address that cannot be one is shown where it stands', async (context) => {
  const site = createSite(context, {
    'content/posts/one.md': '---\ntitle: One\ndate: 2025-01-01\naliases:\n  - /old/\n  - /?p=1\n---\n',
    'content/posts/two.md':
      '---json\n{"title": "Two", "date": "2025-01-01", "aliases": ["/a/", "/#b"], "draft": 5}\n---\n',
  })
  await assert.rejects(site.build(), (error) => {
    assert.ok(error instanceof ProblemsError)
    assert.deepEqual(
      error.problems.map(({line, column, source}) => [line, source?.slice(column! - 1, column! + 3)]),
      [
        [6, '/?p='],
        [2, '5}'],
        [2, '/#b"'],
      ],
    )
    return true
  })
})
