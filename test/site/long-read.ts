/** A post that uses everything Markdown can become, as the content pipeline writes it. */
export const longRead = `<p>A mirror is the slowest thing I have ever made. You take two discs of glass, put wet grit between them, and push. The
upper one becomes hollow, the lower one round, and after some <a href="https://example.net/strokes">forty thousand strokes</a> you have
something that <strong>almost</strong> works<sup><a href="#user-content-fn-1" id="user-content-fnref-1" data-footnote-ref aria-describedby="footnote-label">1</a></sup>.
The rest of the winter goes into the word <em>almost</em>.</p>
<h2 id="method">The method<a class="anchor" href="#method" aria-hidden="true" tabindex="-1"></a></h2>
<p>Walk round the barrel. Turn the glass. Press <kbd>Ctrl</kbd>+<kbd>S</kbd> from time to time, and keep the notes in <code>strokes.txt</code>.</p>
<blockquote><p>The glass does not care how much time you have.</p></blockquote>
<figure><img src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 700 300'%3E%3Crect width='700' height='300' fill='%23123'/%3E%3Ccircle cx='480' cy='130' r='70' fill='%23eda'/%3E%3C/svg%3E" alt="A pale disc on a dark ground" width="700" height="300" decoding="async"><figcaption>The mirror under the lamp, second week of January.</figcaption></figure>
<h3 id="numbers">Numbers<a class="anchor" href="#numbers" aria-hidden="true" tabindex="-1"></a></h3>
<table tabindex="0"><thead><tr><th>Grit</th><th class="align-right">Size in µm</th><th class="align-right">Hours</th><th>What it leaves behind on the surface</th></tr></thead>
<tbody><tr><td>80</td><td class="align-right">165</td><td class="align-right">11</td><td>craters that can be felt with a fingernail</td></tr>
<tr><td>220</td><td class="align-right">63</td><td class="align-right">6</td><td>a grey that a lamp shines through</td></tr>
<tr><td>1000</td><td class="align-right">11</td><td class="align-right">9</td><td>nothing that you could see</td></tr></tbody></table>
<ul class="contains-task-list">
<li class="task-list-item"><input type="checkbox" checked disabled aria-label="Done"> grind</li>
<li class="task-list-item"><input type="checkbox" disabled aria-label="To do"> polish
<ul><li>pitch, warm</li><li>rouge, <del>dry</del> wet</li></ul></li>
</ul>
<pre tabindex="0"><code class="language-ts"><span class="hljs-comment">/** Depth of the curve in millimetres, a number nobody believes at first. */</span>
<span class="hljs-keyword">export</span> <span class="hljs-keyword">function</span> <span class="hljs-title function_">sagitta</span>(<span class="hljs-params">diameter: <span class="hljs-built_in">number</span>, focalLength: <span class="hljs-built_in">number</span></span>): <span class="hljs-built_in">number</span> {
  <span class="hljs-keyword">const</span> unit = <span class="hljs-string">'mm'</span>
  <span class="hljs-keyword">return</span> diameter ** <span class="hljs-number">2</span> / (<span class="hljs-number">16</span> * focalLength) <span class="hljs-comment">// a parabola is near enough to a circle here, and stays so for every mirror I can lift</span>
}
</code></pre>
<div class="alert alert-warning" role="note"><p class="alert-title">Warning</p><p>Rouge does not come out of a <a href="#method">shirt</a>.</p></div>
<div class="alert alert-note" role="note"><p class="alert-title">Note</p><p>Nor out of anything else.</p></div>
<figure class="code"><figcaption>strokes.js</figcaption><pre tabindex="0" class="numbered"><code class="language-js"><span class="line" data-line="9"><span class="hljs-keyword">let</span> left = <span class="hljs-number">40000</span>
</span><span class="line marked" data-line="10"><span class="hljs-keyword">while</span> (left) left -= push() <span class="hljs-comment">// and rest</span>
</span><span class="line removed" data-line="11">- <span class="hljs-title function_">sleep</span>(<span class="hljs-string">'no'</span>)
</span><span class="line added" data-line="12">+ <span class="hljs-title function_">sleep</span>(<span class="hljs-string">'yes'</span>)
</span></code></pre></figure>
<ol><li>Wash everything.</li><li>Wash it again.</li><li>Wait for a cold night.</li></ol>
<hr>
<p>When it was done I carried it out and looked. There it was.</p>
<section data-footnotes class="footnotes"><h2 class="sr-only" id="footnote-label">Footnotes</h2>
<ol><li id="user-content-fn-1"><p>Works, in the sense that a star has fewer than five corners. <a href="#user-content-fnref-1" data-footnote-backref aria-label="Back to reference 1" class="data-footnote-backref">↩</a></p></li></ol></section>`
