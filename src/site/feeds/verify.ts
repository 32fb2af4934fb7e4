/** Feeds read again before they are published, so that one bad item can never take a feed along. */
import {SaxesParser} from 'saxes'
import {Problem, ProblemsError} from '../../problem.ts'
import type {Tell} from '../../types.ts'
import type {Channel, ChannelItem, FeedFormat} from './channel.ts'
import {cleanChannel} from './clean.ts'

/**
 * The channel written, and known to be well-formed with as many items as it says. Items that are not well-formed by themselves
 * are left out, each told as a warning.
 *
 * A feed is put together from the texts of its items and what stands around them, and those are forms with values. When all parts
 * are well-formed, so is the whole; when a form is well-formed with some values, it is with all, as these stand escaped. So what
 * is read again is the first text of each form.
 * @throws {ProblemsError} when what stands around the items is not well-formed
 */
export function writeChecked(format: FeedFormat, given: Channel, tell: Tell): string {
  const channel = cleanChannel(given)
  const texts: string[] = []
  const items = channel.items.filter((item) => {
    const text = textOf(format, item, channel)
    if (text === undefined) tell(leftOut(format, item.title || item.id, channel.self))
    else texts.push(text)
    return text !== undefined
  })
  const written = format.write({...channel, items}, texts)
  if (!holds(format, written.form, () => written.text, items.length))
    throw new ProblemsError([unreadable(format, channel.self)])
  return written.text
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

/** Texts of items by format, for all feeds that hold them. They live as long as their items. */
const texts = new WeakMap<ChannelItem, Map<FeedFormat, string>>()

/** The item's text; undefined when it cannot be written. */
function textOf(format: FeedFormat, item: ChannelItem, channel: Channel): string | undefined {
  const known = texts.get(item) ?? new Map<FeedFormat, string>()
  const found = known.get(format)
  if (found !== undefined) return found
  try {
    const {text, form} = format.writeItem(item)
    const alone = () => format.write({...channel, items: [item]}, [text]).text
    if (!holds(format, form, alone, 1)) return undefined
    texts.set(item, known.set(format, text))
    return text
  } catch {
    return undefined
  }
}

/** Forms whose first text was read. */
const sound = new WeakSet<object>()

/** Whether texts of this form are well-formed, as `text` tells of the first of them: a reader must find so many items in it. */
function holds(format: FeedFormat, form: object, text: () => string, items: number): boolean {
  try {
    if (!sound.has(form) && format.count(text()) !== items) return false
    sound.add(form)
    return true
  } catch {
    return false
  }
}

function leftOut(format: FeedFormat, item: string, feed: string): Problem {
  return new Problem(`“${item}” cannot be written as ${format.name} and is left out of ${feed}.`, {
    hint: 'Please report it: this is a fault of Almagest.',
    warning: true,
  })
}

function unreadable(format: FeedFormat, feed: string): Problem {
  return new Problem(`${feed} cannot be written as ${format.name}.`, {
    hint: 'Please report it: this is a fault of Almagest.',
  })
}
