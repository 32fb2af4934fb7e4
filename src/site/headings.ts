/** Headings of a text that is shown below a heading of the page. */
import {rewriteHtml} from './rewrite.ts'

const levels = /<h([1-6])(?=[\s/>])/gi

/**
 * The HTML with its headings below one of `level`: the highest becomes the next one, each other follows without a gap, h6 is
 * the end. All else keeps its bytes.
 */
export function headingsBelow(level: number, html: string): string {
  const used = Array.from(new Set(Array.from(html.matchAll(levels), ([, digit]) => digit!))).sort()
  const names = new Map(used.map((digit, index) => [`h${digit}`, `h${Math.min(level + 1 + index, 6)}`]))
  if (Array.from(names).every(([written, wanted]) => written === wanted)) return html
  return rewriteHtml(html, {element: (name) => names.get(name.toLowerCase()) ?? name})
}
