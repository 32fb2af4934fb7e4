/** `almagest new post "Title"`, `new page "Title"`: something to begin writing in. */
import {existsSync, mkdirSync, writeFileSync} from 'node:fs'
import {dirname, join, relative} from 'node:path'
import {Problem, ProblemsError} from '../problem.ts'
import {slugify} from '../text.ts'
import {wallClock, writeMinute} from '../time.ts'
import {type Command, overridesOf, UsageError} from './command.ts'

export const command: Command = {
  name: 'new',
  usage: 'new [post|page] "Title"',
  summary: 'begin a post with today’s date, or a page, as a draft',
  options: {},
  async run({root, flags, words, print, now}) {
    const {kind, title} = readTitle(words)
    const {readConfig} = await import('../config.ts')
    const {settings} = await readConfig(root, overridesOf(flags))
    const date = writeMinute(wallClock(now(), settings.site.timeZone))
    const folder = kind === 'page' ? 'pages' : join('posts', date.slice(0, 4))
    const file = join(settings.content, folder, `${slugify(title)}.md`)
    const name = relative(root, file)
    if (existsSync(file))
      throw new ProblemsError([
        new Problem(`${name} exists already.`, {hint: `Choose another title, or edit that ${kind}.`}),
      ])
    const fields = kind === 'page' ? '' : `date: ${date}\n`
    mkdirSync(dirname(file), {recursive: true})
    writeFileSync(file, `---\ntitle: ${JSON.stringify(title)}\n${fields}draft: true\n---\n\n`, {flag: 'wx'})
    print.report({file: name})
    print.line(`Wrote ${name}, a draft. See it with \`almagest dev\`; take out \`draft: true\` to publish it.`)
    return 0
  },
}

/** A post needs no word for it: `new "Title"`. */
function readTitle(words: readonly string[]): {kind: 'post' | 'page'; title: string} {
  const named = words[0] === 'post' || words[0] === 'page'
  const kind = named ? (words[0] as 'post' | 'page') : 'post'
  const title = words
    .slice(named ? 1 : 0)
    .join(' ')
    .trim()
  if (title) return {kind, title}
  throw new UsageError(`A new ${kind} needs a title.`, `Write \`almagest new ${kind} "What I saw today"\`.`)
}
