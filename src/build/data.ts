/** Data files for themes: read when they changed, handed on under their names. */
import {dataName} from '../content/kinds.ts'
import {readSource} from '../content/read-source.ts'
import {digest, nameBy} from '../digest.ts'
import {Problem} from '../problem.ts'
import type {Project} from '../project.ts'
import {sourceFile, sourceFolder} from '../source-file.ts'
import type {Noted, Site, Source} from '../types.ts'
import {keep} from './keep.ts'

/** What stands in `content/data/`, by name without extension. */
export async function readData({settings, cache}: Project, sources: readonly Source[]): Promise<Noted<Site['data']>> {
  const problems: Problem[] = []
  const files = sources.filter(({path}) => dataName(path) !== undefined)
  const data = new Map<string, unknown>()
  for (const source of files) {
    const name = dataName(source.path)!
    const reading = cache.memo('data', [source], async () => {
      const {parseDataFile} = await import('../content/data.ts')
      return parseDataFile(source.path, readSource(settings.content, source).toString('utf8'), sourceFolder(settings))
    })
    const value = keep(await reading.value(), problems)
    if (data.has(name)) problems.push(twice(sourceFile(settings, source), name))
    data.set(name, value)
  }
  // Named by its files: themes are given all of it, and thousands of records need not be looked at for that.
  return {value: nameBy(Object.fromEntries(data), digest(['data', files])), problems}
}

function twice(file: string, name: string): Problem {
  return new Problem(`Two data files are called “${name}”.`, {file, hint: 'Give one of them another name.'})
}
