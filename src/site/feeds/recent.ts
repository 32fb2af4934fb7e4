/** Items that were made lately: a post stands in the feeds of the blog, its tags and its categories. */
import type {Later} from '../../types.ts'
import type {ChannelItem} from './channel.ts'

/**
 * The items of these sources in their order, without those that `toItem` gives nothing for. `toItem` must be the same for
 * a source whoever asks. Items are kept for others who may ask, default: true.
 */
export type Recent = <Source>(
  sources: readonly Later<Source>[],
  toItem: (source: Source) => ChannelItem | undefined,
  forOthers?: boolean,
) => Promise<readonly ChannelItem[]>

/** Characters of HTML that are kept: some thousand posts, so that ten thousand do not pile up. */
const enough = 10_000_000

/** Items made once for all who ask soon enough. `limit` is the number of characters of their HTML to keep. */
export function createRecent(limit = enough): Recent {
  /** The one asked for last stands last. */
  const kept = new Map<Later<unknown>, ChannelItem>()
  let size = 0

  function keep(source: Later<unknown>, item: ChannelItem): ChannelItem {
    forget(source)
    kept.set(source, item)
    size += item.html.length
    for (const oldest of kept.keys()) {
      if (size <= limit) break
      forget(oldest)
    }
    return item
  }

  function forget(source: Later<unknown>): void {
    size -= kept.get(source)?.html.length ?? 0
    kept.delete(source)
  }

  return async (sources, toItem, forOthers = true) => {
    const make = async (source: (typeof sources)[number]) => {
      const item = kept.get(source) ?? toItem(await source.value())
      return item && forOthers ? keep(source, item) : item
    }
    const made = await Promise.all(sources.map(make))
    return made.filter((item) => item !== undefined)
  }
}
