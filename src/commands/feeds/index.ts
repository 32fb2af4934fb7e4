/** `almagest feeds`: what the planet follows: looking at a feed, taking lists in and giving them out. */
import {type Command, UsageError} from '../command.ts'
import type {Work} from './work.ts'

const works: ReadonlyMap<string, () => Promise<{readonly work: Work}>> = new Map([
  ['list', () => import('./list.ts')],
  ['add', () => import('./add.ts')],
  ['import', () => import('./import.ts')],
  ['export', () => import('./export.ts')],
])

export const command: Command = {
  name: 'feeds',
  usage: 'feeds list|add|import|export',
  summary: 'how the feeds are doing; find one by its page; lists of feeds in and out',
  options: {to: {type: 'string', help: 'the OPML file to write or add to'}},
  async run(context) {
    const [word = 'list', ...words] = context.words
    const load = works.get(word)
    if (!load)
      throw new UsageError(`There is no \`almagest feeds ${word}\`.`, `There are: ${[...works.keys()].join(', ')}.`)
    const {work} = await load()
    return work({...context, words})
  },
}
