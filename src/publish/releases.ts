/** A site as a row of releases: the output folder is a link that leads to the newest, and to an older one after a roll-back. */
import {existsSync, readdirSync, readlinkSync} from 'node:fs'
import {basename, dirname, join} from 'node:path'
import {Problem, ProblemsError} from '../problem.ts'
import {type Disk, disk as realDisk} from './disk.ts'
import type {Changes, PublishOptions} from './folder.ts'
import {recover} from './journal.ts'
import {stopAtLoss} from './loss.ts'
import {type Manifest, readManifest, writeManifest} from './manifest.ts'
import type {Place} from './place.ts'
import {type Staged, stage} from './stage.ts'
import {isLink} from './ways.ts'

/** Releases of a site that can be rolled back to. */
export interface Releases {
  /** Names in the order they were published: `000012`. */
  readonly names: readonly string[]
  /** The one that readers see; undefined before the first. */
  readonly current: string | undefined
}

/** Folder of all releases, beside the link that leads to one of them. */
function releasesFolder({root}: Place): string {
  return `${root}.releases`
}

/** Everything that publishing makes in the folder of the site: the output folder, the releases, and what stands beside them. */
export function madeHere(place: Place): readonly string[] {
  return [place.root, releasesFolder(place), nextLink(place), formerFolder(place)]
}

/** The manifest of what readers see. */
export function currentManifest(place: Place): Manifest {
  const file = currentManifestFile(place)
  return file === undefined ? new Map() : readManifest(file)
}

/** The file that holds it; undefined before the first release. */
export function currentManifestFile(place: Place): string | undefined {
  const {current} = listReleases(place)
  return current === undefined ? undefined : manifestOf(place, current)
}

/** The releases there are. */
export function listReleases(place: Place): Releases {
  const folder = releasesFolder(place)
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /^\d{6,}$/.test(name)) : []
  const linked = isLink(place.root) ? basename(readlinkSync(place.root)) : undefined
  return {names: names.sort(), current: linked !== undefined && names.includes(linked) ? linked : undefined}
}

/**
 * Make a new release of `outputs` and lead readers to it in one step; `keep` releases stay. Files that did not change are
 * shared between releases. When nothing changed there is no new release. What others put into the output folder is not
 * part of a site with releases.
 */
export async function publishRelease(
  place: Place,
  {disk = realDisk, keep, ...options}: PublishOptions & {readonly keep: number},
): Promise<Changes> {
  tidyUp(disk, place)
  const {names, current} = listReleases(place)
  const root = current === undefined ? place.root : join(releasesFolder(place), current)
  const before = current === undefined ? readManifest(place.manifest) : readManifest(manifestOf(place, current))
  if (!options.force) stopAtLoss(before, options.outputs, options.empty)
  const name = String(Number(names.at(-1) ?? 0) + 1).padStart(6, '0')
  const partial = join(releasesFolder(place), `${name}.partial`)
  const openStaging = () => {
    disk.makeFolder(join(partial, staging))
    return {folder: join(partial, staging), inside: false}
  }
  const staged = await stage({...options, disk, root, before, straight: false, openStaging})
  const {removals, written, same, left, problems, after} = staged
  const changes = {written, removed: removals, same, left, problems}
  if (current !== undefined && written.length + removals.length === 0) {
    if (same) writeManifest(disk, manifestOf(place, current), after)
    disk.removeTree(partial)
    return changes
  }
  fill(disk, partial, root, staged)
  writeManifest(disk, manifestOf(place, name), after)
  disk.rename(partial, join(releasesFolder(place), name))
  disk.flush(releasesFolder(place))
  try {
    pointTo(disk, place, name)
  } catch (error) {
    // What nobody is led to is no release: each further try would leave one more.
    if (listReleases(place).current !== name) removeRelease(disk, place, name)
    throw error
  }
  disk.flush(dirname(place.root))
  for (const old of names.slice(0, Math.max(0, names.length + 1 - keep))) removeRelease(disk, place, old)
  return changes
}

/**
 * Lead readers to another release, by default the one before the current.
 * @throws {ProblemsError} when there is none of that name, or none before
 */
export function rollBack(place: Place, wanted?: string, disk: Disk = realDisk): string {
  const {names, current} = listReleases(place)
  const name = wanted
    ? names.find((name) => Number(name) === Number(wanted))
    : names.filter((name) => name < (current ?? '')).at(-1)
  if (name === undefined) {
    const message = wanted ? `There is no release ${wanted}.` : 'There is no release before the current one.'
    const hint = names.length
      ? `There are ${names.join(', ')}.`
      : "Releases are kept with `publish: {mode: 'releases'}`."
    throw new ProblemsError([new Problem(message, {hint})])
  }
  pointTo(disk, place, name)
  return name
}

/** Remove the link and all releases. Gives the paths that readers saw. */
export function removeReleases(place: Place, disk: Disk = realDisk): readonly string[] {
  tidyUp(disk, place)
  const removed = [...currentManifest(place).keys()]
  if (isLink(place.root)) disk.remove(place.root)
  disk.removeTree(releasesFolder(place))
  return removed
}

const staging = '.almagest-staging'

/** What a run that died left behind has no part in any release. */
function tidyUp(disk: Disk, place: Place): void {
  recover(disk, place)
  if (isLink(nextLink(place))) disk.remove(nextLink(place))
  const folder = releasesFolder(place)
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) if (/\.(?:partial|new)$/.test(name)) disk.removeTree(join(folder, name))
}

/** A whole release: what was drawn anew, and everything else as it was. */
function fill(disk: Disk, partial: string, root: string, {moves, folder, after}: Staged): void {
  const moved = new Map(moves.map(([staged, path]) => [path, staged]))
  disk.flushAll(Array.from(moved.values(), (staged) => join(folder!, staged)))
  const folders = new Set<string>()
  for (const path of after.keys()) {
    const target = join(partial, path)
    if (!folders.has(dirname(target))) disk.makeFolder(dirname(target))
    folders.add(dirname(target))
    const staged = moved.get(path)
    if (staged === undefined) disk.link(join(root, path), target)
    else disk.rename(join(folder!, staged), target)
  }
  disk.removeTree(join(partial, staging))
}

/** A new link takes the place of the old one in one step; a real folder that stood there becomes nobody's. */
function pointTo(disk: Disk, place: Place, name: string): void {
  const {root} = place
  const link = nextLink(place)
  disk.removeTree(link)
  disk.symlink(join(basename(releasesFolder(place)), name), link)
  if (existsSync(root) && !isLink(root)) {
    disk.removeTree(formerFolder(place))
    disk.rename(root, formerFolder(place))
  }
  disk.rename(link, root)
}

/** Where a link waits to take the place of the old one. */
function nextLink({root}: Place): string {
  return `${root}.link`
}

/** Where a real folder goes in whose place the link is to stand. */
function formerFolder({root}: Place): string {
  return `${root}.before`
}

function removeRelease(disk: Disk, place: Place, name: string): void {
  disk.remove(manifestOf(place, name))
  disk.removeTree(join(releasesFolder(place), name))
}

function manifestOf(place: Place, name: string): string {
  return join(releasesFolder(place), `${name}.json`)
}
