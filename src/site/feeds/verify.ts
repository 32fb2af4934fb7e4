/** Every file read again before it is published, so that one bad item can never take a feed along. */
import {SaxesParser} from 'saxes'
import {Problem} from '../../problem.ts'
import type {Channel, FeedFormat} from './channel.ts'
import {cleanChannel} from './clean.ts'

/**
 * The channel written, and read again: well-formed, with as many items as it was given. If it is not, the items that
 * do not come through by themselves are left out, each reported as a warning.
 */
export function writeChecked(format: FeedFormat, given: Channel, report: (problem: Problem) => void): string {
  const channel = cleanChannel(given)
  const text = attempt(format, channel)
  if (text !== undefined) return text
  const sound = channel.items.filter((item) => {
    const holds = attempt(format, {...channel, items: [item]}) !== undefined
    if (!holds) report(leftOut(format, item.title || item.id, channel.self))
    return holds
  })
  return format.write({...channel, items: sound})
}

/** How many elements stand at the path, from the root of a well-formed document; throws where it is malformed. */
export function countElements(text: string, path: readonly string[]): number {
  const open: string[] = []
  const wanted = path.join('/')
  let count = 0
  const parser = new SaxesParser({xmlns: true})
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({name}) => {
    open.push(name)
    if (open.length === path.length && open.join('/') === wanted) count++
  })
  parser.on('closetag', () => open.pop())
  parser.write(text).close()
  return count
}

function attempt(format: FeedFormat, channel: Channel): string | undefined {
  try {
    const text = format.write(channel)
    return format.count(text) === channel.items.length ? text : undefined
  } catch {
    return undefined
  }
}

function leftOut(format: FeedFormat, item: string, feed: string): Problem {
  return new Problem(`“${item}” cannot be written as ${format.name} and is left out of ${feed}.`, {
    hint: 'Please report it: this is a fault of Almagest.',
    warning: true,
  })
}
