/** Links into the site, through the front door. */
import assert from 'node:assert/strict'
import {test} from 'node:test'
import {type Problem, ProblemsError} from '../src/problem.ts'
import {configText, createSite, post, type TestSite} from './helpers/site.ts'

const target = post(
  'Two',
  '2025-01-02',
  '## A part\n\n<a name="old"></a> Said[^1] and <span id="own">done</span>.\n\n[^1]: A note.',
  'tags: [a]\naliases: [/former/]',
)

/** What is wrong with links in a post, as `line message → hint`. */
async function wrong(site: TestSite): Promise<string[]> {
  const error = await site.build().then(
    () => undefined,
    (error: unknown) => error,
  )
  assert.ok(error instanceof ProblemsError, 'the build should fail')
  return error.problems.map(({line, message, hint}: Problem) => `${line} ${message}${hint ? ` → ${hint}` : ''}`)
}

test('links to what is there are left in peace, however they are written', async (context) => {
  const links = [
    ...['two.md', 'two.md#a-part', 'two.md#own', 'two.md#old', '#here', '#top'],
    ...['/2025/01/two/', '/2025/01/two', '/2025/01/two/#a-part', '../two/#a-part', '/posts/two.md#a-part'],
    ...['/archive/#y2025', '/tags/a/', '/atom.xml', '/tags/a/atom.xml', '/former/', '/logo.svg', '/sitemap.xml'],
    ...['https://example.org/2025/01/two/#a-part', 'https://example.org', 'https://elsewhere.example/no/#part'],
    ...['//elsewhere.example/no/', 'mailto:a@b.example', '/2025/01/two/#:~:text=Said', '/2025/01/two/#comment-3'],
  ]
  const site = createSite(context, {
    'content/posts/one.md': post(
      'One',
      '2025-01-01',
      `## Here\n\n[[#Here]] [[#Here|up]]\n\n${links.map((url) => `[x](${url})`).join('\n')}`,
    ),
    'content/posts/two.md': target,
    'content/static/logo.svg': '<svg/>',
  })
  const {problems} = await site.build()
  assert.deepEqual(problems, [])
})

test('links to pages and parts that are not there are problems with their line', async (context) => {
  const body = [
    'See [a](two.md#a-prat), [b](#nothing), [c](/2025/01/three/),',
    '[d](http://example.org/no/), ![e](/no.png), [f](/tags/b/)',
    'and [g](../../../2025/01/two/#own2) and [[Two#b]].',
  ]
  const site = createSite(context, {
    'content/posts/one.md': post('One', '2025-01-01', body.join('\n')),
    'content/posts/two.md': target,
  })
  assert.deepEqual(await wrong(site), [
    '6 “two.md#a-prat” leads to a part of content/posts/two.md that is not there. → Did you mean “#a-part”?',
    '6 “/2025/01/three/” leads nowhere: nothing stands at /2025/01/three/.',
    '7 “/no.png” leads nowhere: nothing stands at /no.png.',
    '7 “/tags/b/” leads nowhere: nothing stands at /tags/b/.',
    '8 “../../../2025/01/two/#own2” leads to a part of content/posts/two.md that is not there. → Did you mean “#own”?',
    '8 “Two#b” leads to a part of content/posts/two.md that is not there.',
    '6 “#nothing” leads to a part of content/posts/one.md that is not there.',
    '7 “http://example.org/no/” leads nowhere: nothing stands at /no/.',
  ])
})

test('code and prose that show HTML lead nowhere, and nothing can lead to what they show', async (context) => {
  const shown = '<a href="#nope" id="shown">\n<img src="https://shown.example/a.png">'
  const body = [
    `Write \`<a href="#nope">\`, or href="#nope" and > id="shown".`,
    `\`\`\`\n${shown}\n\`\`\`\n\n\`\`\`html\n${shown}\n\`\`\``,
    `<!-- ${shown} -->\n\n<script>const shown = 1 <a && ' href="#nope"'</script>`,
    '<b title=\'<a href="#nope">\' id="here">Here</b> [x](#here), https://linked.example/',
  ]
  const site = createSite(context, {
    'content/posts/one.md': post('One', '2025-01-01', body.join('\n\n')),
    'content/posts/two.md': post('Two', '2025-01-02', '[x](one.md#shown)'),
  })
  assert.deepEqual(await wrong(site), ['6 “one.md#shown” leads to a part of content/posts/one.md that is not there.'])
})

test('a heading that another post links to cannot be renamed unnoticed', async (context) => {
  const site = createSite(context, {
    'content/posts/one.md': post('One', '2025-01-01', 'See [two](two.md#a-part).'),
    'content/posts/two.md': target,
  })
  await site.build()
  site.write('content/posts/two.md', target.replace('A part', 'Another'))
  assert.match(
    (await wrong(site))[0]!,
    /^6 “two\.md#a-part” leads to a part of content\/posts\/two\.md that is not there/,
  )
})

test('links that were in order are looked at again when what they lead to goes, though no text changed', async (context) => {
  const site = createSite(context, {
    'content/posts/one.md': post('One', '2025-01-01', '[a](/tags/a/) ![b](/logo.svg)'),
    'content/posts/two.md': target,
    'content/static/logo.svg': '<svg/>',
  })
  await site.build()
  site.remove('content/static/logo.svg')
  assert.deepEqual(await wrong(site), ['6 “/logo.svg” leads nowhere: nothing stands at /logo.svg.'])
  site.write('content/static/logo.svg', '<svg/>')
  await site.build()
  site.write('content/posts/two.md', target.replace('tags: [a]', 'tags: [b]'))
  assert.deepEqual(await wrong(site), ['6 “/tags/a/” leads nowhere: nothing stands at /tags/a/.'])
})

test('a picture of the front matter that is not there is told at its field', async (context) => {
  const site = createSite(context, {
    'content/posts/one.md': post('One', '2025-01-01', 'Text.', 'tags: [a]\nimage: none.png'),
  })
  const {err} = await site.almagest('build')
  assert.match(
    err,
    /^content\/posts\/one\.md:5:8: The picture “none\.png” leads nowhere\.\n {2}5 \| image: none\.png$/m,
  )
})

test('where the config asks for warnings, the site is built all the same', async (context) => {
  const site = createSite(context, {
    'planet.config.ts': configText("blog: {links: 'warning'},", "url: 'https://example.org/blog'"),
    'content/posts/one.md': post('One', '2025-01-01', '[a](/no/) [b](none.md) [c](/blog/archive/)'),
  })
  const {problems} = await site.build()
  assert.deepEqual(
    problems.map(({message, warning}) => [message, warning]),
    [
      ['The link “none.md” leads nowhere.', true],
      ['“/no/” leads nowhere: nothing stands at /blog/no/.', true],
    ],
  )
})

test('a post that expires takes no other along: links to it are warnings, as are those to drafts and posts to come', async (context) => {
  let now = '2025-06-01T12:00:00.000Z'
  const files = {
    'content/posts/one.md': post('One', '2025-01-01', '[a](offer.md), [[Soon]], [c](/2025/01/draft/)'),
    'content/posts/offer.md': post('Offer', '2025-01-02', 'x', 'expires: 2025-07-01'),
    'content/posts/soon.md': post('Soon', '2025-06-30'),
    'content/posts/draft.md': post('Draft', '2025-01-03', 'x', 'draft: true'),
  }
  const site = createSite(context, files, () => now)
  const told = async () => (await site.build()).problems.map(({message, warning}) => [message.slice(0, 9), warning])
  assert.deepEqual(await told(), [
    ['“Soon” le', true],
    ['“/2025/01', true],
  ])
  now = '2025-07-02T12:00:00.000Z'
  assert.deepEqual(await told(), [
    ['“offer.md', true],
    ['“/2025/01', true],
  ])
})

test('a post that cannot be read makes no link to it a mistake', async (context) => {
  const site = createSite(context, {
    'content/posts/bad.md': post('Spoilt fruit', 'the third of May'),
    'content/posts/one.md': post('One', '2025-01-01', '[x](bad.md) [y](bad.md#part) [z](bad) [[bad]] [[Spoilt fruit]]'),
    'content/posts/two.md': post('Two', '2025-01-02', '[x](worse.md)'),
  })
  const problems = await wrong(site)
  assert.equal(problems.length, 2)
  assert.match(problems[0]!, /is not a date/)
  assert.match(problems[1]!, /“worse\.md” leads nowhere/)
  site.write('content/posts/bad.md', post('Spoilt fruit', '2025-01-03', '## Part'))
  site.remove('content/posts/two.md')
  assert.deepEqual((await site.build()).problems, [])
  assert.match(site.read('dist/2025/01/one/index.html'), /href="\/2025\/01\/bad\/#part"/)
})

test('names with accents apart from their letters, as some systems write them, can be linked to', async (context) => {
  const site = createSite(context, {
    'content/posts/cafe\u0301.md': post('Caf\u00e9', '2025-01-01', '![A picture](bi\u0308ld.svg) ![It](b\u00efld.svg)'),
    'content/posts/bi\u0308ld.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>',
    'content/posts/two.md': post('Two', '2025-01-02', '[x](caf\u00e9.md)'),
  })
  assert.deepEqual((await site.build()).problems, [])
  assert.match(site.read('dist/2025/01/two/index.html'), /href="\/2025\/01\/caf%C3%A9\/"/)
  const [, path] = /src="([^"]*ld\.svg)"/.exec(site.read('dist/2025/01/caf\u00e9/index.html'))!
  assert.match(site.read(`dist${decodeURIComponent(path!)}`), /<svg/)
})

test('what the config leads to has to be there as well', async (context) => {
  const config = (menu: string, icon: string) =>
    configText(
      `theme: {\n    menu: [{title: 'Elsewhere', url: 'https://a.example/'}, {title: 'M', url: '${menu}'}],\n    icon: '${icon}'},`,
    )
  const site = createSite(context, {
    'planet.config.ts': config('/nowhere/', '/no.svg'),
    'content/pages/about.md': '---\ntitle: About\n---\n\n## Me\n',
    'content/static/yes.svg': '<svg/>',
  })
  assert.deepEqual(await wrong(site), [
    '5 “/nowhere/” leads nowhere: nothing stands at /nowhere/.',
    '6 “/no.svg” leads nowhere: nothing stands at /no.svg.',
  ])
  site.write('planet.config.ts', config('/about/#me', '/yes.svg'))
  assert.deepEqual((await site.build()).problems, [])
  assert.deepEqual((await site.build({base: '/blog'})).problems, [])
  site.remove('content/static/yes.svg')
  assert.deepEqual(await wrong(site), ['6 “/yes.svg” leads nowhere: nothing stands at /yes.svg.'])
})

test('a file that is refused for its name is the only mistake told of it', async (context) => {
  const site = createSite(context, {
    'content/posts/a.md': post('A', '2025-01-01', '![One](b%3F.jpg) ![Two](<b?.jpg>) [three](b%3F.jpg)'),
    'content/posts/b?.jpg': 'x',
  })
  await assert.rejects(site.build(), ({problems}: ProblemsError) => {
    const expected = ['content/posts/b?.jpg: The file cannot be published: its name holds ?.']
    assert.deepEqual(
      problems.map(({file, message}) => `${file}: ${message}`),
      expected,
    )
    return true
  })
})
