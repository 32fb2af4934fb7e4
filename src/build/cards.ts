/** Share cards as PNG, where the optional package `@resvg/resvg-js` is installed; each is drawn once. */
import {join} from 'node:path'
import type {renderAsync} from '@resvg/resvg-js'
import {digest} from '../digest.ts'
import {findExtra} from '../packages.ts'
import {Problem} from '../problem.ts'
import {cardSize, cardSvg} from '../site/cards.ts'
import type {LoadedTheme} from '../site/load-theme.ts'
import {sourceFile} from '../source-file.ts'
import {stateFiles} from '../state-files.ts'
import type {Output, Settings, Site, Summary, Tell} from '../types.ts'
import {makeOnce} from '../whole-file.ts'

type Render = typeof renderAsync

interface Press {
  readonly renderAsync: Render
}

/** Pixels of the square in which a letter is looked at. */
const cell = 40

/** The cards of a site. */
export interface Cards extends Required<Pick<Site, 'card'>> {
  /** Those of posts and pages that have no picture of their own. Drawing tells of letters that no font has. */
  files(summaries: readonly Summary[]): readonly Output[]
}

/** Open the press of a project; undefined when the package is not installed or the config wants no cards. */
export function openCards(settings: Settings, theme: LoadedTheme): Cards | undefined {
  const door = settings.cards && findExtra('@resvg/resvg-js', settings.root)
  if (!door) return undefined
  const openPress = (): Promise<Press> => import(door)
  const folder = stateFiles(settings).cards
  const fonts = fontsOf(settings)
  const print = digest(fonts)
  const known = new WeakMap<Summary, {readonly svg: string; readonly path: string}>()

  return {
    card(summary) {
      if (!wantsCard(summary)) return undefined
      return {url: `${settings.site.base}/${find(summary).path}`, ...cardSize}
    },
    files(summaries) {
      const wanted = new Map(summaries.filter(wantsCard).map((summary) => [find(summary).path, summary]))
      return Array.from(wanted, ([path, summary]) => ({
        path,
        inputs: ['card', path],
        draw: (tell: Tell) => drawOnce(path, summary, tell),
      }))
    },
  }

  function find(summary: Summary) {
    const found = known.get(summary)
    if (found) return found
    const svg = cardSvg(settings, theme, summary)
    const made = {svg, path: `assets/cards/${digest([svg, print]).slice(0, 16)}.png`}
    known.set(summary, made)
    return made
  }

  async function drawOnce(path: string, summary: Summary, tell: Tell): Promise<Uint8Array> {
    const {svg} = find(summary)
    const {renderAsync: render} = await openPress()
    const missing = await missingLetters(svg, render, fonts)
    if (missing) tell(missingFont(missing, summary, settings))
    const kept = join(folder, path.slice(path.lastIndexOf('/') + 1))
    return makeOnce(kept, async () => (await render(svg, {font: fonts, logLevel: 'off'})).asPng())
  }
}

/** Whoever names a picture needs no other. */
function wantsCard({extra: {image}}: Summary): boolean {
  return typeof image !== 'string' || image === ''
}

function fontsOf({cards}: Settings) {
  const {fonts} = cards!
  return {loadSystemFonts: fonts.length === 0, fontFiles: [...fonts]}
}

function missingFont(letters: string, summary: Summary, settings: Settings): Problem {
  return new Problem(`No font here has ${letters} for the share card.`, {
    file: sourceFile(settings, summary),
    warning: true,
    hint: 'Install one, or name its file in `site.cards.fonts`.',
  })
}

/** A letter of nobody's, to see what stands in the place of letters that no font has. */
const nobodys = '\u{10fffd}'

/** Letters beyond Latin, each drawn in a cell of its own: those that look like a letter that cannot be there. */
async function missingLetters(svg: string, render: Render, font: ReturnType<typeof fontsOf>): Promise<string> {
  const texts = Array.from(svg.matchAll(/<text[^>]*>([^<]*)</g), ([, text]) => text!).join('')
  const letters = [...new Set(texts.match(/(?![\u0000-\u024f])[\p{L}\p{N}]/gu) ?? [])]
  if (letters.length === 0) return ''
  const cells = [nobodys, ...letters].map(
    (letter, index) => `<text x="4" y="${index * cell + 30}" font-size="24">${letter}</text>`,
  )
  const size = `width="${cell}" height="${cells.length * cell}"`
  const sheet = `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${cells.join('')}</svg>`
  const {pixels} = await render(sheet, {font, logLevel: 'off'})
  const picture = (index: number) => pixels.subarray(index * cell * cell * 4, (index + 1) * cell * cell * 4)
  return letters.filter((_, index) => picture(index + 1).equals(picture(0))).join('')
}
