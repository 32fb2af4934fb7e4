/** The licences of what is bundled, as they ask to travel with it. */
import {globSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'

/** Licences that let their code be part of a package under the MIT licence. */
const welcome = /^(?:MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0|CC0-1\.0|Unlicense)$/

/**
 * Write name, version, licence and licence text of every package that one of the `modules` belongs to. Returns how many.
 * @throws when one has a licence that was not thought of
 */
export function writeLicences(modules: readonly string[], file: string): number {
  const folders = new Set(modules.map((module) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(module)?.[0]))
  const texts = [...folders]
    .filter((folder) => folder !== undefined)
    .map(describe)
    .sort()
  const head = 'Almagest is published with these packages inside. Each remains under its own licence.'
  writeFileSync(file, `${[head, ...texts].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`)
  return texts.length
}

function describe(folder: string): string {
  const {name, version, license, author} = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  if (!welcome.test(license)) throw new Error(`${name} has the licence ${license}. May it be bundled?`)
  const [found] = globSync('{LICENSE,LICENCE,license,licence,COPYING}*', {cwd: folder}).sort()
  const text = found ? readFileSync(join(folder, found), 'utf8') : `Licence: ${license}, by ${author?.name ?? author}`
  return `${name} ${version} (${license})\n\n${text.replace(/\r\n/g, '\n').trim()}`
}
