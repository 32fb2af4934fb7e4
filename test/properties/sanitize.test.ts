import assert from 'node:assert/strict'
import {test} from 'node:test'
import fc from 'fast-check'
import {parseFragment} from 'parse5'
import {sanitizeHtml, toPlainText} from '../../src/planet/sanitize.ts'
import {shorten} from '../../src/planet/shorten.ts'

const runs = {numRuns: 400, seed: 20261123}
const base = 'https://blog.example/2026/post'
const clean = (html: string) => sanitizeHtml(html, {base})

const words = (text: string) => fc.constantFrom(...text.trim().split(/\s+/))
const tag = fc.oneof(
  words(
    'p div a b i em table tbody tr td th caption ul li details summary pre code h2 blockquote ruby rt picture source',
  ),
  words('img video audio math mi mtext mrow svg g path text tspan rect circle br hr center font tt dd dl dt'),
  words(
    'script style template noscript iframe object embed form input button select option textarea title xmp plaintext',
  ),
  words(
    'base link meta frameset foreignObject desc annotation-xml mglyph use image animate set x-y slot dialog noembed',
  ),
)
const scheme = words(
  'https: http: javascript: JAVASCRIPT: data: vbscript: blob: file: mailto: tel: java\tscript: //x ../x #x',
)
const value = fc.oneof(
  fc.tuple(scheme, fc.string({maxLength: 8})).map((parts) => parts.join('')),
  fc.string({unit: 'binary', maxLength: 12}),
  words(
    '1 0 javascript:f() url(https://x) expression(f()) "><script>f()</script> \'onload=f() `onload=f() &quot;onload=f()',
  ),
)
const name = fc.oneof(
  words(
    'href src srcset poster cite title alt width height style class id name xlink:href action formaction ping fill',
  ),
  words('onload onerror onclick ONFOCUS on onx srcdoc background target rel is slot data-src type value headers sizes'),
  fc.string({maxLength: 6}),
)
const attribute = fc
  .tuple(name, value, words('" \' none'))
  .map(([name, value, quote]) => (quote === 'none' ? `${name}=${value}` : `${name}=${quote}${value}${quote}`))
const opening = fc.tuple(tag, fc.array(attribute, {maxLength: 3})).map(([tag, list]) => `<${[tag, ...list].join(' ')}>`)
const piece = fc.oneof(
  {weight: 5, arbitrary: opening},
  {weight: 3, arbitrary: tag.map((name) => `</${name}>`)},
  {weight: 2, arbitrary: fc.string({unit: 'binary', maxLength: 10})},
  words('<!-- --> --!> <![CDATA[ ]]> <? ?> <! </ < > & &lt; &#0; &#x3c; &amp;lt; \0 " \''),
)
/** HTML as no author writes it: tags that open, close and cross as they like. */
const html = fc.array(piece, {maxLength: 40}).map((pieces) => pieces.join(''))

/** Elements alone, among them those around which the rules of HTML close others, or do not. */
const nesting = fc.oneof(
  words('p div li ul h1 h2 a b table td tr caption dd dl svg g text math mi mtext ruby rt picture pre details'),
  words('button object marquee form fieldset nobr noscript x-y option select foreignObject desc title mglyph center'),
)
const crossed = fc
  .array(
    fc.oneof(
      nesting.map((name) => `<${name}>`),
      nesting.map((name) => `</${name}>`),
      fc.constant('x'),
    ),
    {maxLength: 25},
  )
  .map((pieces) => pieces.join(''))

interface Node {
  readonly tagName?: string
  readonly namespaceURI?: string
  readonly attrs?: readonly {readonly name: string; readonly value: string}[]
  readonly childNodes?: readonly Node[]
}

/** All elements of some markup, as a browser would read it. */
function elementsOf(markup: string, read = (text: string): Node => parseFragment(text) as never): readonly Node[] {
  const walk = (node: Node): readonly Node[] => [
    ...(node.tagName ? [node] : []),
    ...(node.childNodes ?? []).flatMap(walk),
  ]
  return walk(read(markup))
}

const harmless = new Set(
  'a abbr acronym address article aside audio b bdi bdo big blockquote br caption center circle cite code col colgroup dd del details dfn div dl dt ellipse em figcaption figure font footer g h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li line main mark math menclose merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover nav ol p path picture polygon polyline pre q rect rp rt ruby s samp section semantics small source span strike strong sub summary sup svg table tbody td text tfoot th thead time tr tspan tt u ul var video wbr'.split(
    ' ',
  ),
)
const loading = /^(?:src|srcset|poster|cite)$/
const plainAttributes =
  /^(?:abbr|align|alt|class|colspan|columnspan|controls|cx|cy|d|datetime|decoding|dir|display|fence|fill(?:-opacity|-rule)?|headers|height|href|hreflang|id|lang|loading|mathvariant|media|name|opacity|open|points|preload|r|referrerpolicy|rel|reversed|rowspan|rx|ry|scope|sizes|span|start|stretchy|stroke(?:-line(?:cap|join)|-opacity|-width)?|tabindex|title|transform|type|value|viewBox|viewbox|width|x|x1|x2|y|y1|y2)$/

/** What could act, ask or hide in some markup: nothing may be found. */
function faults(markup: string): readonly string[] {
  return elementsOf(markup).flatMap(({tagName, attrs = []}) => [
    ...(harmless.has(tagName!) ? [] : [`<${tagName}>`]),
    ...attrs.flatMap(({name, value}) => {
      if (!plainAttributes.test(name) && !loading.test(name)) return [`${tagName} ${name}`]
      if (loading.test(name) && value !== '' && !/^https?:\/\//.test(value)) return [`${tagName} ${name}=${value}`]
      if (name === 'href' && !/^(?:https?|mailto|tel|xmpp|ircs?|magnet|gemini|matrix):/.test(value)) return [value]
      if (/^(?:id|name)$/.test(name) && !value.startsWith('item-')) return [value]
      return /^(?:fill|stroke)/.test(name) && /url|\\/i.test(value) ? [value] : []
    }),
  ])
}

test('whatever comes in, what comes out holds nothing that acts or asks, read once, twice or by its words', () => {
  fc.assert(
    fc.property(html, (text) => {
      const once = clean(text)
      assert.deepEqual(faults(once), [], once)
      assert.deepEqual(faults(clean(once)), [])
      assert.deepEqual(
        faults(`<p>${once}</p><table><td>${once}</td></table><svg>${once}</svg>`).filter(
          (fault) => !/^<(?:p|table|td|svg|tbody|tr)>/.test(fault),
        ),
        [],
      )
      assert.deepEqual(faults(shorten(once, 3) ?? ''), [])
      assert.doesNotMatch(toPlainText(once), /[\n\t]/)
    }),
    runs,
  )
})

test('what came out is the tree that every reader builds of it, and comes out again as it is', () => {
  // In drawings, attributes without a value are written with an empty one.
  const plainly = (markup: string) => markup.replaceAll('=""', '')
  fc.assert(
    fc.property(fc.oneof(html, crossed), (text) => {
      const once = clean(text)
      assert.equal(plainly(clean(once.replaceAll('="item-', '="'))), plainly(once))
    }),
    {...runs, numRuns: 2000},
  )
})
