/** Pictures offered in several sizes and formats: the markup around an `img`. */

/** A picture and the smaller copies of it. */
export interface Dressed {
  /** Names its content and how it is encoded. */
  readonly key: string
  /** The colour that shows until it is there, as `#rrggbb`. */
  readonly ground: string
  /** How wide it stands on a page, as HTML's `sizes` has it. */
  readonly sizes: string
  /** One for each format, best first. */
  readonly sources: readonly {readonly type: string; readonly srcset: string}[]
}

/** An `img` whose `src` is the mark of a reference. Quotes enclose every value, so none of them can end the tag. */
const pattern = /<img(?: [^\s=>"]+(?:="[^"]*")?)*? src="\uFDD0(\d+)\uFDD1"(?: [^\s=>"]+(?:="[^"]*")?)*>/g

/** The HTML with a `picture` around every `img` that `find` knows by the number of its reference. Marks stay. */
export function dressPictures(html: string, find: (reference: number) => Dressed | undefined): string {
  return html.replace(pattern, (tag, number: string, at: number) => {
    const dressed = find(Number(number))
    if (!dressed || tag.includes(' srcset="') || isWithinPicture(html, at)) return tag
    const sources = dressed.sources.map(
      ({type, srcset}) => `<source type="${type}" srcset="${srcset}" sizes="${dressed.sizes}">`,
    )
    return `<picture>${sources.join('')}${tag.slice(0, -1)} data-ground="${dressed.ground}"></picture>`
  })
}

/** Whether the author wrote a `picture` around it. */
function isWithinPicture(html: string, at: number): boolean {
  const before = html.slice(Math.max(0, at - 2_000), at)
  return before.lastIndexOf('<picture') > before.lastIndexOf('</picture')
}
