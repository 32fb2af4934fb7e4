/** `almagest why`: why an item or a feed is where it is. */
import {buildOptions, type Command, overridesOf, UsageError} from './command.ts'

export const command: Command = {
  name: 'why',
  usage: 'why <url or words>',
  summary: 'say why an item or feed is shown, held back, folded, merged, withdrawn or not there',
  options: {drafts: buildOptions.drafts, future: buildOptions.future},
  async run({root, flags, words, print, now}) {
    const query = words.join(' ').trim()
    if (!query)
      throw new UsageError('Ask about something.', 'Give the URL of an item or a feed, or words of its title.')
    const [{openProject}, {openWhy}] = await Promise.all([import('../project.ts'), import('../build/survey.ts')])
    const project = await openProject(root, overridesOf(flags), now)
    try {
      const planets = await openWhy(project)
      if (planets.length === 0)
        throw new UsageError('This site has no planet.', 'Name feeds under `planet` in the config.')
      const asked = planets.map(({title, why}) => ({planet: title, answers: why.ask(query)}))
      const knowing = asked.filter(({answers}) => answers.some(({about}) => about !== 'none'))
      const told = knowing.length > 0 ? knowing : asked.slice(0, 1)
      print.report({query, planets: told})
      for (const {planet, answers} of told) {
        if (told.length > 1) print.line(`${planet}:`)
        for (const {sentence, details} of answers)
          for (const line of [sentence, ...details.map(indent)]) print.line(line)
      }
      return 0
    } finally {
      await project.close()
    }
  },
}

function indent(line: string): string {
  return `  ${line}`
}
