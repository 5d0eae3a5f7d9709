// The weights and biases of a layer as a table: rows receive, columns are where it comes from.
import type { Network } from '../../src/core/network.ts'
import { hasCommonBias, withParameter } from '../../src/core/parameters.ts'
import { versioned } from '../../src/derive/names.ts'
import { q } from '../../src/math/expr.ts'
import type { ParameterRef } from '../../src/math/quantity.ts'
import { spokenFormula } from '../../src/print/speech.ts'
import type { Lesson } from '../model/lesson.ts'
import { context, lesson, notation } from '../model/page.ts'
import { chooseLesson } from './also.tsx'
import { withDrawnWeights } from './drawn.ts'
import type { GridSpec } from './grid-spec.ts'
import { layerName, layerPlace, layerTitle } from './layer-names.ts'
import { networkWords } from './network-words.ts'
import { NumberGrid } from './number-grid.tsx'
import { PasteButton } from './paste-button.tsx'
import type { PastedCell } from './pasted.ts'
import { nextSeed } from './seed.ts'
import { UnitLabel } from './unit-label.tsx'

export function LayerGrid({ at }: { readonly at: number }) {
  const w = networkWords.value
  const now = lesson.value
  const title = layerTitle(now, at)
  return (
    <NumberGrid
      spec={specOf(now, at)}
      head={(grid) => (
        <header class="net-layer-head">
          <h2>{title}</h2>
          <span class="faint">{layerPlace(now, at)}</span>
          <span class="spread" />
          <PasteButton grid={grid} of={title} />
          <button
            type="button"
            class="quiet"
            aria-label={`${w.random}: ${title}`}
            onClick={() => chooseLesson('weights', () => withDrawnWeights(lesson.peek(), nextSeed(), at))}
          >
            {w.random}
          </button>
        </header>
      )}
    />
  )
}

function specOf(now: Lesson, at: number): GridSpec {
  const w = networkWords.value
  const { network } = now
  const layer = network.layers[at]!
  const sources = layer.weights[0]!.length
  const isCommon = hasCommonBias(network, at)
  const isFrozen = network.biasPolicy === 'fixed'
  const extra = layer.normalization ? 3 : 1
  const ref = (row: number, column: number): ParameterRef => {
    if (column < sources) return { kind: 'weight', layer: at, to: row, from: column }
    if (column === sources) return { kind: 'bias', layer: at, unit: isCommon ? 'all' : row }
    return { kind: column === sources + 1 ? 'scale' : 'shift', layer: at, unit: row }
  }
  const formula = (row: number, column: number) => q(versioned(ref(row, column), 0))
  const hasSymbols = notation.value === 'deck'
  const heads = [w.bias, w.scale, w.shift]
  return {
    label: `${layerTitle(now, at)}, ${layerPlace(now, at)}`,
    rows: layer.biases.length,
    columns: sources + extra,
    pinned: extra,
    common: isCommon ? sources : undefined,
    rowHead: (row) => <UnitLabel before={w.to} layer={at} unit={row} />,
    columnHead: (column) =>
      column < sources ? <UnitLabel before={w.from} layer={at - 1} unit={column} /> : heads[column - sources],
    value: (row, column) => {
      if (column < sources) return layer.weights[row]![column]!
      if (column === sources) return layer.biases[isCommon ? 0 : row]!
      const { scales, shifts } = layer.normalization!
      return (column === sources + 1 ? scales : shifts)[row]!
    },
    symbol: (row, column) => (hasSymbols ? formula(row, column) : undefined),
    name: (row, column) => spokenFormula(formula(row, column), context.value),
    note: (column) => {
      if (column !== sources) return undefined
      if (isFrozen) return { text: isCommon ? w.frozenOne : w.frozen, isFrozen }
      return isCommon ? { text: w.sharedOne, isFrozen } : undefined
    },
    withCells: (of, cells) => withParameters(of, cells, ref, at, sources),
    rowsName: layerName(now, at),
    columnsName: layerName(now, at - 1),
  }
}

/** All weights of a row at once: a paste may bring thousands. */
function withParameters(
  of: Lesson,
  cells: readonly PastedCell[],
  ref: (row: number, column: number) => ParameterRef,
  at: number,
  sources: number,
): Lesson {
  const { network } = of
  const layer = network.layers[at]!
  const weights = layer.weights.map((row) => [...row])
  const others: PastedCell[] = []
  for (const cell of cells) {
    if (cell.column < sources) weights[cell.row]![cell.column] = cell.value
    else others.push(cell)
  }
  const start: Network = { ...network, layers: network.layers.with(at, { ...layer, weights }) }
  const changed = others.reduce(
    (made, { row, column, value }) => withParameter(made, ref(row, column), value),
    start,
  )
  return { ...of, network: changed }
}
