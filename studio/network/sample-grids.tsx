// The inputs and the targets of the chosen row, one below the other, with the network's own answer beside its target.
import { unstandardize } from '../../src/data/scaling.ts'
import { target } from '../../src/derive/names.ts'
import { q } from '../../src/math/expr.ts'
import type { Formula } from '../../src/math/formula.ts'
import { spokenFormula } from '../../src/print/speech.ts'
import { withSampleValue } from '../model/edits.ts'
import type { Lesson } from '../model/lesson.ts'
import { context, lesson, row } from '../model/page.ts'
import { outcome } from './draft.ts'
import type { GridSpec } from './grid-spec.ts'
import { ownName, unitFormula } from './layer-names.ts'
import { networkWords } from './network-words.ts'
import { NumberGrid } from './number-grid.tsx'
import { PasteButton } from './paste-button.tsx'
import { UnitLabel } from './unit-label.tsx'

/** Of a long row a part is shown, so that what comes of it stays in view. */
const MOST_ROWS = 6

type SidePart = 'input' | 'target'

export function SampleGrids() {
  const w = networkWords.value
  return (
    <>
      {(['input', 'target'] as const).map((part) => (
        <NumberGrid
          key={part}
          spec={specOf(part)}
          head={(grid) => (
            <header class="net-layer-head">
              <h2>{w[part]}</h2>
              <span class="spread" />
              <PasteButton grid={grid} of={w[part]} />
            </header>
          )}
        />
      ))}
    </>
  )
}

function specOf(part: SidePart): GridSpec {
  const w = networkWords.value
  const now = lesson.value
  const sample = row.value
  const values = now.samples[sample]![part]
  const layer = part === 'input' ? -1 : now.network.layers.length - 1
  const outputs = outcome.value.outputs[sample]!
  const raw = inTable(now)
  const spoken = (unit: number): Formula =>
    part === 'input' ? unitFormula(-1, unit) : q(target(unit, sample))
  return {
    label: w[part],
    rows: values.length,
    columns: 1,
    pinned: 0,
    rowHead: (unit) => <UnitLabel layer={layer} unit={unit} />,
    columnHead: () => (part === 'input' && raw ? w.inNetwork : w[part]),
    isHeadless: part === 'input' && !raw,
    beside:
      part === 'target'
        ? { head: w.actual, value: (unit) => outputs[unit] }
        : raw && { head: w.inTable, value: (unit) => raw(unit, values[unit]!) },
    value: (unit) => values[unit]!,
    name: (unit) => ownName(now, layer, unit) ?? spokenFormula(spoken(unit), context.value),
    withCells: (of, cells) =>
      cells.reduce((changed, cell) => withSampleValue(changed, sample, part, cell.row, cell.value), of),
    rowsName: part === 'input' ? w.inputs : w.output,
    columnsName: '',
    mostRows: MOST_ROWS,
  }
}

/** What an input of a model is in the table that it was trained on; undefined for networks of no table. */
function inTable({ encoding }: Lesson): ((unit: number, value: number) => number | undefined) | undefined {
  if (!encoding) return undefined
  const scalings = encoding.inputs.flatMap((column) =>
    column.kind === 'number' ? [column] : column.categories.map(() => undefined),
  )
  return (unit, value) => {
    const scaling = scalings[unit]
    return scaling && unstandardize(value, scaling)
  }
}
