/** `almagest build`: content and store -> dist. */
import {relative} from 'node:path'
import type {BuildReport} from '../build.ts'
import {count} from '../count.ts'
import {Problem} from '../problem.ts'
import {buildOptions, type Command, type Flags, overridesOf} from './command.ts'
import type {Printer} from './printer.ts'
import {showDuration} from './words.ts'

export const command: Command = {
  name: 'build',
  usage: 'build',
  summary: 'make the site from content/ and what the planet remembers; never asks the network',
  options: {
    ...buildOptions,
    accept: {type: 'boolean', help: 'let published addresses and feed ids go that are not there any more'},
    force: {type: 'boolean', help: 'remove pages even when they are many'},
    wait: {type: 'boolean', help: 'wait for another build of this site to end, in place of leaving (exit code 4)'},
  },
  async run({root, flags, print, now}) {
    const [{createBuild}, {openProject}] = await Promise.all([import('../build.ts'), import('../project.ts')])
    const project = await openProject(root, overridesOf(flags), now)
    try {
      const report = await createBuild(project)({
        force: flags.force === true,
        wait: flags.wait === true,
        as: 'almagest build',
      })
      const out = relative(root, project.settings.out) || '.'
      printBuild(print, {...report, problems: [...report.problems, ...warnOfHidden(report, flags, out)]}, out)
      return 0
    } finally {
      await project.close()
    }
  },
}

/** What is not public and stands where the site is published from: whoever copies it publishes that, too. */
function warnOfHidden({hidden = 0}: BuildReport, flags: Flags, out: string): readonly Problem[] {
  if (hidden === 0 || flags.out !== undefined) return []
  const texts = hidden === 1 ? 'one text that is' : `${hidden} texts that are`
  const given = (['drafts', 'future'] as const).flatMap((name) => (flags[name] ? [`--${name}`] : [])).join(' and ')
  const hint = `Build again without ${given} before you publish it, or give previews a folder of their own: \`--out ${out}.preview\`.`
  return [new Problem(`${out}/ shows ${texts} not public yet, or not any more.`, {hint, warning: true})]
}

/** The report of a build in two lines, with the paths when verbose. */
function printBuild(print: Printer, report: BuildReport, out: string): void {
  const {read, written, removed, left, same, milliseconds} = report
  print.report(report)
  if (print.json) return
  print.problems(report.problems)
  if (print.verbose) {
    for (const path of written) print.line(`  + ${path}`)
    for (const path of removed) print.line(`  - ${path}`)
  }
  printRead(print, read)
  const changes = [`${written.length} written`, `${left + same} left alone`, `${removed.length} removed`].join(', ')
  print.line(`${out}/: ${changes}, in ${showDuration(milliseconds)}.`)
  printPermanence(print, report)
  printNext(print, report)
}

/** When the next build has something to do although nobody changed anything. */
export function printNext(
  print: Printer,
  {nextChangeAt, nextChangeBecause}: Pick<BuildReport, 'nextChangeAt' | 'nextChangeBecause'>,
): void {
  if (nextChangeAt) print.line(`Next change at ${nextChangeAt}: ${nextChangeBecause}.`)
}

function printPermanence(print: Printer, {permanence: {added, removed, lost, newIds}}: BuildReport): void {
  const changes = [
    added && count(added, 'new address'),
    removed && `${count(removed, 'address')} given up`,
    newIds.length && `${count(newIds.length, 'feed id')} changed`,
  ].filter(Boolean)
  if (changes.length === 0) return
  print.line(`permanence.json: ${changes.join(', ')}. Keep the file with your posts.`)
  const lines = [...lost.map((url) => `  - ${url}`), ...newIds.map((url) => `  ~ ${url} has another feed id`)]
  for (const line of print.verbose ? lines : lines.slice(0, shownAtOnce)) print.line(line)
  const rest = lines.length - shownAtOnce
  if (rest > 0 && !print.verbose) print.line(`  … and ${rest} more; --verbose shows them all.`)
}

/** Addresses that were given up are shown to so many unless more are asked for. */
const shownAtOnce = 40

/** What went into the site, in one line. */
export function printRead(print: Printer, read: BuildReport['read']): void {
  const planet = read.feeds ? `, ${count(read.items, 'item')} of ${count(read.feeds, 'feed')}` : ''
  print.line(`Read ${count(read.posts, 'post')}, ${count(read.pages, 'page')}${planet}.`)
}
