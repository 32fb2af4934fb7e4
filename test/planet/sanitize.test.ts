import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {parseFragment} from 'parse5'
import {allowHosts} from '../../src/planet/address.ts'
import {sanitizeHtml, shorten, toPlainText} from '../../src/planet/sanitize.ts'
import {isBeacon, withoutTracking} from '../../src/planet/tracking.ts'
import {strange} from '../../src/strange.ts'

const base = 'https://blog.example/2024/post'
const clean = (html: string) => sanitizeHtml(html, {base})

describe('markup from outside', () => {
  it('reaches a page through the sanitiser alone', () => {
    const markup = strange('<b onclick="x()">bold</b>')
    // @ts-expect-error The compiler takes it for no text, so that nobody shows it by mistake.
    const shown: string = markup
    assert.equal(typeof shown, 'string')
    assert.equal(sanitizeHtml(markup), '<b>bold</b>')
  })
})

describe('sanitizeHtml: what stays', () => {
  for (const html of [
    'Plain words > none "quoted"',
    '<p>One <em>two</em> <strong>three</strong></p>',
    '<table tabindex="0"><tbody><tr><td colspan="2">x</td></tr></tbody></table>',
    '<pre tabindex="0"><code class="language-ts">let x</code></pre>',
    '<blockquote cite="https://a.example/">q</blockquote>',
    '<math display="block"><mfrac><mn>1</mn><mi>x</mi></mfrac></math>',
    '<svg viewBox="0 0 1 1"><path d="M0 0" fill="red"></path></svg>',
    '<ruby>漢<rt>kan</rt></ruby>',
  ])
    it(html, () => assert.equal(clean(html), html))
})

describe('sanitizeHtml: what the tables let through, whole', () => {
  const far = 'https://a.example/x'
  const late = 'loading="lazy" decoding="async" referrerpolicy="no-referrer"'
  for (const html of [
    '<p dir="rtl" id="item-p" lang="he" title="t">x</p>',
    `<a href="${far}" hreflang="fr" name="item-n" rel="nofollow ugc noopener">x</a>`,
    '<pre class="language-c++" tabindex="0"><code class="language-objective-c">x</code></pre>',
    `<del cite="${far}" datetime="2026-01-01">x</del><ins cite="${far}" datetime="2026-01-02">y</ins>`,
    '<details open><summary>x</summary></details>',
    `<img alt="x" height="9" src="${far}" srcset="${far} 2x" sizes="50vw" width="8" ${late}>`,
    '<ol reversed start="3" type="a"><li value="7">x</li></ol>',
    `<picture><source srcset="${far} 2x" sizes="1px" type="image/webp" media="print" height="1" width="2"><img src="${far}" alt="" ${late}></picture>`,
    `<audio controls preload="none"><source src="${far}" type="audio/ogg"></audio>`,
    `<video height="3" src="${far}" width="4" controls preload="none"></video>`,
    '<table tabindex="0"><caption>c</caption><colgroup span="2"></colgroup><colgroup><col span="1"></colgroup><tbody><tr><th abbr="a" align="left" colspan="2" headers="item-h" rowspan="3" scope="row" id="item-h">x</th><td align="right" colspan="2" headers="item-h" rowspan="3">y</td></tr></tbody></table>',
    '<time datetime="2026-01-01">x</time>',
    '<math display="inline"><mrow><mi mathvariant="bold">x</mi><mo stretchy="false" fence="true">(</mo><mspace width="1em"></mspace></mrow></math>',
    '<math><mfrac linethickness="0"><mi>n</mi><mi>k</mi></mfrac><menclose notation="box"><mi>x</mi></menclose></math>',
    '<math display="block"><mtable><mtr><mtd columnspan="2" rowspan="2"><mi>x</mi></mtd></mtr></mtable></math>',
    '<svg viewBox="0 0 1 1" height="1" width="2"><g transform="scale(2)" opacity=".5"><rect x="1" y="2" rx="1" ry="2" fill="none" stroke="#f00" stroke-width="2"></rect></g></svg>',
    '<svg><line x1="0" x2="1" y1="0" y2="1" stroke-linecap="round" stroke-linejoin="round" stroke-opacity="0.5"></line><polyline points="0,0 1,1"></polyline></svg>',
    '<svg><circle cx="1" cy="2" r="3" fill-rule="evenodd" fill-opacity="50%"></circle><path d="M0 0"></path><text>t<tspan>u</tspan></text></svg>',
  ])
    it(html.slice(0, 60), () => assert.equal(clean(html.replaceAll('="item-', '="')), html))

  for (const scheme of [
    'http:',
    'https:',
    'mailto:',
    'tel:',
    'xmpp:',
    'irc:',
    'ircs:',
    'magnet:',
    'gemini:',
    'matrix:',
  ])
    it(`links of ${scheme}`, () => assert.match(clean(`<a href="${scheme}//a.example/x">x</a>`), / href="[a-z]+:/))

  for (const [html, left] of [
    ['<pre class="line-numbers">x</pre>', '<pre class="" tabindex="0">x</pre>'],
    ['<code class="x language-a"></code>', '<code class="language-a"></code>'],
    ['<code class="xlanguage-a language-b!"></code>', '<code class=""></code>'],
    ['<pre class="xlanguage-a language-b! language-cc"></pre>', '<pre class="language-cc" tabindex="0"></pre>'],
    [`<code class="language-${'x'.repeat(31)}"></code>`, '<code class=""></code>'],
    ['<math display="x"><mo stretchy="a:b" fence="\'true">x</mo></math>', '<math><mo>x</mo></math>'],
    ['<mi>x</mi><mrow>y</mrow>', 'xy'],
    ['<g>x</g><path></path><tspan>y</tspan>', 'xy'],
    ['<source src="/x">x<td>y</td><caption>z</caption>', 'xyz'],
    ['<svg><rect fill="a(url(b" stroke="x url(y)"></rect></svg>', '<svg><rect></rect></svg>'],
    ['<p class="x" style="y" data-src="z" src="/x" align="left">t</p>', '<p>t</p>'],
    ['<img src="/x" class="y" data-x="z">', `<img src="https://blog.example/x" alt="" ${late}>`],
    ['<!doctype html><!-- x -->y', 'y'],
  ] as const)
    it(html, () => assert.equal(clean(html), left))
})

describe('sanitizeHtml: the tree that every reader builds', () => {
  for (const [html, left] of [
    ['<p><button><p>x', '<p></p><p>x</p><p></p>'],
    ['<li><form><li>x', '<li></li><li>x</li>'],
    ['<a href="/x"><object><a href="/y">z', /^<a href="[^"]+x"[^>]*>blog\.example<\/a><a href="[^"]+y"[^>]*>z<\/a>$/],
    ['<svg><g><x><desc><p>x</desc></x></g></svg>', '<svg><g></g></svg>'],
    ['<p><marquee><p><marquee><p><button><p>x', /^(?:<p>x?<\/p>)+$/],
  ] as const)
    it(html, () => {
      const text = clean(html)
      if (typeof left === 'string') assert.equal(text, left)
      else assert.match(text, left)
      assert.equal(clean(text), text)
    })
})

describe('sanitizeHtml: what counts readers', () => {
  for (const name of [
    ...['utm_source', 'UTM_x', 'fbclid', 'gclid', 'dclid', 'msclkid', 'yclid', 'igshid', 'mc_cid', 'mc_eid', 'ref_src'],
    ...['_hsenc', '_hsmi', 'mkt_tok', 'wt_mc', 'oly_anon_id', 'oly_enc_id'],
  ])
    it(`${name} goes from links`, () => {
      assert.equal(withoutTracking(`https://a.example/?${name}=1#x`), 'https://a.example/#x')
      assert.equal(withoutTracking(`https://a.example/p?a=b&${name}=1&c#x?y`), 'https://a.example/p?a=b&c#x?y')
    })

  for (const url of [
    'https://a.example/utm_source=1',
    'https://a.example/#?utm_source=1',
    'https://a.example/?xutm_source=1&fbclids=1&not_gclid=2&mc_x=1',
    'https://a.example/?',
    '?a=1',
  ])
    it(`${url} stays`, () => assert.equal(withoutTracking(url), url))

  for (const url of [
    'https://stats.wordpress.com/x',
    'https://a.doubleclick.net/x',
    'https://stats.wordpress.com:8080/x',
    'https://www.facebook.com/tr',
    'https://www.facebook.com/tr?id=1',
    'https://www.facebook.com/tr/?id=1',
    'https://x.list-manage.com/track/open.php?u=1',
    'https://us1.mailchimp.com/open.php?u=1',
    'https://api.segment.io/v1/pixel/track?data=x',
    'https://www.blogger.com/tracker/1-2',
    'https://t.co/i/adsct?x',
    'https://a.example/b.gif',
    'https://a.example/deep/matomo.php?x',
    'https://matomo.a.example/piwik.php?idsite=1',
    'https://x.piwik.pro/ppms.php?idsite=1',
    'https://a.example/beacon',
    'https://a.example/beacon?x',
    'https://a.example/deep/beacon.gif?x',
    'https://a.example/blank.gif?1',
    'https://a.example/pixel.png',
  ])
    it(`${url} counts`, () => assert.equal(isBeacon(url), true))

  for (const url of [
    'https://notdoubleclick.net/x',
    'https://a.example/?u=https://a.doubleclick.net/x',
    'https://a.example/blank.gif',
    'https://a.example/?x=/b.gif',
    'https://a.example/club.gif',
    'https://a.example/photos/beacon-hill.jpg',
    'https://a.example/photos/beacon.jpg',
    'https://a.example/blog/beacon/a.jpg',
    'https://a.example/logo.matomo.png',
    'https://matomo.org/logo.png',
    'https://segment.io/logo.png',
    'https://www.facebook.com/travel.png',
    'https://a.example/x.facebook.com/tr',
    'https://mailchimp.com/open-house.png',
    'https://x.list-manage.com/tracks.png',
    'https://www.blogger.com/trackers.png',
    'https://statcounter.com.a.example/x.png',
    'https://a.example/www.statcounter.com.png',
    'no address',
  ])
    it(`${url} does not`, () => assert.equal(isBeacon(url), false))
})

describe('sanitizeHtml: what goes', () => {
  for (const [html, left] of [
    ['a<script>alert(1)</script>b', 'ab'],
    ['a<style>p{}</style>b', 'ab'],
    ['<p onclick="x()" style="position:fixed" class="x">t</p>', '<p>t</p>'],
    ['<form action="/x"><input name="q"><button>Go</button></form>', 'Go'],
    ['<a href="java\tscript:alert(1)">x</a>', 'x'],
    ['<a href="data:text/html,x">x</a>', 'x'],
    ['<a title="t"><em>x</em></a>', '<em>x</em>'],
    ['<a name="top"></a>', '<a name="item-top" rel="nofollow ugc noopener"></a>'],
    ['<p id="main">x</p>', '<p id="item-main">x</p>'],
    ['<tr><td>loose', 'loose'],
    [
      '<svg><style>*{}</style><use href="#x"/><rect fill="url(https://spy.example)"/></svg>',
      '<svg><rect></rect></svg>',
    ],
    [
      '<svg><rect stroke="u\\72l(https://spy.example)" fill="rgb(1 2 3)"/></svg>',
      '<svg><rect fill="rgb(1 2 3)"></rect></svg>',
    ],
    ['<object data="x"><p>fallback</p></object>', '<p>fallback</p>'],
    ['<!-- said nothing -->x', 'x'],
    ['<noscript><p>x</p></noscript>', '<p>x</p>'],
    ['<textarea>kept</textarea>', 'kept'],
  ] as const)
    it(html, () => assert.equal(clean(html), left))
})

describe('sanitizeHtml: links', () => {
  for (const [href, left] of [
    ['other', 'https://blog.example/2024/other'],
    ['#note', 'https://blog.example/2024/post#note'],
    ['//cdn.example/x', 'https://cdn.example/x'],
    ['https://a.example/?utm_source=x&a=1&fbclid=2#top', 'https://a.example/?a=1#top'],
    ['https://a.example/?mc_cid=1', 'https://a.example/'],
    ['mailto:a@b.example', 'mailto:a@b.example'],
    ['HTTPS://A.example/B', 'https://a.example/B'],
    ['http:/\\\\a.example', 'http://a.example/'],
  ] as const)
    it(href, () =>
      assert.equal(clean(`<a href="${href}">x</a>`), `<a href="${left}" rel="nofollow ugc noopener">x</a>`),
    )

  it('without a base a relative link stays', () => {
    assert.match(sanitizeHtml('<a href="b">x</a>'), /href="b"/)
  })
})

describe('sanitizeHtml: what its author hid or asked', () => {
  for (const [html, expected] of [
    ['<p hidden>gone</p><p>here</p>', '<p>here</p>'],
    ['<p>a<span style="color: red; DISPLAY : none">b</span>c</p>', '<p>ac</p>'],
    ['<h2>Head<a href="#head" aria-hidden="true">#</a></h2>', '<h2>Head</h2>'],
    ['<ul><li><input type="checkbox" checked> done</li></ul>', '<ul><li>☑ done</li></ul>'],
    ['<ul><li><input type="checkbox" disabled> open<input value="x"></li></ul>', '<ul><li>☐ open</li></ul>'],
    ['<p aria-hidden="true">words</p><p style="color: red">red</p>', '<p>words</p><p>red</p>'],
    [
      '<span><math><mi>x</mi></math><span class="katex-html" aria-hidden="true">x</span></span>',
      '<span><math><mi>x</mi></math></span>',
    ],
  ] as const)
    it(html, () => assert.equal(sanitizeHtml(html), expected))
})

describe('sanitizeHtml: parts of a page', () => {
  const html = '<p id="top">See<a href="#fn:1" name="back">1</a></p><ol><li id="fn:1">Yes</li></ol>'

  it('links to its own parts lead to where it stands by itself, and it brings no ids', () => {
    const safe = sanitizeHtml(html, {base: 'https://a.example/', page: 'https://a.example/2026/foot/#more'})
    assert.equal(
      safe,
      '<p>See<a href="https://a.example/2026/foot/#fn:1" rel="nofollow ugc noopener">1</a></p><ol><li>Yes</li></ol>',
    )
  })

  it('without such a place they stay among themselves', () => {
    assert.match(sanitizeHtml(html), /href="#fn:1".*id="item-fn:1"/)
  })
})

describe('sanitizeHtml: pictures', () => {
  const late = 'loading="lazy" decoding="async" referrerpolicy="no-referrer"'

  it('load late and tell nobody', () => {
    assert.equal(
      clean('<img src="a.png" alt="A" width="9">'),
      `<img src="https://blog.example/2024/a.png" alt="A" width="9" ${late}>`,
    )
  })

  for (const pixel of [
    '<img src="https://x.example/a" width="1" height="1">',
    '<img src="https://x.example/a" style="display:none">',
    '<img src="https://pixel.wp.com/b.gif?x=1">',
    '<a href="https://x.example/"><img src="https://feeds.feedburner.com/~r/x/~4/y"></a>',
  ])
    it(`${pixel} counts readers and goes`, () => assert.equal(clean(`a${pixel}b`), 'ab'))

  it('those that wait for a script are shown', () => {
    assert.match(
      clean('<img src="data:image/gif;base64,R0" data-src="/b.jpg">'),
      /src="https:\/\/blog\.example\/b\.jpg"/,
    )
  })

  it('every candidate of a set is checked', () => {
    const set = 'a.png 1x, javascript:alert(1) 2x, https://b.example/c,d.png 640w'
    assert.match(
      clean(`<img src="a.png" srcset="${set}">`),
      /srcset="https:\/\/blog\.example\/2024\/a\.png 1x, https:\/\/b\.example\/c,d\.png 640w"/,
    )
  })

  it('may be loaded from elsewhere, or not at all', () => {
    const picture = (url: string) => (url.endsWith('a.png') ? '/mirror/a.png' : undefined)
    const html = sanitizeHtml('<img src="a.png" srcset="x 2x"><img src="b.png" alt="B">', {base, picture})
    assert.equal(html, `<img src="/mirror/a.png" alt="" ${late}>B`)
  })

  it('those inside the network of readers are not asked for, unless the owner allows it', () => {
    for (const host of ['127.0.0.1:8080', '[::1]', '0x7f.1', '192.168.0.1', 'router', 'nas.local', '[fd00::1]']) {
      const html = `<img src="http://${host}/x" alt="x"><video src="http://${host}/x"></video><img srcset="http://${host}/x 2x" alt="y">`
      assert.equal(clean(html), 'x<video controls preload="none"></video>y')
      assert.match(clean(`<a href="http://${host}/x">x</a>`), /<a href="http:/)
    }
    const allowed = allowHosts(['nas.local', '10.0.0.0/8'])
    const html = '<img src="http://nas.local/x"><img src="http://10.1.1.1/x"><img src="http://router/x">'
    assert.deepEqual(sanitizeHtml(html, {base, allowed}).match(/src="[^"]+"/g), [
      'src="http://nas.local/x"',
      'src="http://10.1.1.1/x"',
    ])
  })

  it('that stand before a film would be asked for at once, so only those on this site stay', () => {
    const film = '<video poster="a.png" src="b.mp4"></video>'
    assert.doesNotMatch(clean(film), /poster/)
    assert.match(sanitizeHtml(film, {base, picture: () => '/mirror/a.png'}), /poster="\/mirror\/a\.png"/)
    assert.doesNotMatch(sanitizeHtml(film, {base, picture: (url) => url}), /poster/)
  })

  it('those without a word are decoration, so that nobody is read their address', () =>
    assert.match(clean('<img src="a.png">'), /<img src="[^"]+" alt="" loading/))
})

describe('sanitizeHtml: links that say nothing', () => {
  for (const [link, says] of [
    ['<a href="https://www.b.example/x"></a>', />b\.example<\/a>/],
    ['<a href="https://b.example/x"> <b></b></a>', /<b><\/b>b\.example<\/a>/],
    ['<a href="/x"><img src="a.png"></a>', /alt="blog\.example"[^>]*><\/a>/],
    ['<a href="/x"><img src="a.png" alt="A pear"></a>', /alt="A pear"[^>]*><\/a>/],
    ['<a href="/x"><script>x</script></a>', /^$|>blog\.example<\/a>/],
    ['<a href="/x">word</a>', />word<\/a>/],
    ['<a name="x"></a>', /^<a[^>]*><\/a>$/],
    ['<a id="x"></a>', /^<a[^>]*><\/a>$/],
    ['<a href="mailto:a@b.example"></a>', /<a[^>]*><\/a>$/],
    ['<a href="https://awww.b.example/"></a>', />awww\.b\.example<\/a>/],
    ['<a href="/x"><b>bold</b></a>', /<b>bold<\/b><\/a>$/],
    ['<a href="/x"><audio src="a"></audio></a>', /<\/audio><\/a>$/],
    ['<a href="/x"><svg><path/></svg></a>', /<\/svg><\/a>$/],
    ['<a href="/x"><math><mi>x</mi></math></a>', /<\/math><\/a>$/],
    ['<a href="/x"><br><b><i></i><img src="a.png"></b></a>', /alt="blog\.example"[^>]*><\/b><\/a>$/],
    ['<a href="/x"><!-- only --></a>', /^$/],
    ['<p href="/x"></p>', /^<p><\/p>$/],
  ] as const)
    it(link, () => assert.match(clean(link), says))
})

describe('sanitizeHtml: addresses', () => {
  for (const [href, left] of [
    ['b/c', 'b/c'],
    ['?a:b', '?a:b'],
    ['./a:b', './a:b'],
    ['#a:b', '#a:b'],
    [' b\n', 'b'],
    ['http://a.example', 'http://a.example'],
    ['ab:c', undefined],
    ['9:c', undefined],
    [':c', undefined],
    ['java\u0001script:f()', undefined],
    ['\u0001 x:f()', undefined],
    ['http://[', undefined],
  ] as const)
    it(`${JSON.stringify(href)} without a base ${left === undefined ? 'goes' : 'stays'}`, () =>
      assert.equal(/href="([^"]*)"/.exec(sanitizeHtml(`<a href="${href}">x</a>`))?.[1], left))

  it('what cannot be read with a base leads nowhere', () => assert.equal(clean('<a href="http://[">x</a>'), 'x'))

  for (const [html, left] of [
    ['<q cite="a">q</q>', '<q cite="https://blog.example/2024/a">q</q>'],
    ['<q cite="x:y">q</q>', '<q>q</q>'],
    ['<q>q</q>', '<q>q</q>'],
    ['<blockquote><p><a href="a">x</a></p></blockquote>', /<blockquote><p><a href="https:\/\/blog\.example\/2024\/a"/],
    ['<del><img src="//127.0.0.1/x" alt="x"></del>', '<del>x</del>'],
    ['a<!-- b -->c<p>d<!-- e --></p>', 'ac<p>d</p>'],
  ] as const)
    it(html, () => (typeof left === 'string' ? assert.equal(clean(html), left) : assert.match(clean(html), left)))

  it('an address that begins with two slashes may not lead inside either', () =>
    assert.equal(sanitizeHtml('<img src="//127.0.0.1/x" alt="x"><img src="//router/x" alt="y">'), 'xy'))
})

describe('sanitizeHtml: which picture is meant', () => {
  for (const [html, src] of [
    ['<img src="a.png" data-src="b.png">', 'a.png'],
    ['<img src="wait.gif" data-src="https://blog.example/2024/b.png">', 'b.png'],
    ['<img src="a.png" data-src="data:image/gif,x">', 'a.png'],
    ['<img data-src="b.png">', 'b.png'],
    ['<img data-lazy-src="c.png">', 'c.png'],
    ['<img data-original="d.png">', 'd.png'],
    ['<img src="DATA:image/gif,x" data-src="b.png">', 'b.png'],
    ['<img src="not-data:x.png" data-src="b.png">', undefined],
    ['<img src="data:image/gif,x">', undefined],
    ['<img src="a.png" width="2" height="2">', 'a.png'],
    ['<img src="a.png" width="" height="">', 'a.png'],
    ['<img src="a.png" width="100%">', 'a.png'],
    ['<img src="a.png" width="1">', undefined],
    ['<img src="a.png" height="1">', undefined],
    ['<img src="a.png" width="0" height="0">', undefined],
    ['<img src="a.png" width="600" height="1">', 'a.png'],
    ['<img src="a.png" width="1" height="600">', 'a.png'],
    ['<img src="a.png" style="max-width:100%; border-width: 1px; height: auto">', 'a.png'],
    ['<img src="a.png" style="color:red;display : none">', undefined],
    ['<img src="a.png" style="visibility:  hidden">', undefined],
    ['<img src="a.png" style="VISIBILITY :hidden">', undefined],
    ['<img src="a.png" style="x:y; width:1px">', undefined],
    ['<img src="a.png" style="height : 0px">', undefined],
    ['<img src="a.png" style="width:10px">', 'a.png'],
  ] as const)
    it(html, () => assert.equal(/src="https:\/\/blog\.example\/2024\/([^"]*)"/.exec(clean(html))?.[1], src))

  it('words of a picture that goes stay, blanks do not', () => {
    assert.equal(clean('a<img src="x:y" alt=" ">b<img alt="c">'), 'abc')
  })

  for (const [set, left] of [
    ['a.png 1x,b.png 2x', 'a.png 1x, b.png 2x'],
    ['a.png 1.5x ,  b.png   640w', 'a.png 1.5x, b.png 640w'],
    ['a.png', 'a.png'],
    ['a,b.png 10x', 'a,b.png 10x'],
    ['a.png big, b.png 2h', 'a.png, b.png'],
    ['a.png x1x', 'a.png'],
    ['a.png 1xx', 'a.png'],
    ['x:y 1x', undefined],
    [' , ', undefined],
  ] as const)
    it(`of the set ${set}`, () => {
      const found = /srcset="([^"]*)"/.exec(clean(`<img alt="x" srcset="${set}">`))?.[1]
      assert.equal(found?.replaceAll('https://blog.example/2024/', ''), left)
    })

  it('a set in a frame of pictures is checked as well, and goes where pictures are shown from elsewhere', () => {
    const html = '<picture><source srcset="a.webp 1x, http://10.0.0.1/x 2x"><img src="a.png"></picture>'
    assert.match(clean(html), /<source srcset="https:\/\/blog\.example\/2024\/a\.webp 1x"><img/)
    const elsewhere = sanitizeHtml(html, {base, picture: () => '/m.png'})
    assert.match(elsewhere, /^<picture><img src="\/m\.png" /)
    const film = '<video><source src="a.mp4"></video>'
    assert.match(
      sanitizeHtml(film, {base, picture: () => '/m.png'}),
      /<source src="https:\/\/blog\.example\/2024\/a\.mp4">/,
    )
  })
})

describe('sanitizeHtml: embedded media', () => {
  for (const [src, url, says] of [
    [
      'http://m.youtube.com/v/abcdefghijk',
      'https://www.youtube.com/watch?v=abcdefghijk',
      'youtube.com/watch?v=abcdefghijk',
    ],
    [
      '//www.youtube-nocookie.com/embed/abc-def_hij?start=1',
      'https://www.youtube.com/watch?v=abc-def_hij',
      'youtube.com/watch?v=abc-def_hij',
    ],
    [
      'https://youtube.com/embed/videoseries?list=x',
      'https://youtube.com/embed/videoseries?list=x',
      'youtube.com/embed/videoseries?list=x',
    ],
    ['http://player.vimeo.com/video/1234567?h=x', 'https://vimeo.com/1234567', 'vimeo.com/1234567'],
    ['https://tube.example/videos/embed/1-2', 'https://tube.example/videos/watch/1-2', 'tube.example/videos/watch/1-2'],
    [
      'https://www.dailymotion.com/embed/video/x',
      'https://www.dailymotion.com/embed/video/x',
      'dailymotion.com/embed/video/x',
    ],
    ['https://media.ccc.de/v/talk/oembed', 'https://media.ccc.de/v/talk/oembed', 'media.ccc.de/v/talk/oembed'],
  ] as const)
    for (const tag of ['iframe', 'embed'])
      it(`${tag} of ${src}`, () =>
        assert.equal(
          clean(`<${tag} src="${src}" title=" "></${tag}>`),
          `<p><a href="${url}" rel="nofollow ugc noopener">Video: ${says}</a></p>`,
        ))

  for (const src of [
    'https://ads.example/?https://www.youtube.com/embed/abcdefghijk',
    'https://www.youtube.com.ads.example/embed/abcdefghijk',
    'https://ads.example/player.vimeo.com/video/1',
    'javascript:1//https://www.youtube.com/embed/abcdefghijk',
    '',
  ])
    it(`"${src}" is no film`, () => assert.equal(clean(`a<iframe src="${src}" title="t"></iframe>b`), 'ab'))

  it('films wait for their viewers', () => {
    assert.equal(
      clean('<video src="a.mp4" autoplay loop muted width="9"></video>'),
      '<video src="https://blog.example/2024/a.mp4" width="9" controls preload="none"></video>',
    )
    assert.equal(
      clean('<video src="x:y"><a href="/f">film</a></video>').includes('href="https://blog.example/f"'),
      true,
    )
  })

  it('a video becomes a link with its title', () => {
    assert.equal(
      clean('<iframe src="https://www.youtube.com/embed/abcdefghijk?rel=0" title="A talk"></iframe>'),
      '<p><a href="https://www.youtube.com/watch?v=abcdefghijk" rel="nofollow ugc noopener">A talk</a></p>',
    )
  })

  it('another frame leaves its words', () => {
    assert.equal(clean('a<iframe src="https://ads.example/"><b>words</b></iframe>'), 'a words ')
  })

  it('sound waits for its listener', () => {
    assert.equal(
      clean('<audio src="a.mp3" autoplay></audio>'),
      '<audio src="https://blog.example/2024/a.mp3" controls preload="none"></audio>',
    )
  })
})

describe('sanitizeHtml: bounds', () => {
  it('what nests without end comes out as text', () => {
    assert.equal(clean(`${'<div>'.repeat(3000)}deep <b>words</b>`), '<p>deep words</p>')
  })

  it('256 levels are read, that of the document itself among them, and one more is not', () => {
    assert.match(clean(`${'<div>'.repeat(255)}deep`), /^(?:<div>){255}deep/)
    assert.equal(clean(`${'<div>'.repeat(256)}deep`), '<p>deep</p>')
  })

  it('100,000 elements are read, one more is not', () => {
    assert.match(clean('<br>'.repeat(99_990)), /^<br>/)
    assert.equal(clean(`${'<br>'.repeat(100_000)}words`), '<p>words</p>')
  })

  it('beyond two million characters nothing is read, of text and of what is no tree', () => {
    assert.doesNotMatch(clean(`<p>${'x'.repeat(2_000_000)}end</p>`), /end/)
    assert.doesNotMatch(clean(`${'<div>'.repeat(300)}${'x '.repeat(1_000_000)}end`), /end/)
  })

  it('plain text is handed on as it is, also what HTML would not allow in it', () => {
    assert.equal(sanitizeHtml('a > b\r\nc'), 'a > b\r\nc')
    assert.doesNotMatch(sanitizeHtml('a\0b'), /\0/)
  })

  it('misnested tags do not multiply', () => {
    const html = Array.from({length: 3000}, (_, n) => `<p><font color="${n}">${n}`).join('')
    assert.match(clean(html), /2999/)
  })

  it('an element that is unwrapped may have any number of children', () => {
    assert.match(clean(`<x-y>${'<br>'.repeat(90_000)}end</x-y>`), /end$/)
  })
})

describe('sanitizeHtml: whatever comes in', () => {
  const seeds = [
    '<math><mtext><table><mglyph><style><img src=x onerror=f()>',
    '<svg></p><style><a title="</style><img src onerror=f()>">',
    '<form><math><mtext></form><form><mglyph><svg><mtext><style><path id="</style><img onerror=f() src>">',
    '<noscript><p title="</noscript><img src=x onerror=f()>">',
    '<b><i><a href="x" onmouseover=f()><p>',
    '<select><iframe></select><script>f()</script>',
    '<!--><script>f()</script>-->',
    '<template><script>f()</script></template>',
    '<a href="&#106;avascript:f()">x</a>',
  ]
  for (const seed of seeds)
    it(`is harmless, read once or twice: ${seed.slice(0, 40)}`, () => {
      const once = clean(seed)
      assert.equal(actors(once).join(), '')
      assert.equal(actors(clean(once)).join(), '')
    })
})

describe('shorten', () => {
  it('closes what the cut leaves open', () => {
    assert.equal(shorten('<p>one two <b>three four five six</b></p><p>seven</p>', 3), '<p>one two <b>three…</b></p>')
  })

  it('leaves alone what is short enough, or nearly', () => {
    assert.equal(shorten('<p>one two three</p>', 3), undefined)
    assert.equal(shorten('<p>one two three four five six</p>', 5), undefined)
  })

  it('closes only what is open', () => {
    assert.equal(shorten('<ul><li>one</li><li>two <br>three four</li></ul>', 2), '<ul><li>one</li><li>two…</li></ul>')
    assert.equal(
      shorten(`<p title='a b > c'>one</p> </b> <p>two three four</p>`, 2),
      `<p title='a b > c'>one</p> </b> <p>two…</p>`,
    )
    assert.equal(shorten('<p title="a">one </p><p>two three</p>', 1), '<p title="a">one…</p>')
  })

  it('does not take an attribute for words', () => {
    assert.equal(shorten('<img alt="a > b c d"> one two three', 1), '<img alt="a > b c d"> one…')
  })
})

describe('toPlainText', () => {
  it('keeps words apart that stood apart', () => {
    assert.equal(
      toPlainText('<p>one</p><p>t<b>w</b>o &amp; <img alt="three"></p><script>four</script>'),
      'one two & three',
    )
  })
})

/** Whatever could act in some markup, as a browser would read it. */
function actors(html: string): readonly string[] {
  const found: string[] = []
  const walk = (node: {
    childNodes?: readonly unknown[]
    tagName?: string
    attrs?: readonly {name: string; value: string}[]
  }) => {
    if (/^(?:script|style|iframe|object|embed|form|base|meta|link|template|noscript)$/.test(node.tagName ?? ''))
      found.push(node.tagName!)
    for (const {name, value} of node.attrs ?? [])
      if (/^on|^style$/.test(name) || /^\s*javascript:/i.test(value)) found.push(name)
    for (const child of node.childNodes ?? []) walk(child as typeof node)
  }
  walk(parseFragment(html) as never)
  return found
}
