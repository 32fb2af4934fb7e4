/** Figures of several runs, and the tables they are printed in. */

/** How a figure is written: what stands behind it, and its digits after the point. */
export interface Unit {
  readonly sign: string
  readonly digits: (value: number) => number
}

export const seconds: Unit = {sign: ' s', digits: (value) => (value < 10 ? 2 : 1)}
export const milliseconds: Unit = {sign: ' ms', digits: (value) => (value < 10 ? 2 : 0)}
export const megabytes: Unit = {sign: ' MB', digits: () => 0}
export const ratio: Unit = {sign: '', digits: (value) => (value < 0.2 ? 3 : 2)}

/** The one in the middle; between two, the mean of both. Undefined of none. */
export function median(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2
}

/** Median and, of several, the range: `1.20 s (1.10 to 1.45)`. A dash for none. */
export function showFigures(values: readonly number[], unit: Unit): string {
  const middle = median(values)
  if (middle === undefined) return '–'
  const digits = unit.digits(middle)
  const range = [Math.min(...values), Math.max(...values)].map((value) => value.toFixed(digits))
  return `${middle.toFixed(digits)}${unit.sign}${values.length > 1 ? ` (${range.join(' to ')})` : ''}`
}

/** Whether the median is at most the bar: `yes`, `no`, or a dash where nothing was measured or asked. */
export function verdict(values: readonly number[], bar: number | undefined): string {
  const middle = median(values)
  if (middle === undefined || bar === undefined) return '–'
  return middle <= bar ? 'yes' : 'no'
}

/** A table of Markdown whose columns also stand below each other in a terminal; the first is set to the left. */
export function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]!.length)))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join(' | ')} |`
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  return [line(head), line(rule), ...rows.map(line)].join('\n')
}
