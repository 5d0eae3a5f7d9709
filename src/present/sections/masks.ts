// Which outputs a step drops, why the others are scaled, and that it is so in training only.
import { unitsOf } from '../../derive/backward-steps.ts'
import { isMasked } from '../../derive/forward-steps.ts'
import { mask } from '../../derive/names.ts'
import { num, q, quotient, sum } from '../../math/expr.ts'
import type { Block, Content, Formula } from '../document.ts'
import type { Story } from '../story.ts'
import { paragraph, rowNumber } from '../story.ts'
import { joined } from '../units.ts'

/** More rows, or more dropped units, than these are not named one by one. */
const MOST_ROWS = 6
const MOST_UNITS = 6

/** The masks of a step in words; nothing for a network without dropout. */
export function maskNotes(story: Story): Block[] {
  const masked = story.shape.units.map((_, layer) => layer).filter((layer) => isMasked(story.trace, layer))
  if (masked.length === 0) return []
  const { words, trace } = story
  const probabilities = [...new Set(masked.map((layer) => trace.network.layers[layer]!.dropout))]
  return [
    ...probabilities.map((p) => paragraph(words.layers.maskIdea(p, factor(p)))),
    paragraph(joined(sentences(story, masked))),
    paragraph(words.layers.notInEvaluation),
  ]
}

/** 1/(1 − 0.5) = 2 */
const factor = (p: number): Formula => ({
  kind: 'relation',
  sides: [quotient(num(1), sum(num(1), { kind: 'negative', of: num(p) })), num(1 / (1 - p))],
})

function sentences(story: Story, masked: readonly number[]): Content[] {
  const { words, trace, last } = story
  const rows = trace.samples.map((_, sample) => sample)
  const told = rows.slice(0, MOST_ROWS)
  const each = told.flatMap((sample) =>
    masked.map((layer) => {
      const units = unitsOf(trace, layer)
      const dropped = units.filter((unit) => story.derivation.value(mask(layer, unit, sample)) === 0)
      return words.layers.dropped({
        layer: last > 1 ? layer + 1 : undefined,
        row: rows.length > 1 ? rowNumber(story, sample) : undefined,
        outputs: dropped.slice(0, MOST_UNITS).map((unit) => q({ kind: 'activation', layer, unit, sample })),
        count: dropped.length,
        all: units.length,
      })
    }),
  )
  return rows.length > told.length ? [...each, words.andMore(rows.length - told.length)] : each
}
