/** What texts for trying Markdown parsers are made of: what authors write, and what nobody would. */

/** The usual, and the unusual. */
export interface Pieces {
  readonly tame: readonly string[]
  readonly wild: readonly string[]
}

/** A row of words. */
function row(text: string): readonly string[] {
  return text.split(' ')
}

export const words: Pieces = {
  tame: row(
    'a I be to the Tag sea one two moon fish night river 12 3.5 1,000 café naïve über Straße Привет 日本語 你好。 한국어 שלום ' +
      'x_y snake_case_name foo-bar e.g. O’Neil "so" it\'s (not) a/b C++ R&D 50% #5 #tag @me key: x; end. why? no! “quoted” «x» … –',
  ),
  wild: row(
    '—dash– x*y 2*3*4 ‘s’ e\u0301 x\u{1f389} \u{1f389} \u2764\ufe0f \u{1f3d6}\ufe0f \u{1f469}\u200d\u{1f4bb} a&b; <3 >:) :-| ^_^ [sic] (* *) _x y_ ~5 \\o/ a|b 1. 1) - + # = | > $5 $x$ {#a} ::: [[A]] [[a|b]]',
  ),
}

/** Signs that mean something, and what may stand beside them: a heap of these means anything. */
export const signs: readonly string[] = [
  ...'*_~`<>[]()!#+-=|:;&\\"\'.,/^@$%{}?0123456789abAB \t\n\n\n',
  ...row(
    '** *** __ ~~ ~~~ `` ``` ![ ]( [^ ]: ][ [] <!-- --> <? ?> </ <a> <b> </b> <div> </div> <br/> <pre> </pre> <script>',
  ),
  ...row(
    '<![CDATA[ ]]> <!X &amp; &copy; &#35; &#x22; &nbsp; &Tab; &bogus; &#0; &lt; \\* \\[ \\| \\\\ http:// https://a.b www.',
  ),
  ...row('www.a.b a@b.c mailto: xmpp: <http://a> <a@b.c> ftp://x.y |-| |:-:|-| [X] [^1] [a] [a][a]'),
  ...[
    '<x y="z">',
    '\\\n',
    '\n\n',
    '\n\n\n',
    '  \n',
    ' \n',
    '    ',
    '  ',
    '\n> ',
    '\n- ',
    '\n* ',
    '\n+ ',
    '\n1. ',
    '\n2) ',
  ],
  ...[
    '\n10. ',
    '\n# ',
    '\n## ',
    '\n---\n',
    '\n===\n',
    '\n***\n',
    '\n```\n',
    '\n~~~\n',
    '\n    ',
    '\n\t',
    '\n  ',
    '\n   ',
  ],
  ...[
    '\n|',
    '\n|a|b|\n|-|-|\n|c|d|',
    '[x] ',
    '[ ] ',
    '\n[^1]: ',
    '\n[a]: /b',
    '\r\n',
    '\r',
    '\u00a0',
    '\u2003',
    '\u3000',
  ],
  ...row(
    '\u200b \u200d \u00ad \ufeff \u000b \f \u0301 \u0000 \u0085 \u2028 \ufffd \u007f \u0001 “ ” « — … 。 、 「 」 ！ 中 文 é ß ж € £ ☃',
  ),
  ...['\u{1f600}', '\u{20000}', '\ud800', '\ufe0f', '\u{1f3d6}\ufe0f', '\u{1f469}\u200d\u2695\ufe0f'],
]

export const urls: Pieces = {
  tame: row('/a b.md ../c/d.png#e https://x.org/p?q=1&r=2 #part img/1.jpg /é %20 a_b_c.html'),
  wild: [
    '',
    '<a b>',
    '<>',
    'a(b)c',
    '(a',
    'x\\)y',
    'a&amp;b',
    '*a*',
    '"',
    '<a',
    'a b',
    '\n/a',
    ' /a ',
    '`a`',
    '[a]',
    '\u00a0',
    'http://a.b',
    '&copy;',
  ],
}

export const titles: Pieces = {
  tame: ['', '', '', '', ' "t"', " 't'"],
  wild: [' (t)', ' "a \\" b"', ' "a\nb"', ' "&quot;"', ' "', '\n"t"', '"t"', ' "a\n\nb"', ' (a(b))', ' "*a*"'],
}

export const labels: Pieces = {
  tame: row('1 2 a Foo note b-c').concat('b c'),
  wild: [
    'A',
    'ß',
    'SS',
    'ẞ',
    '*x*',
    'a\\]',
    'a\nb',
    ' a ',
    '^1',
    '`c`',
    '!',
    '',
    ' ',
    '[a]',
    'a'.repeat(1000),
    'constructor',
    '__proto__',
  ],
}

export const notes: Pieces = {
  tame: row('1 2 note a b-c'),
  wild: ['A', 'x y', 'é', '*', '^', '', ' 1', '1\\]', 'a\nb', '__proto__'],
}

export const fences: Pieces = {
  tame: ['', 'js', 'sh', 'c++', 'diff', 'js title="a.js" {1,3}'],
  wild: [' sh ', 'py numbers', '~', 'a`b', '&amp;', 'x\\*y', 'js\tx', '{.js}'],
}

export const codeLines: Pieces = {
  tame: [
    'let a = 1',
    '',
    '    x',
    'if (a < b) {',
    '- x\n+ y',
    '# no',
    '@a.b',
    '| a | b |',
    '*a_b*',
    '\ttab',
    '[^1]: a',
    '  - b',
    '<b>',
  ],
  wild: ['```', '~~~', '> q', '&amp;', '  ', '    ```', '``` x', ' ```', '> ```', '- ```'],
}

export const entities: Pieces = {
  tame: row('&amp; &lt; &copy; &nbsp; &#42; &#x2A; &mdash;'),
  wild: row('&#0; &#xD800; &#1234567; &#12345678; &nope; &amp &AMP; &ngE; &; &#; &#x; &#10; &#9; &#32; &lt;b&gt;'),
}

export const addresses: Pieces = {
  tame: row(
    'https://a.org https://a.org/b_c_d/ www.a.org a@b.org http://a.b/c?d=e&f=g https://x.y/z. http://a.b, https://a.b/c#d',
  ),
  wild: row(
    'https://a.org/b_c_d/(e) www.a_b.org a.b-c+d@e-f.org https://é.org/ü http://localhost:80 www.a.b. http://a.b). x@y_z.org mailto:a@b.c ' +
      'xmpp:a@b.c/d HTTP://A.B WWW.A.B http://a.b&amp; https://a.b/*c* ftp://a.b a@b www.a.b/~c~ https://a.b/"c" http://a.b/\' www. http:// ' +
      'http://a www.a @a.b a@ _a@b.c_ http://a.b/<c http://a.b|c http://a.b[c] http://a.b** a@b.c.d-e a@b.c_ http://a_b.c http://a.b_c a@@b.c',
  ),
}

export const tags: Pieces = {
  tame: [
    '<b>',
    '</b>',
    '<br>',
    '<br/>',
    '<a href="x.md">',
    '</a>',
    '<kbd>K</kbd>',
    '<img src="a.png" alt="">',
    '<sub>2</sub>',
    '<abbr title="R S">RS</abbr>',
  ],
  wild: [
    ...[
      '<!-- c -->',
      '<!---->',
      '<!-->',
      '<!--->',
      '<!-- a -- b -->',
      '<?p?>',
      '<!D x>',
      '<![CDATA[x]]>',
      '<a b=\'c\' d="e" f=g h>',
      '<x\ny>',
      '< b>',
      '<b',
    ],
    ...[
      '</b x>',
      '<_>',
      '<1>',
      '<a b="`">',
      '<a *b*>',
      '<a b=">">',
      '<a b="\n">',
      '<script>',
      '</script>',
      '<a:b>',
      '<a.b>',
      '<https://a b>',
      '<a b"c>',
    ],
  ],
}

/** Beginnings and ends of blocks of HTML. */
export const boxes: {readonly [Key in keyof Pieces]: readonly (readonly [open: string, close: string])[]} = {
  tame: [
    ['<div>', '</div>'],
    ['<div class="a" id=b>', '</div>'],
    ['<details><summary>S</summary>', '</details>'],
    ['<!--more-->', ''],
    ['<figure>\n  <img src="a.png" alt="x">', '</figure>'],
    ['<hr/>', ''],
    ['<iframe src="https://a.b/c">', '</iframe>'],
    ['<my-tag a=1>', '</my-tag>'],
  ],
  wild: [
    ['<div\n id=b>', '</div>'],
    ['<!-- c', '-->'],
    ['<!-- c -->', 'x'],
    ['<?php', '?>'],
    ['<!DOCTYPE html>', ''],
    ['<![CDATA[', ']]>'],
    ['<pre>', '</pre>'],
    ['<script>', '</script>'],
    ['<style>', '</style>'],
    ['<textarea>', '</textarea>'],
    ['</p>', ''],
    ['<table><tr><td>', '</td></tr></table>'],
    ['<b>', '</b>'],
    ['<div', '</div>'],
    ['<div>\n```', '```\n</div>'],
    ['<PRE>', '</ScRiPt>'],
  ],
}

export const lineEnds: Pieces = {
  tame: ['\n', '\n', '\n', '  \n'],
  wild: ['\r\n', '\r', '\\\n', ' \n', '\t\n', '\n\n', '\n ', '\n    ', '\n\t'],
}

export const rules: Pieces = {
  tame: ['---', '***'],
  wild: ['___', ' - - -', '* * * *', '--', '-----   ', '\t---', '===', '- - -', '-', '+', '*', '1.'],
}

export const markers: Pieces = {
  tame: ['-', '-', '*', '1.'],
  wild: ['+', '2)', '10.', '0.', '007.', '1234567890.', '123456789)', '-1.'],
}

export const gaps: Pieces = {tame: [' '], wild: ['  ', '   ', '    ', '     ', '\t', '\u00a0', '']}

export const boxMarks: Pieces = {
  tame: ['[ ] ', '[x] '],
  wild: ['[X] ', '[ ]', '[x]\n', '[y] ', '[\t] ', '[x]  ', '[x]\t', '[ ] \n', '[x] [ ] ', '[\n] '],
}

export const indents: Pieces = {
  tame: ['  ', '    '],
  wild: [' ', '   ', '\t', '     ', '      ', '        ', '> ', '>'],
}

export const quoteSigns: Pieces = {tame: ['> '], wild: ['>', ' > ', '>\t', '   > ', '>  ', '>     ', '']}

/** What text stands in, and what stands before its next lines. */
export const frames: {readonly [Key in keyof Pieces]: readonly (readonly [first: string, next: string])[]} = {
  tame: [
    ['', ''],
    ['> ', '> '],
    ['> > ', '> > '],
    ['- ', '  '],
    ['- [x] ', '  '],
    ['1. ', '   '],
    ['> - ', '>   '],
  ],
  wild: [
    ['- > ', '  > '],
    ['> ', ''],
    ['', '> '],
    ['> > ', '> '],
    ['> ', '> > '],
    ['>', '>'],
    ['> ', '>'],
    ['>  ', '> '],
    [' > ', '> '],
    ['- ', ''],
    ['- ', '- '],
    ['- [ ] ', '      '],
    ['- [ ] ', '      - '],
    ['- ', '    '],
    ['# ', ''],
    ['> # ', '> '],
    ['> - ', '> '],
    ['[^1]: ', ''],
    ['[^1]: ', '    '],
    ['| ', '| '],
    ['<div>', ''],
    ['<div>\n> ', '> '],
  ],
}

/** Characters outside the basic plane, and what may stand beside them. */
export const emoji: Pieces = {
  tame: [
    '\u{1f389}',
    '\u{1f680}',
    '\u{1f469}\u{1f3fd}\u200d\u{1f4bb}',
    '\u{1f3d6}\ufe0f',
    '\u{1f1eb}\u{1f1f7}',
    '\u{20000}',
  ],
  wild: ['\u{1f389}\u{1f389}', '\u{1f469}\u200d', '\u200d\u{1f4bb}', '\u{1d400}', '\u2615', '\u{1f3fd}'],
}

export const afterEmoji: Pieces = {
  tame: [...' .,:;!?)…”'],
  wild: [
    '',
    ...'*_~[]()`"\'<>@|/\\&#-—»“a:',
    ':*',
    ';_',
    ')*',
    '…**',
    '”~~',
    ': ',
    '://',
    ':www.',
    ')[',
    '_a_',
    '*a*b',
    '**a**b',
    '~~a~~',
    '._a_',
    ':*a*b',
    '…*a*b',
    ')_a_',
    '”**a**b',
  ],
}
