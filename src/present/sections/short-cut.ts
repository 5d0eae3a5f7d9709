// The deltas of a softmax, and of any canonical pair: the long way, the short cut, and that both agree.

import { isVector, longDelta, unitsOf } from '../../derive/backward-steps.ts'
import { activation, delta, derivative, preActivation } from '../../derive/names.ts'
import { lossThrough } from '../../derive/normalized-steps.ts'
import { num, q } from '../../math/expr.ts'
import type { Block, Cell, Formula } from '../document.ts'
import { say } from '../document.ts'
import {
  lossDerivativeWritten,
  shortCutDerivation,
  slopeDerivation,
  slopeWritten,
  symbolsOf,
} from '../formulas.ts'
import type { Story } from '../story.ts'
import { heading, LONGEST_SUM, paragraph, rowNumber, withNumbers } from '../story.ts'
import { unitName } from '../units.ts'
import { longSum } from './deltas.ts'
import { asParagraph, lossFactor, reasoned, slopeFactor, text } from './factors.ts'
import { content, numberCell } from './parameter-table.ts'

/** Softmax (or any canonical pair): delta by the sum over the outputs, then by the short cut, and that both agree. */
export function longAndShort(story: Story, unit: number, samples: readonly number[]): Block[] {
  const [first] = samples
  const { words } = story
  const long = isVector(story.trace, story.last)
    ? softmaxLongWay(story, unit, samples)
    : elementwiseLongWay(story, unit, first!)
  if (!story.trace.samples[first!]!.shortCut) return long
  const name = delta(story.last, unit, first!)
  const lines = shortCutDerivation(story, unit, first!)
  return [
    heading(3, words.section.longWay),
    ...long,
    heading(3, words.section.shortCut),
    ...reasoned(story, name, lines, symbolsOf(story, story.last, unit, first!)),
    shortCutTable(story, unit, samples),
    paragraph(words.programUsesShortCut),
  ]
}

function elementwiseLongWay(story: Story, unit: number, sample: number): Block[] {
  const { last, words } = story
  const a = activation(last, unit, sample)
  const slope = derivative(a, preActivation(last, unit, sample))
  const loss = derivative(lossThrough(story.trace, sample), a)
  const product: Formula = {
    kind: 'relation',
    sides: [q(delta(last, unit, sample)), { kind: 'product', factors: [q(loss), q(slope)] }],
  }
  return [
    { kind: 'display', math: product },
    ...asParagraph(words.ordinalFactor(1), lossFactor(story, unit, sample)),
    ...asParagraph(words.ordinalFactor(2), slopeFactor(story, last, unit, sample, false)),
  ]
}

function softmaxLongWay(story: Story, unit: number, samples: readonly number[]): Block[] {
  const { last, words } = story
  const [first] = samples
  const units = unitsOf(story.trace, last)
  const z = preActivation(last, unit, first!)
  const other = units.find((k) => k !== unit)
  const cases = [unit, ...(other === undefined ? [] : [other])]
  const name = delta(last, unit, first!)
  const long = longDelta(story.trace, last, unit, first!)
  const few = units.length <= LONGEST_SUM
  return [
    paragraph(words.softmaxTies(q(z), units.length)),
    ...(few
      ? [{ kind: 'display' as const, math: { kind: 'relation' as const, sides: [q(name), long] } }]
      : []),
    paragraph(words.lossByEachOutput),
    {
      kind: 'calculation',
      left: [q(derivative(lossThrough(story.trace, first!), activation(last, unit, first!)))],
      lines: [lossDerivativeWritten(story, unit, first!)],
    },
    paragraph(words.jacobianCases(q(z))),
    {
      kind: 'equations',
      equations: cases.map((k) => ({
        left: q(derivative(activation(last, k, first!), z)),
        right: slopeDerivation(story, last, k, first!, unit).at(0)!.formula,
        and: slopeWritten(story, last, k, first!, unit),
      })),
    },
    ...samples.slice(0, 4).map((sample) => jacobianTable(story, unit, sample)),
    ...text(words.jacobianColumn),
    ...samples.slice(0, 4).flatMap((sample): Block[] => longWayNumbers(story, unit, sample)),
  ]
}

function jacobianTable(story: Story, unit: number, sample: number): Block {
  const { last, words } = story
  const z = preActivation(last, unit, sample)
  const units = unitsOf(story.trace, last).slice(0, 12)
  const entry = (k: number, of: 'loss' | 'slope'): Cell => {
    const a = activation(last, k, sample)
    const quantity = of === 'loss' ? derivative(lossThrough(story.trace, sample), a) : derivative(a, z)
    return numberCell(story.derivation.value(quantity) + 0, story.context.digits)
  }
  return {
    kind: 'table',
    columns: [
      {
        head: words.column.output(story.trace.samples.length > 1 ? rowNumber(story, sample) : undefined),
        align: 'left',
      },
      { head: words.column.lossByOutput, align: 'right' },
      { head: words.column.outputByNet(q(z)), align: 'right' },
    ],
    rows: units.map((k) => [content(say`${unitName(last, k)}`), entry(k, 'loss'), entry(k, 'slope')]),
  }
}

function longWayNumbers(story: Story, unit: number, sample: number): Block[] {
  const name = delta(story.last, unit, sample)
  const long = longDelta(story.trace, story.last, unit, sample)
  if (story.shape.units[story.last]! > LONGEST_SUM) {
    const terms = long.kind === 'sum' ? long.terms : [long]
    return [longSum(story, terms, 0, say`${q(name)}`, story.derivation.value(name))]
  }
  const several = story.trace.samples.length > 1
  return [
    ...(several ? text(story.words.rowIs(rowNumber(story, sample))) : []),
    {
      kind: 'calculation',
      left: [q(name)],
      lines: [withNumbers(story, long), num(story.derivation.value(name))],
    },
  ]
}

function shortCutTable(story: Story, unit: number, samples: readonly number[]): Block {
  const { last, words, derivation } = story
  const scale = story.derivation.step(delta(last, unit, samples[0]!))!.formula
  const row = (sample: number): Cell[] => [
    content(say`${String(rowNumber(story, sample))}`),
    content(say`${withNumbers(story, story.derivation.step(delta(last, unit, sample))!.formula)}`),
    numberCell(derivation.value(delta(last, unit, sample)), story.context.digits),
    numberCell(longValue(story, unit, sample), story.context.digits),
  ]
  return {
    kind: 'table',
    columns: [
      { head: words.column.row, align: 'left' },
      { head: say`${scale}`, align: 'right' },
      { head: words.column.byShortCut(q(delta(last, unit, 0))), align: 'right' },
      { head: words.column.byLongWay(q(delta(last, unit, 0))), align: 'right' },
    ],
    rows: samples.map(row),
  }
}

/** delta by the long way, computed from the long formula. */
function longValue(story: Story, unit: number, sample: number): number {
  const z = preActivation(story.last, unit, sample)
  const units = isVector(story.trace, story.last) ? unitsOf(story.trace, story.last) : [unit]
  return units
    .map((k) => activation(story.last, k, sample))
    .map(
      (a) =>
        story.derivation.value(derivative(lossThrough(story.trace, sample), a)) *
        story.derivation.value(derivative(a, z)),
    )
    .reduce((total, term) => total + term)
}
