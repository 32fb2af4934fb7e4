import assert from 'node:assert/strict'
import {test} from 'node:test'
import {configText, createSite, post} from './helpers/site.ts'

test('a plugin of the config may teach the parser a sign of its own', async (context) => {
  const plugin = `
const at = 37
/** Reads %name% as the name of a person. */
const construct = {
  name: 'person',
  tokenize(effects: any, ok: any, nok: any) {
    const inside = (code: any) => {
      if (code === null || code < 0 || code === 32) return nok(code)
      effects.consume(code)
      if (code !== at) return inside
      effects.exit('person')
      return ok
    }
    return (code: any) => {
      effects.enter('person')
      effects.consume(code)
      return inside
    }
  },
}
export function people(this: any) {
  const data = this.data()
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), {text: {[at]: construct}}]
  data.fromMarkdownExtensions = [
    ...(data.fromMarkdownExtensions ?? []),
    {
      enter: {person(this: any, token: any) {
        const value = this.sliceSerialize(token).slice(1, -1)
        this.enter({type: 'emphasis', data: {hName: 'span', hProperties: {className: ['person']}}, children: [{type: 'text', value}]}, token)
      }},
      exit: {person(this: any, token: any) { this.exit(token) }},
    },
  ]
}
/** And a plugin that sees what the first one made. */
export const shout = () => (tree: any) => {
  const visit = (node: any) => {
    if (node.data?.hProperties?.className?.[0] === 'person') node.children[0].value += '!'
    for (const child of node.children ?? []) visit(child)
  }
  visit(tree)
}
`
  const site = createSite(context, {
    'people.ts': plugin,
    'planet.config.ts': `import {people, shout} from './people.ts'\n${configText('markdown: {remarkPlugins: [people, shout], smartPunctuation: false},')}`,
    'content/posts/a.md': post('A', '2025-01-01', 'With %Ada%, *not* 50% "so". `%code%`'),
  })
  await site.build()
  const html = site.read('dist/2025/01/a/index.html')
  assert.match(html, /<p>With <span class="person">Ada!<\/span>, <em>not<\/em> 50% "so"\. <code>%code%<\/code><\/p>/)
})

test('the config turns off what is done to text, and turns on maths, of which no page needs a style', async (context) => {
  const body =
    '"Hello" -- :owl:\n\n$\\color{red}{x^2}$\n\n$$\n\\begin{aligned} a &= b \\\\ c &= \\boxed{d} \\end{aligned}\n$$\n\n```js numbers {2}\nlet a\nlet b\n```'
  const site = createSite(context, {
    'planet.config.ts': configText('markdown: {smartPunctuation: false, emoji: false, quick: false},'),
    'content/posts/a.md': post('A', '2025-01-01', body),
  })
  await site.build()
  assert.match(site.read('dist/2025/01/a/index.html'), /<p>"Hello" -- :owl:<\/p>/)
  site.write('planet.config.ts', configText('markdown: {math: true},'))
  await site.build()
  const html = site.read('dist/2025/01/a/index.html')
  assert.match(html, /<p>“Hello” – 🦉<\/p>/)
  assert.match(html, /<math.*mathcolor="#ff0000"/)
  assert.match(html, /<math[^>]* display="block"/)
  assert.doesNotMatch(html, / style=/)
  assert.match(site.read(`dist/${/assets\/style[^"]+/.exec(html)![0]}`), /\.boxed\{/)
})
