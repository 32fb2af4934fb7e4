import assert from 'node:assert/strict'
import {test} from 'node:test'
import {escapeHtml, escapeMarkup, escapeText, escapeXml} from '../src/escape.ts'

test('text is escaped as far as its place asks', () => {
  const text = `a & b < "c" > 'd'\t\r\n&amp;`
  assert.equal(escapeText(text), `a &amp; b &lt; "c" &gt; 'd'\t\r\n&amp;amp;`)
  assert.equal(escapeMarkup(text), `a &amp; b &lt; &quot;c&quot; &gt; 'd'\t\r\n&amp;amp;`)
  assert.equal(escapeHtml(text), `a &amp; b &lt; &quot;c&quot; &gt; &#39;d&#39;\t\r\n&amp;amp;`)
  assert.equal(escapeXml(text), `a &amp; b &lt; &quot;c&quot; &gt; 'd'&#9;&#13;&#10;&amp;amp;`)
})
