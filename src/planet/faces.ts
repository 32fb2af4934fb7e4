/** The picture of a source: where it is to be had, when it is asked for. */
import {day} from '../time.ts'
import type {FeedState, Subscription} from '../types.ts'
import type {PictureWish} from './pictures.ts'
import {wholeWebUrl} from './safe-text.ts'

/** Largest face, in bytes. */
const maxBytes = 500_000

/**
 * Where the face of a feed is: where the config says, else the icon or picture that the feed names, else the icon that
 * browsers take for its home page. Undefined when the site has it already, or there is nowhere to look.
 */
export function faceUrl({face, site, file}: Subscription, state: FeedState | undefined): string | undefined {
  if (isPathHere(face)) return undefined
  const {icon, image, link} = state?.about ?? {}
  const home = wholeWebUrl(site) ?? wholeWebUrl(link)
  const guess = home && file === undefined ? new URL('/favicon.ico', home).href : undefined
  return wholeWebUrl(face) ?? wholeWebUrl(icon) ?? wholeWebUrl(image) ?? guess
}

/** The faces to ask for: never at the first contact with a feed, and once in 30 days at most, had or not. */
export function faceWishes(
  subscriptions: readonly Subscription[],
  states: readonly FeedState[],
): readonly PictureWish[] {
  const byKey = new Map(states.map((state) => [state.feed, state]))
  return subscriptions.flatMap((subscription) => {
    const state = byKey.get(subscription.key)
    const known = subscription.file !== undefined || (state?.visit.lastGood && state.visit.history.length > 1)
    const url = known && !subscription.disabled ? faceUrl(subscription, state) : undefined
    return url ? [{url, maxBytes, again: {had: 30 * day, failed: 30 * day}}] : []
  })
}

/** Where on the site a face should stand that is a path of it, or the name of a file in `/faces/`; undefined when it is elsewhere. */
export function facePath(face: string | undefined): string | undefined {
  if (isPathHere(face)) return face
  if (!isFileName(face)) return undefined
  return URL.parse(face!, 'https://site.example/faces/')?.pathname
}

/** Whether a face may be looked for: at a URL, at a path of the site, or as a file in `/faces/`. */
export function isFace(face: string): boolean {
  return wholeWebUrl(face) !== undefined || facePath(face) !== undefined
}

/** Whether the face names a file, as in lists that came with a folder of pictures. */
export function isFileName(face: string | undefined): boolean {
  return face !== undefined && face.trim() !== '' && !URL.canParse(face) && !/^[\\/]/.test(face)
}

/** Two slashes begin the address of another host. */
function isPathHere(face: string | undefined): boolean {
  return face !== undefined && /^\/(?![\\/])/.test(face)
}
