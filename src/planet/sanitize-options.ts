/** How to make HTML safe: what a caller may say. */
import type {Allowed} from './address.ts'

/** What a caller of `sanitizeHtml` may say; nothing is required. */
export interface SanitizeOptions {
  /** What relative URLs are relative to. Default: none, so that they stay as written. */
  readonly base?: string | undefined
  /**
   * Where the HTML stands by itself. Links to its own parts lead there, and it brings no ids, which might be those of
   * other HTML on the page. Default: none; such links are resolved like others.
   */
  readonly page?: string | undefined
  /** Where to load a picture from instead, given its absolute URL; undefined drops it. Default: where it is. */
  readonly picture?: ((url: string) => string | undefined) | undefined
  /** Hosts inside somebody's network that pictures and media may lie on all the same. Default: none. */
  readonly allowed?: Allowed | undefined
}
