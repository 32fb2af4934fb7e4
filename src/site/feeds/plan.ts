/** A feed before it is written: what it says of itself, where it goes, and items that are made when needed. */
import type {FeedName, Output} from '../../types.ts'
import type {Channel, ChannelItem, FeedFormat} from './channel.ts'
import {formatsOf} from './formats.ts'
import type {Recent} from './recent.ts'
import {writeChecked} from './verify.ts'

/** What it takes to write one feed in every format. */
export interface Plan {
  readonly about: Omit<Channel, 'self' | 'items'>
  /** Folder its files go to, below the site's root: empty, or `planet/`. */
  readonly folder: string
  /** What `items` are made from. */
  readonly inputs: readonly unknown[]
  /** Makes them, or takes those that were made for another feed. */
  items(recent: Recent): Promise<readonly ChannelItem[]>
  /** Its items stand in no feed that is written later. Default: false. */
  readonly last?: boolean
  /** Default: one file in each format, under its usual name. */
  readonly files?: readonly FeedFile[]
}

/** A file of a feed. */
type FeedFile = Pick<FeedFormat, 'file'> & {readonly format: FeedFormat}

/** Files in these formats, under their usual names. Default: in all. */
export function usualFiles(names?: readonly FeedName[]): readonly FeedFile[] {
  return formatsOf(names).map((format) => ({format, file: format.file}))
}

/** Its outputs, a file in each format. Items are made only if one is drawn, and for all feeds that share `recent`. */
export function toOutputs(plan: Plan, siteUrl: string, recent: Recent): Output[] {
  const {files = usualFiles()} = plan
  return files.map(({format, file}) => {
    const path = plan.folder + file
    const about = {...plan.about, self: `${siteUrl}/${encodeURI(path)}`}
    return {
      path,
      inputs: ['feed', format.name, about, ...plan.inputs],
      async draw(tell) {
        return writeChecked(format, {...about, items: await plan.items(recent)}, tell)
      },
    }
  })
}
