/** Data files for themes: read when they changed, handed on under their names. */
import {dataName} from '../content/kinds.ts'
import {readSource} from '../content/read-source.ts'
import {digest, nameBy} from '../digest.ts'
import {Problem} from '../problem.ts'
import type {Project} from '../project.ts'
import type {Site, Source} from '../types.ts'

/** What stands in `content/data/`, by name without extension. */
export async function readData(
  {settings, cache}: Project,
  sources: readonly Source[],
  folder: string,
  problems: Problem[],
): Promise<Site['data']> {
  const files = sources.filter(({path}) => dataName(path) !== undefined)
  const data = new Map<string, unknown>()
  for (const source of files) {
    const name = dataName(source.path)!
    const {value, problems: mistakes} = await cache
      .memo('data', [source], async () => {
        const {parseDataFile} = await import('../content/data.ts')
        return parseDataFile(source.path, readSource(settings.content, source).toString('utf8'), folder)
      })
      .value()
    problems.push(...mistakes)
    if (data.has(name)) problems.push(twice(`${folder}/${source.path}`, name))
    data.set(name, value)
  }
  // Named by its files: themes are given all of it, and thousands of records need not be looked at for that.
  return nameBy(Object.fromEntries(data), digest(['data', files]))
}

function twice(file: string, name: string): Problem {
  return new Problem(`Two data files are called “${name}”.`, {file, hint: 'Give one of them another name.'})
}
