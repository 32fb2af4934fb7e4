/** Names in columns: cut and filled to one width, as terminals show it. */
import {cells, cellsOf} from '../cells.ts'

/** The width of a column for these texts: of the longest, 40 cells at most. */
export function columnWidth(texts: readonly string[]): number {
  return Math.min(40, Math.max(0, ...texts.map(cells)))
}

/** A text in a column: filled with blanks; cut where it is too long, which an ellipsis tells. */
export function inColumn(text: string, width: number): string {
  const taken = cells(text)
  if (taken <= width) return text + ' '.repeat(width - taken)
  let kept = ''
  let used = 0
  for (const sign of text) {
    if (used + cellsOf(sign) >= width) break
    kept += sign
    used += cellsOf(sign)
  }
  return `${kept}…${' '.repeat(width - used - 1)}`
}

/** Rows as lines, in columns that are as wide as need be. */
export function inRows(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => cells(row[column]!))))
  const line = (row: readonly string[]) => row.map((text, column) => inColumn(text, widths[column]!)).join('  ')
  return rows.map((row) => line(row).trimEnd())
}
