// Gradient sizes: of each layer how many weights have a gradient of which size, on a logarithmic axis that all share.
import type { LogBins } from '../../src/engine/log-bins.ts'
import { formatNumber } from '../../src/print/numbers.ts'
import { locale } from '../model/page.ts'
import { PictureMenu } from '../page/picture-menu.tsx'
import { useRoom } from '../page/room.ts'
import { layerName } from './names.ts'
import { viewWords } from './view-words.ts'

export interface GradientProps {
  /** Of each layer its weights' gradients, the first layer first; undefined before the first batch. */
  readonly layers: readonly LogBins[] | undefined
}

/** The axis has so many decades at least, and grows by whole ones. */
const LEAST_DECADES = 4
const CHART = 58
const MARGIN = { left: 6, right: 18, bottom: 18, top: 4 }

export function GradientCard({ layers }: GradientProps) {
  const w = viewWords.value
  const [box, room] = useRoom<HTMLDivElement>()
  return (
    <section class="card view gradient-card" aria-labelledby="gradients">
      <header class="card-head">
        <h2 id="gradients">{w.gradientSize}</h2>
        <span class="faint sym-line">|∂L/∂w|</span>
        <span class="spread" />
        <PictureMenu selector=".gradient-card .histograms" name="paso-gradients" />
      </header>
      <div class="histograms" ref={box}>
        {layers === undefined ? (
          <p class="view-note">{w.noGradient}</p>
        ) : (
          room && <Histograms layers={layers} width={room.width} />
        )}
      </div>
    </section>
  )
}

const sum = (counts: readonly number[]): number => counts.reduce((all, n) => all + n, 0)

const countOf = ({ counts, zeros, below, above, notFinite }: LogBins): number =>
  sum(counts) + zeros + below + above + notFinite

interface Decades {
  readonly from: number
  readonly to: number
}

function Histograms({ layers, width }: { readonly layers: readonly LogBins[]; readonly width: number }) {
  const decades = decadesOf(layers)
  return (
    <>
      {layers
        .map((bins, l) => (
          <Histogram key={l} bins={bins} name={layerName(l, layers.length)} decades={decades} width={width} />
        ))
        .reverse()}
    </>
  )
}

/** Where sizes are in any layer, in whole decades. */
function decadesOf(layers: readonly LogBins[]): Decades {
  const { from, perDecade, counts } = layers[0]!
  const isFilled = (i: number): boolean => layers.some((bins) => bins.counts[i]! > 0)
  let [first, last] = [0, counts.length - 1]
  while (first < last && !isFilled(first)) first++
  while (last > first && !isFilled(last)) last--
  const end = from + Math.floor(last / perDecade) + 1
  const start = from + Math.floor(first / perDecade)
  return { from: Math.max(from, Math.min(start, end - LEAST_DECADES)), to: end }
}

interface HistogramProps {
  readonly bins: LogBins
  readonly name: string
  readonly decades: Decades
  readonly width: number
}

function Histogram({ bins, name, decades, width }: HistogramProps) {
  const w = viewWords.value
  const { from, perDecade } = bins
  const shown = bins.counts.slice((decades.from - from) * perDecade, (decades.to - from) * perDecade)
  const most = Math.max(1, ...shown)
  const wide = (width - MARGIN.left - MARGIN.right) / shown.length
  const foot = CHART - MARGIN.bottom
  const told = `${w.layerWeights(name, countOf(bins).toLocaleString(locale.value))}`
  const bars = shown
    .map((n, i) => {
      if (n === 0) return ''
      const high = Math.max(1.5, (n / most) * (foot - MARGIN.top))
      return `M${(MARGIN.left + i * wide + 0.5).toFixed(1)} ${foot}v${(-high).toFixed(1)}h${(wide - 1).toFixed(1)}v${high.toFixed(1)}z`
    })
    .join('')
  const left = [
    ...(bins.zeros > 0 ? [w.zeros(bins.zeros.toLocaleString(locale.value))] : []),
    ...(bins.notFinite > 0 ? [w.notFinite(bins.notFinite.toLocaleString(locale.value))] : []),
  ]
  return (
    <figure class="histogram">
      <p>
        {told}
        {left.length > 0 && <span class="quiet-line"> · {left.join(' · ')}</span>}
      </p>
      <svg width={width} height={CHART} role="img" aria-label={spoken(name, bins)}>
        <path class="bars" d={bars} />
        <line class="foot" x1={MARGIN.left} x2={width - MARGIN.right} y1={foot} y2={foot} />
        {ticks(decades, width).map((decade) => (
          <text
            key={decade}
            class="num"
            x={MARGIN.left + (decade - decades.from) * perDecade * wide}
            y={CHART - 4}
            font-size="12"
            text-anchor={decade === decades.from ? 'start' : decade === decades.to ? 'end' : 'middle'}
          >
            <Power of={decade} />
          </text>
        ))}
      </svg>
      <details>
        <summary>{w.asTable}</summary>
        <BinTable bins={bins} decades={decades} />
      </details>
    </figure>
  )
}

/** The sizes of the middle half, as words. */
function spoken(name: string, bins: LogBins): string {
  const all = sum(bins.counts)
  const count = countOf(bins).toLocaleString(locale.value)
  if (all === 0) return viewWords.value.layerWeights(name, count)
  const at = (share: number): number => {
    let before = 0
    return bins.counts.findIndex((n) => {
      before += n
      return before >= share * all
    })
  }
  return viewWords.value.histogram(name, count, edgeText(bins, at(0.1)), edgeText(bins, at(0.9) + 1))
}

/** Where a bin begins. */
const edgeText = ({ from, perDecade }: LogBins, bin: number): string =>
  formatNumber(10 ** (from + bin / perDecade), { digits: 2, locale: locale.value })

/** 0.1, or 10 with its exponent raised: the formula face has no small digits. */
function Power({ of }: { readonly of: number }) {
  if (Math.abs(of) < 3) return <>{formatNumber(Number(`1e${of}`), { digits: 9, locale: locale.value })}</>
  return (
    <>
      10
      <tspan dy="-4" font-size="9">
        {of < 0 ? `−${-of}` : of}
      </tspan>
    </>
  )
}

/** Decades with a label: every one, or every second, as room allows. */
function ticks({ from, to }: Decades, width: number): number[] {
  const step = Math.max(1, Math.ceil((to - from) / Math.max(2, Math.floor(width / 64))))
  const found: number[] = []
  for (let decade = to; decade >= from; decade -= step) found.push(decade)
  return found
}

function BinTable({ bins, decades }: { readonly bins: LogBins; readonly decades: Decades }) {
  const w = viewWords.value
  const first = (decades.from - bins.from) * bins.perDecade
  const last = (decades.to - bins.from) * bins.perDecade
  return (
    <table class="bin-table">
      <thead>
        <tr>
          <th scope="col">{w.sizeFrom}</th>
          <th scope="col">{w.sizeTo}</th>
          <th scope="col">{w.count}</th>
        </tr>
      </thead>
      <tbody>
        {bins.counts.slice(first, last).map((n, i) =>
          n === 0 ? null : (
            <tr key={i}>
              <td>{edgeText(bins, first + i)}</td>
              <td>{edgeText(bins, first + i + 1)}</td>
              <td>{n.toLocaleString(locale.value)}</td>
            </tr>
          ),
        )}
      </tbody>
    </table>
  )
}
