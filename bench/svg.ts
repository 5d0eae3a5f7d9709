// SVG: the few shapes that the plots need, and logarithmic axes.

/** Places on a logarithmic axis. */
export interface Axis {
  readonly place: (value: number) => number
  /** Powers of ten within it. */
  readonly ticks: readonly number[]
}

/** From the power of ten below the least value to the one above the greatest. */
export function logAxis(values: readonly number[], from: number, to: number): Axis {
  const low = Math.floor(Math.log10(Math.min(...values)) + 1e-9)
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values)) - 1e-9))
  return {
    place: (value) => from + ((Math.log10(value) - low) / (high - low)) * (to - from),
    ticks: Array.from({ length: high - low + 1 }, (_, n) => 10 ** (low + n)),
  }
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const at = (value: number): string => String(Math.round(10 * value) / 10)

export const line = (x1: number, y1: number, x2: number, y2: number, style: string): string =>
  `<line x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}" class="${style}"/>`

export const dot = (x: number, y: number, style: string): string =>
  `<circle cx="${at(x)}" cy="${at(y)}" r="3" class="${style}"/>`

export const path = (points: readonly (readonly [number, number])[], style: string): string =>
  `<polyline points="${points.map(([x, y]) => `${at(x)},${at(y)}`).join(' ')}" class="${style}"/>`

export const text = (
  x: number,
  y: number,
  words: string,
  anchor: 'start' | 'middle' | 'end' = 'start',
  style = '',
): string => {
  const look = style === '' ? '' : ` class="${style}"`
  return `<text x="${at(x)}" y="${at(y)}" text-anchor="${anchor}"${look}>${escaped(words)}</text>`
}

/** Colours that hold on white and on black; a style for each kind of line and dot. */
const STYLE = `
  text { font: 11px sans-serif; fill: #767676 }
  .title { font-weight: bold }
  .grid { stroke: #8884; stroke-width: 1 }
  .guide { stroke: #888; stroke-dasharray: 3 3; fill: none }
  .spread { stroke: #888; stroke-width: 2 }
  .ours-spread { stroke: #d1495b; stroke-width: 2 }
  .other { fill: #767676 }
  .ours { fill: #d1495b }
  .line-0 { stroke: #d1495b; stroke-width: 2; fill: none }
  .line-1 { stroke: #edae49; stroke-width: 2; fill: none }
  .line-2 { stroke: #3d7ea6; stroke-width: 2; fill: none }
  .dot-0 { fill: #d1495b }
  .dot-1 { fill: #edae49 }
  .dot-2 { fill: #3d7ea6 }
`

/** @param title said by programs that read a page aloud */
export function svg(width: number, height: number, title: string, shapes: readonly string[]): string {
  const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`
  return [head, `<title>${escaped(title)}</title>`, `<style>${STYLE}</style>`, ...shapes, '</svg>', ''].join(
    '\n',
  )
}
