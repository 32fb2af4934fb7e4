/** From outputs to files: the output folder holds exactly what was asked for, and only what really changed is written. */
import {readFileSync} from 'node:fs'
import {digest} from './digest.ts'
import {Problem} from './problem.ts'
import {type Changes, type PublishOptions, publishFolder, unpublishFolder} from './publish/folder.ts'
import {type Looking, lookAhead, nobodyLooks} from './publish/look-ahead.ts'
import {type Manifest, readManifest} from './publish/manifest.ts'
import {foldCase, placeOfSite} from './publish/place.ts'
import {currentManifest, currentManifestFile, publishRelease, removeReleases} from './publish/releases.ts'
import type {Output, Settings} from './types.ts'

export type {Changes} from './publish/folder.ts'

type Where = Pick<Settings, 'out' | 'state' | 'publish'>

/**
 * Publish a site as its settings want it: a real folder, or releases behind a link. Nothing that readers see is ever
 * half a file, and what a run that dies leaves undone is done by the next one.
 */
export function publish(settings: Where, options: PublishOptions): Promise<Changes> {
  const {mode, keep} = settings.publish
  const place = placeOfSite(settings)
  return mode === 'releases' ? publishRelease(place, {...options, keep}) : publishFolder(place, options)
}

/** Remove every file that publishing put into place. */
export function unpublish(settings: Where): readonly string[] {
  const place = placeOfSite(settings)
  return settings.publish.mode === 'releases' ? removeReleases(place) : unpublishFolder(place)
}

/** Begin to look whether somebody touched the files of a site, for `publish` to know: in a thread, where there are many. */
export function lookAtFiles(settings: Where): Looking {
  try {
    const manifest = manifestOf(settings)
    return manifest === undefined ? nobodyLooks : lookAhead({root: settings.out, manifest})
  } catch {
    // Publishing will meet it, too, and say so.
    return nobodyLooks
  }
}

/** What readers see: the files that publishing put into place. */
export function published(settings: Where): Manifest {
  const place = placeOfSite(settings)
  return settings.publish.mode === 'releases' ? currentManifest(place) : readManifest(place.manifest)
}

/** A name for what readers see: another one after every publication that changed something. */
export function publishedName(settings: Where): string {
  const file = manifestOf(settings)
  try {
    return file === undefined ? '' : digest(readFileSync(file))
  } catch {
    return ''
  }
}

function manifestOf(settings: Where): string | undefined {
  const place = placeOfSite(settings)
  return settings.publish.mode === 'releases' ? currentManifestFile(place) : place.manifest
}

/** Outputs that want one path, also when they differ only in case or Unicode form, or that would leave the folder. */
export function findClashes(outputs: readonly Output[]): readonly Problem[] {
  const problems: Problem[] = []
  const owners = new Map<string, Output>()
  for (const output of outputs) {
    if (/(?:^|\/)\.\.?(?:\/|$)|^\/|\\|\0/.test(output.path))
      problems.push(new Problem(`${output.path} would leave the site's folder.`, {file: output.from}))
    // Some file systems take these for one name.
    const name = foldCase(output.path)
    const other = owners.get(name)
    if (other) problems.push(clash(other, output))
    else owners.set(name, output)
  }
  const folders = new Set<string>()
  for (const [name, output] of owners) {
    // The folders around one that was looked at were looked at with it.
    for (let at = name.lastIndexOf('/'); at > 0; at = name.lastIndexOf('/', at - 1)) {
      const folder = name.slice(0, at)
      if (folders.has(folder)) break
      folders.add(folder)
      const other = owners.get(folder)
      if (other) problems.push(clash(other, output))
    }
  }
  return problems
}

function clash(one: Output, other: Output): Problem {
  const message = `Two pages want /${other.path.replace(/(^|\/)index\.html$/, '$1')}.`
  if (one.from && other.from) {
    const also = one.from === other.from ? '' : ` ${one.from} has it already.`
    const hint = 'Give one of them another `slug`, or take the address from the `aliases` of one.'
    return new Problem(message + also, {file: other.from, hint})
  }
  const file = other.from ?? one.from
  if (file) {
    const hint = /(?:^|\/)static\//.test(file)
      ? 'Take it away, or give it another name.'
      : 'Give it another `slug` or name, or take the address from its `aliases`.'
    return new Problem(`${message} A page that Almagest makes has it already.`, {file, hint})
  }
  const hint = 'Give the blog, the planet or the taxonomy another `path` in the config.'
  return new Problem(`${message} Almagest would make both.`, {hint})
}
