/** `almagest new "Title"`: a post to begin writing in. */
import {existsSync, mkdirSync, writeFileSync} from 'node:fs'
import {dirname, join, relative} from 'node:path'
import {Problem, ProblemsError} from '../problem.ts'
import {slugify} from '../text.ts'
import {type WallClock, wallClock} from '../time.ts'
import {type Command, overridesOf, UsageError} from './command.ts'

export const command: Command = {
  name: 'new',
  usage: 'new "Title"',
  summary: 'begin a post with today’s date, as a draft',
  options: {},
  async run({root, flags, words, print, now}) {
    const title = words.join(' ').trim()
    if (!title) throw new UsageError('A new post needs a title.', 'Write `almagest new "What I saw today"`.')
    const {readConfig} = await import('../config.ts')
    const {settings} = await readConfig(root, overridesOf(flags))
    const date = writeDate(wallClock(now(), settings.site.timeZone))
    const file = join(settings.content, 'posts', date.slice(0, 4), `${slugify(title)}.md`)
    const name = relative(root, file)
    if (existsSync(file))
      throw new ProblemsError([
        new Problem(`${name} exists already.`, {hint: 'Choose another title, or edit that post.'}),
      ])
    mkdirSync(dirname(file), {recursive: true})
    writeFileSync(file, `---\ntitle: ${JSON.stringify(title)}\ndate: ${date}\ndraft: true\ntags: []\n---\n\n`, {
      flag: 'wx',
    })
    print.report({file: name})
    print.line(`Wrote ${name}, a draft. See it with \`almagest dev\`; take out \`draft: true\` to publish it.`)
    return 0
  },
}

function writeDate({year, month, day, hour, minute}: WallClock): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`
}
