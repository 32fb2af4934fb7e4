/** `almagest feeds import FILE`: a list of feeds, whatever program wrote it, as an OPML file to follow. */
import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {relative, resolve} from 'node:path'
import {readSubscriptions, writeOpml} from '../../planet/subscriptions/index.ts'
import {Problem, ProblemsError} from '../../problem.ts'
import {allowWords, UsageError} from '../command.ts'
import {count} from '../words.ts'
import type {Work} from './work.ts'

export const work: Work = async ({root, flags, words, print}) => {
  allowWords('feeds import', words, 1)
  const [name] = words
  if (!name) throw new UsageError('Import which file?', 'Write `almagest feeds import config.ini`.')
  const file = resolve(root, name)
  if (!existsSync(file)) throw new ProblemsError([new Problem(`There is no file ${name}.`)])
  const {subscriptions, problems, format, title} = readSubscriptions(readFileSync(file, 'utf8'), name)
  if (problems.some(({warning}) => !warning)) throw new ProblemsError(problems)
  const target = resolve(root, typeof flags.to === 'string' ? flags.to : 'feeds.opml')
  const written = relative(root, target)
  if (existsSync(target))
    throw new ProblemsError([new Problem(`${written} exists already.`, {hint: 'Name another file with --to.'})])
  writeFileSync(target, writeOpml(subscriptions, title))
  print.report({format, feeds: subscriptions.length, file: written, problems})
  if (!print.json) print.problems(problems)
  print.line(
    `Read ${count(subscriptions.length, 'feed')} (${format}) and wrote ${written}. Follow them under \`planet.feeds\`:`,
  )
  print.line(`  {opml: '${written}'},`)
  return 0
}
