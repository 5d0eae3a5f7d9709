// Plots: speeds of all cases, and how the cost grows, as SVG.
import type { Language } from '../src/errors.ts'
import { curvesOf, type Growth, operationCurve, type Sweep, sweepNames } from './growth.ts'
import type { CaseResult, Entry } from './race.ts'
import { ranked } from './ratios.ts'
import type { Report } from './report.ts'
import { summary } from './statistics.ts'
import { type Axis, dot, line, logAxis, path, svg, text } from './svg.ts'
import { number, words } from './words.ts'

const WIDTH = 900
const ROW = 15

const labelOf = ({ name, threads }: Pick<Entry, 'name' | 'threads'>): string =>
  threads === 1 ? name : `${name}, t${threads}`

/** A panel for each case, four in a line: a row for each library, with its median and the quartiles. */
export function speedPlot(report: Report, language: Language): string {
  const labels = [...new Set(report.cases.flatMap((result) => result.entries.map(labelOf)))]
  const [left, across] = [130, 4]
  const panelWidth = (WIDTH - left) / across
  const panelHeight = labels.length * ROW + 60
  const shapes = report.cases.flatMap((result, n) => {
    const [x, y] = [left + (n % across) * panelWidth, Math.floor(n / across) * panelHeight]
    const names =
      n % across === 0 ? labels.map((label, row) => text(left - 8, y + 34 + row * ROW, label, 'end')) : []
    return [...names, ...speedPanel(result, labels, { x, y, width: panelWidth - 20 }, language)]
  })
  const height = Math.ceil(report.cases.length / across) * panelHeight
  return svg(WIDTH, height, words[language].speed, shapes)
}

function speedPanel(
  result: CaseResult,
  labels: readonly string[],
  place: { readonly x: number; readonly y: number; readonly width: number },
  language: Language,
): string[] {
  const { x, y, width } = place
  const bottom = y + 28 + labels.length * ROW
  const entries = ranked(result)
  const speeds = entries.map(({ training }) => summary(training.map((speed) => speed / 1000)))
  const axis = logAxis(
    speeds.flatMap(({ low, high }) => [low, high]),
    x,
    x + width,
  )
  const points = entries.flatMap((entry, n) => {
    const { low, median, high } = speeds[n]!
    const row = y + 30 + labels.indexOf(labelOf(entry)) * ROW
    const spread = entry.ours ? 'ours-spread' : 'spread'
    return [
      line(axis.place(low), row, axis.place(high), row, spread),
      dot(axis.place(median), row, entry.ours ? 'ours' : 'other'),
    ]
  })
  return [
    text(x, y + 14, result.case.name, 'start', 'title'),
    ...upright(axis, y + 20, bottom, language),
    ...points,
    text(x + width, bottom + 26, words[language].speed, 'end'),
  ]
}

/** Powers of ten as lines from top to bottom, every second one named where there are many. */
function upright({ ticks, place }: Axis, top: number, bottom: number, language: Language): string[] {
  const every = ticks.length > 4 ? 2 : 1
  return ticks.flatMap((tick, n) => [
    line(place(tick), top, place(tick), bottom, 'grid'),
    ...(n % every === 0 ? [text(place(tick), bottom + 13, number(tick, language), 'middle')] : []),
  ])
}

/** A panel for each sweep, two in a line: time against size, both logarithmic, and what the operations alone would give. */
export function growthPlot(growth: Growth, language: Language): string {
  const [width, height] = [WIDTH / 2, 300]
  const shapes = sweepNames.flatMap((sweep, n) =>
    growthPanel(
      sweep,
      growth[sweep],
      { x: (n % 2) * width, y: Math.floor(n / 2) * height, width, height },
      language,
    ),
  )
  return svg(WIDTH, 2 * height + 2 * ROW, words[language].perRow, [...shapes, ...legend(growth, 2 * height)])
}

/** The names of the lines, side by side. */
const legend = (growth: Growth, y: number): string[] =>
  curvesOf('width', growth.width).flatMap(({ name }, n) => [
    dot(70 + 150 * n, y, `dot-${n}`),
    text(80 + 150 * n, y + 4, name),
  ])

function growthPanel(
  sweep: Sweep,
  results: readonly CaseResult[],
  {
    x,
    y,
    width,
    height,
  }: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  language: Language,
): string[] {
  const say = words[language]
  const curves = curvesOf(sweep, results).filter(({ points }) => points.length > 0)
  const all = curves.flatMap(({ points }) => points)
  const across = logAxis(
    all.map(([size]) => size),
    x + 60,
    x + width - 20,
  )
  const up = logAxis(
    all.map(([, time]) => time),
    y + height - 50,
    y + 40,
  )
  const guide = guideOf(operationCurve(sweep, results), curves[0]?.points.at(-1))
  const inPanel = (points: readonly (readonly [number, number])[]) =>
    points.map(([size, time]) => [across.place(size), up.place(time)] as const)
  const grid = up.ticks.flatMap((tick) => [
    line(x + 60, up.place(tick), x + width - 20, up.place(tick), 'grid'),
    text(x + 54, up.place(tick) + 4, number(tick, language), 'end'),
  ])
  const drawn = curves.flatMap(({ points }, n) => [
    path(inPanel(points), `line-${n}`),
    ...inPanel(points).map(([px, py]) => dot(px, py, `dot-${n}`)),
  ])
  const visible = guide.filter(([, time]) => time >= up.ticks[0]! && time <= up.ticks.at(-1)!)
  return [
    text(x + 60, y + 16, say.growth[sweep], 'start', 'title'),
    text(x + 60, y + 32, `${sweep === 'rows' ? say.perTurn : say.perRow}; - - - ${say.asOperations}`),
    ...upright(across, y + 40, y + height - 50, language),
    ...grid,
    path(inPanel(visible), 'guide'),
    ...drawn,
  ]
}

/** The operations, in the unit of time that makes them meet a point. */
function guideOf(
  operations: readonly (readonly [number, number])[],
  through: readonly [number, number] | undefined,
): readonly (readonly [number, number])[] {
  const there = operations.find(([size]) => size === through?.[0])
  if (!there || !through) return []
  return operations.map(([size, count]) => [size, (through[1] * count) / there[1]])
}
