/** A picture for the browser's tab. */
import {html, type Theme, toText} from '../../src/site/theme.ts'

/** The first letter of the site's title on the accent colour. */
export const icon: NonNullable<Theme['icon']> = ({title}, {accent}) => {
  const letter = /[\p{L}\p{N}]/u.exec(title)?.[0]?.toUpperCase() ?? '·'
  return toText(
    html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="${accent ?? '#1d4e89'}"/><text x="16" y="23" text-anchor="middle" font-family="Georgia, serif" font-size="20" font-weight="bold" fill="#fff">${letter}</text></svg>\n`,
  )
}
