import assert from 'node:assert/strict'
import {test} from 'node:test'
import {findAnchors} from '../../src/content/anchors.ts'

test('anchors are found in tags alone, whatever stands in the values before them', () => {
  const html = [
    '<h2 id="a&amp;b">href="#text" <code>&#x3C;a href="https://code.example/" id="code"></code></h2>',
    '<p title="1 > 2 <b id=x" id="p">6" <a class="u" href="https://a.example/?b&amp;c">A</a><a name="old"></a>',
    '<!-- <a href="#comment"> --><img alt="<img" src="//b.example/b.png"><a href="two.html">B</a>',
    '<script src="https://c.example/c.js"></script><script>if (1 <a && " href="#script">")</script><a href="#p">P</a>',
  ]
  assert.deepEqual(findAnchors(html.join('\n')), {
    ids: ['a&b', 'p', 'old'],
    hrefs: ['https://a.example/?b&c', '//b.example/b.png', 'https://c.example/c.js', '#p'],
  })
})
