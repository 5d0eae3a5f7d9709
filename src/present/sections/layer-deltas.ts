// The deltas of a unit and of a whole layer, normalized or not.
import { unitsOf } from '../../derive/backward-steps.ts'
import { delta } from '../../derive/names.ts'
import type { Block, Cell } from '../document.ts'
import { say } from '../document.ts'
import type { Story } from '../story.ts'
import { unitName } from '../units.ts'
import { deltaCalculation } from './deltas.ts'
import { text } from './factors.ts'
import { isNormalized } from './normalization.ts'
import { normalizedDelta } from './normalized-deltas.ts'
import { content, numberCell } from './parameter-table.ts'

/** δ of a unit; `why`: with the reasons of its terms, where the layer is normalized. */
export function deltaBlocks(
  story: Story,
  layer: number,
  unit: number,
  sample: number,
  why: boolean,
): Block[] {
  return isNormalized(story, layer)
    ? normalizedDelta(story, layer, unit, sample, why && story.options.detail === 'full')
    : [deltaCalculation(story, layer, unit, sample)]
}

/** The deltas of a layer: each with its calculation, or a table when there are many. */
export function layerDeltas(story: Story, layer: number, sample: number): Block[] {
  const units = unitsOf(story.trace, layer)
  if (units.length <= 4) return units.flatMap((unit) => deltaBlocks(story, layer, unit, sample, unit === 0))
  const shown = units.slice(0, 40)
  const rows = shown.map((unit): Cell[] => [
    content(say`${unitName(layer, unit)}`),
    numberCell(story.derivation.value(delta(layer, unit, sample)), story.context.digits),
  ])
  return [
    ...deltaBlocks(story, layer, 0, sample, true),
    {
      kind: 'table',
      columns: [
        { head: story.words.column.unit, align: 'left' },
        { head: ['δ'], align: 'right' },
      ],
      rows,
    },
    ...text(units.length > shown.length ? story.words.andMore(units.length - shown.length) : []),
  ]
}
