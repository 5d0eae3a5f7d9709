// The network drawn as SVG: layers as columns, weights on edges, values in units, a path made thicker.
import type { Context } from '../math/formula.ts'
import { INPUT_LAYER } from '../math/quantity.ts'
import type { Diagram } from '../present/document.ts'
import { parameterName, unitName } from '../print/notation.ts'
import { formatNumber } from '../print/numbers.ts'
import { nameText } from '../print/unicode.ts'
import { htmlText } from './escape.ts'

export interface DiagramOptions {
  /** For a file of its own: with the style in it. In a page, `diagramStyle` stands in the page's style. */
  readonly standalone?: boolean
  /** Begins the ids in the drawing, which must be unique in a page. */
  readonly id?: string
}

const LAYER_GAP = 230
const UNIT_GAP = 92
const RADIUS = 26
const MARGIN = 48
/** More units than this are thinned. */
const MOST_UNITS = 10
/** Layers with more units than this have no numbers on their edges: labels would touch. */
const MOST_LABELLED = 4
const DIGITS = 4

/** Colours as variables, so that a page can set its own; light and dark ones where it does not. */
export const diagramStyle = `
.paso-diagram { --ink: var(--paso-ink, #1c1c22); --paper: var(--paso-paper, #ffffff); --edge: var(--paso-edge, #8b8b97); --path: var(--paso-path, #b3430d); max-width: 100%; height: auto; font: 13px system-ui, sans-serif; }
.paso-diagram text { fill: var(--ink); text-anchor: middle; stroke: none; }
.paso-diagram circle { fill: var(--paper); stroke: var(--ink); stroke-width: 1.5; }
.paso-diagram line { stroke: var(--edge); stroke-width: 1.2; }
.paso-diagram .negative { stroke-dasharray: 6 4; }
.paso-diagram .on-path { stroke: var(--path); stroke-width: 3.5; }
.paso-diagram .weight { font-size: 12px; paint-order: stroke; stroke: var(--paper); stroke-width: 5px; stroke-linejoin: round; }
.paso-diagram .weight.emphasis { fill: var(--path); font-weight: 600; stroke-width: 9px; }
.paso-diagram .small { font-size: 11.5px; }
@media (prefers-color-scheme: dark) { .paso-diagram { --ink: var(--paso-ink, #ececf1); --paper: var(--paso-paper, #17171c); --edge: var(--paso-edge, #82828e); --path: var(--paso-path, #ff9e64); } }
@media print { .paso-diagram { --ink: #000; --paper: #fff; --edge: #666; --path: #000; } }
`.trim()

interface Place {
  readonly unit: number
  readonly x: number
  readonly y: number
}

/** Names longer than this are printed smaller, to stay inside their circle. */
const LONG_NAME = 6

/** A network as an SVG element; without scripts, without outside references. */
export function diagramSvg(diagram: Diagram, context: Context, options: DiagramOptions = {}): string {
  const id = options.id ?? 'paso-diagram'
  const sizes = [diagram.inputs.length, ...diagram.biases.map((biases) => biases.length)]
  const shown = sizes.map((size, column) => shownUnits(size, highlightedUnits(diagram, column - 1)))
  const tallest = Math.max(...shown.map((units) => slots(units).length))
  const height = 2 * MARGIN + (tallest - 1) * UNIT_GAP + 36
  const width = 2 * MARGIN + (sizes.length - 1) * LAYER_GAP + 40
  const columns = shown.map((units, column) => places(units, column, tallest))
  const edges = diagram.weights.flatMap((rows, layer) => layerEdges(diagram, context, rows, layer, columns))
  const nodes = columns.flatMap((column, i) => column.map((place) => node(diagram, context, place, i - 1)))
  const gaps = shown.flatMap((units, column) => gapMarks(units, column, tallest))
  const title = htmlText(sizes.join(' → '))
  const body = [
    `<title id="${id}-title">${title}</title>`,
    `<desc id="${id}-desc">${htmlText(diagram.description)}</desc>`,
    ...(options.standalone ? [`<style>${diagramStyle}</style>`] : []),
    ...edges.map((edge) => edge.line),
    ...nodes,
    ...gaps,
    ...edges.map((edge) => edge.label),
  ].filter((element) => element !== '')
  return `<svg xmlns="http://www.w3.org/2000/svg" class="paso-diagram" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${id}-title ${id}-desc">\n${body.join('\n')}\n</svg>`
}

/** The units of a layer (-1: the inputs) that the path passes. */
function highlightedUnits(diagram: Diagram, layer: number): number[] {
  return diagram.highlighted.flatMap(([l, to, from]) => (l === layer ? [to] : l === layer + 1 ? [from] : []))
}

/** All units of a small layer; of a large one those on the path and the first ones, and the last. */
function shownUnits(size: number, wanted: readonly number[]): number[] {
  const all = Array.from({ length: size }, (_, unit) => unit)
  if (size <= MOST_UNITS) return all
  const chosen = new Set([size - 1, ...wanted].slice(0, MOST_UNITS - 1))
  for (const unit of all) if (chosen.size < MOST_UNITS - 1) chosen.add(unit)
  return [...chosen].sort((a, b) => a - b)
}

/** Units with a gap, undefined, where some are left out. */
function slots(units: readonly number[]): (number | undefined)[] {
  return units.flatMap((unit, i) => (unit > (i === 0 ? 0 : units[i - 1]! + 1) ? [undefined, unit] : [unit]))
}

const columnX = (column: number): number => MARGIN + 20 + column * LAYER_GAP

/** Each column is centred on the tallest one. */
const slotY = (index: number, count: number, tallest: number): number =>
  MARGIN + (index + (tallest - count) / 2) * UNIT_GAP

function places(units: readonly number[], column: number, tallest: number): Place[] {
  const all = slots(units)
  return all.flatMap((unit, i) =>
    unit === undefined ? [] : [{ unit, x: columnX(column), y: slotY(i, all.length, tallest) }],
  )
}

function gapMarks(units: readonly number[], column: number, tallest: number): string[] {
  const all = slots(units)
  return all.flatMap((unit, i) =>
    unit === undefined
      ? [
          `<text x="${columnX(column)}" y="${round(slotY(i, all.length, tallest) + 6)}" font-size="22">⋮</text>`,
        ]
      : [],
  )
}

/**
 * Lines from one column to the next. With m units in the next column a label stands at 1/(m + 1) of its line: their
 * heights are then all different multiples of the units' distance / (m + 1).
 */
function layerEdges(
  diagram: Diagram,
  context: Context,
  rows: readonly (readonly number[])[],
  layer: number,
  columns: readonly Place[][],
): { line: string; label: string }[] {
  const from = columns[layer]!
  const to = columns[layer + 1]!
  const labelled =
    from.length <= MOST_LABELLED && to.length <= MOST_LABELLED && rows[0]!.length <= MOST_LABELLED
  const share = 1 / (to.length + 1)
  return from.flatMap((a) =>
    to.map((b) => {
      const weight = rows[b.unit]![a.unit]!
      const onPath = diagram.highlighted.some(([l, t, f]) => l === layer && t === b.unit && f === a.unit)
      const classes = [...(weight < 0 ? ['negative'] : []), ...(onPath ? ['on-path'] : [])].join(' ')
      const line = `<line x1="${a.x + RADIUS}" y1="${round(a.y)}" x2="${b.x - RADIUS}" y2="${round(b.y)}"${classes === '' ? '' : ` class="${classes}"`}/>`
      if (!labelled && !onPath) return { line, label: '' }
      const name = nameText(parameterName({ kind: 'weight', layer, to: b.unit, from: a.unit }, context))
      const x = a.x + RADIUS + share * (b.x - a.x - 2 * RADIUS)
      const y = a.y + share * (b.y - a.y)
      const text = htmlText(`${name} = ${numberText(weight, context)}`)
      return {
        line,
        label: `<text class="weight${onPath ? ' emphasis' : ''}" x="${round(x)}" y="${round(y + 4)}">${text}</text>`,
      }
    }),
  )
}

/** A circle with the unit's name, its value below, its bias below that. */
function node(diagram: Diagram, context: Context, { unit, x, y }: Place, layer: number): string {
  const value = layer === INPUT_LAYER ? diagram.inputs[unit] : diagram.activations[layer]?.[unit]
  const bias = layer === INPUT_LAYER ? undefined : diagram.biases[layer]?.[unit]
  const name = htmlText(nameText(unitName(layer, unit, context)))
  const lines = [
    ...(value === undefined ? [] : [numberText(value, context)]),
    ...(bias === undefined
      ? []
      : [
          `${nameText(parameterName({ kind: 'bias', layer, unit }, context))} = ${numberText(bias, context)}`,
        ]),
  ]
  const below = lines.map(
    (line, i) =>
      `<text class="small" x="${x}" y="${round(y + RADIUS + 14 + 14 * i)}">${htmlText(line)}</text>`,
  )
  return [
    `<circle cx="${x}" cy="${round(y)}" r="${RADIUS}"/>`,
    `<text${name.length > LONG_NAME ? ' class="small"' : ''} x="${x}" y="${round(y + 4.5)}">${name}</text>`,
    ...below,
  ].join('')
}

const numberText = (value: number, context: Context): string =>
  formatNumber(value, { digits: DIGITS, locale: context.locale })

const round = (coordinate: number): number => Math.round(coordinate * 10) / 10
