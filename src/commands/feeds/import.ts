/** `almagest feeds import FILE`: a list of feeds, whatever program wrote it, as an OPML file to follow. */
import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {relative, resolve} from 'node:path'
import {count} from '../../count.ts'
import {isFileName} from '../../planet/faces.ts'
import {readSubscriptions, writeOpml} from '../../planet/subscriptions/index.ts'
import {Problem, ProblemsError} from '../../problem.ts'
import type {Subscription} from '../../types.ts'
import {allowWords, UsageError} from '../command.ts'
import type {Work} from './work.ts'

export const work: Work = async ({root, flags, words, print}) => {
  allowWords('feeds import', words, 1)
  const [name] = words
  if (!name) throw new UsageError('Import which file?', 'Write `almagest feeds import config.ini`.')
  const file = resolve(root, name)
  if (!existsSync(file)) throw new ProblemsError([new Problem(`There is no file ${name}.`)])
  const {subscriptions, format, title, ...read} = readSubscriptions(readFileSync(file, 'utf8'), name)
  const problems = [...read.problems, ...warnOfFaces(subscriptions, name)]
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

/** The pictures of another planet lie in a folder of its own, and a list has only their names. */
function warnOfFaces(subscriptions: readonly Subscription[], file: string): readonly Problem[] {
  const names = new Set(subscriptions.flatMap(({face}) => (face && isFileName(face) ? [face] : [])))
  const [first] = names
  if (first === undefined) return []
  const message = `${count(names.size, 'face')} of feeds ${names.size === 1 ? 'is the name of a file' : 'are names of files'}: ${first}${names.size > 1 ? ', …' : ''}`
  const hint = 'Put the pictures into `content/static/faces/`, and they are shown.'
  return [new Problem(message, {file, hint, warning: true})]
}
