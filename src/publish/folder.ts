/** A site as a real folder whose files change one by one, in an order that leads no reader astray. */
import {existsSync} from 'node:fs'
import type {Problem} from '../problem.ts'
import {type Disk, disk as realDisk} from './disk.ts'
import {beginStraight, commit, giveUp, openStaging, recover} from './journal.ts'
import {stopAtLoss} from './loss.ts'
import {type Made, type Manifest, readManifest} from './manifest.ts'
import type {Place} from './place.ts'
import {type StageOptions, stage} from './stage.ts'
import {removeFile} from './ways.ts'

/** What a publication may be told. */
export interface PublishOptions extends Pick<StageOptions, 'epoch' | 'outputs' | 'touched' | 'signal'> {
  /** Remove pages, however many. Default: false. */
  readonly force?: boolean | undefined
  /** The site was made of nothing at all: no post, no page, no item. Default: false. */
  readonly empty?: boolean | undefined
  /** Default: the machine's own. */
  readonly disk?: Disk | undefined
}

/** Paths below the site's root. */
export interface Changes {
  readonly written: readonly string[]
  readonly removed: readonly string[]
  /** Files drawn again that came out the same. */
  readonly same: number
  /** Files whose inputs had not changed: neither drawn nor touched. */
  readonly left: number
  /** Warnings that came of drawing them, whenever that was. */
  readonly problems: readonly Problem[]
}

/** Files of which nothing is known but that an earlier build began to write them. */
const unknown: Made = {from: '', bytes: '', size: -1, mtime: 0}

/**
 * Make the output folder hold `outputs` and nothing that earlier calls put there. Files that others put there stay.
 *
 * Readers see every file whole, the old one or the new one. A run that dies before its journal stands has changed
 * nothing; one that dies later is finished by the next.
 */
export async function publishFolder(place: Place, options: PublishOptions): Promise<Changes> {
  const {outputs, disk = realDisk} = options
  const begun = recover(disk, place)
  const known = readManifest(place.manifest)
  const before: Manifest = begun.length ? new Map([...begun.map((path) => [path, unknown] as const), ...known]) : known
  const straight = known.size === 0
  if (!options.force) stopAtLoss(known, outputs, options.empty)
  if (straight) beginStraight(disk, place, [...new Set([...begun, ...outputs.map(({path}) => path)])])
  try {
    const {root} = place
    const staged = await stage({...options, disk, root, before, straight, openStaging: () => openStaging(disk, place)})
    const {removals, after, written, same, left, problems} = staged
    const changed = written.length + removals.length + same + begun.length > 0
    if (changed || !existsSync(place.manifest)) commit(disk, place, staged, after)
    return {written, removed: removals, same, left, problems}
  } catch (error) {
    tidy(() => giveUp(disk, place))
    throw error
  }
}

/** Remove every file that a build put into the output folder, and the manifest. */
export function unpublishFolder(place: Place, disk: Disk = realDisk): readonly string[] {
  const begun = recover(disk, place)
  const removed = [...new Set([...readManifest(place.manifest).keys(), ...begun])]
  for (const path of removed) removeFile(disk, place.root, path)
  disk.remove(place.manifest)
  disk.removeTree(place.work)
  return removed
}

/** The failure that is passed on is the first one. */
function tidy(work: () => void): void {
  try {
    work()
  } catch {
    // The next run tidies up before it does anything else.
  }
}
