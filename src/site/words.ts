/** The words of a theme in one language. */

/** The words a theme itself brings to a page. `{n}` and `{name}` stand for a number and a name. */
export interface Words {
  readonly skip: string
  readonly menu: string
  readonly home: string
  readonly archive: string
  readonly tags: string
  readonly categories: string
  readonly sources: string
  readonly feeds: string
  readonly newer: string
  readonly older: string
  readonly newest: string
  readonly page: string
  readonly pages: string
  readonly updated: string
  readonly contents: string
  readonly readOn: string
  readonly readAt: string
  readonly alsoIn: string
  readonly more: string
  readonly untitled: string
  readonly empty: string
  readonly missing: string
  readonly missingText: string
  readonly good: string
  readonly new: string
  readonly failing: string
  readonly gone: string
  readonly quarantined: string
  readonly off: string
  readonly draft: string
  readonly series: string
  readonly authors: string
  /** What a feed says of itself to those who open it in a browser. */
  readonly feedNote: string
  readonly search: string
  /** Why nothing happens without a script. */
  readonly searchNeeds: string
  readonly searchNone: string
  /** How many texts a search found: `{n} found.` */
  readonly searchFound: string
  /** A part of the index could not be loaded. */
  readonly searchFailed: string
  readonly onThisDay: string
  /** Of posts that only previews show: `Appears on {date}`. */
  readonly future: string
  readonly expired: string
  readonly linkedFrom: string
  readonly related: string
  readonly comments: string
  /** `Part {n} of {total}` */
  readonly part: string
  readonly previousPart: string
  readonly nextPart: string
  readonly wordCount: string
  /** What the list of posts is called. */
  readonly blog: string
  /** Who left no name. */
  readonly anonymous: string
  readonly transcript: string
  readonly status: string
  readonly lastRead: string
  readonly nextVisit: string
  readonly visits: string
  /** What heads the warnings for the owner of a feed. */
  readonly warnings: string
}
