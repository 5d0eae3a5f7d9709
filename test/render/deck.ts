// Parts of the deck's step as hand-built documents, in the form in which a reader of the exemplars expects them.
import type { Expr } from '../../src/math/expr.ts'
import {
  call,
  difference,
  group,
  negative,
  num,
  power,
  product,
  q,
  quotient,
  sum,
} from '../../src/math/expr.ts'
import type { Context, NotationName } from '../../src/math/formula.ts'
import { biasLast } from '../../src/math/formula.ts'
import type { Quantity } from '../../src/math/quantity.ts'
import type { Block, Cell, Column, Document } from '../../src/present/document.ts'
import { say, strong } from '../../src/present/document.ts'

export const deckContext: Context = {
  notation: 'deck',
  shape: { inputs: 2, units: [2, 2], oneBiasPerLayer: true, samples: 1 },
  locale: 'en',
  digits: 9,
  tableDigits: 5,
}

export const inNotation = (notation: NotationName, locale = 'en'): Context => ({
  ...deckContext,
  notation,
  locale,
})

const sample = 0
export const weight = (layer: number, to: number, from: number): Quantity => ({
  kind: 'weight',
  layer,
  to,
  from,
  version: 0,
})
export const bias = (layer: number): Quantity => ({ kind: 'bias', layer, unit: 'all', version: 0 })
export const out = (layer: number, unit: number): Quantity => ({ kind: 'activation', layer, unit, sample })
export const net = (layer: number, unit: number): Quantity => ({
  kind: 'pre-activation',
  layer,
  unit,
  sample,
})
export const target = (unit: number): Quantity => ({ kind: 'target', unit, sample })
export const unitLoss = (unit: number): Quantity => ({ kind: 'unit-loss', unit, sample })
export const delta = (layer: number, unit: number): Quantity => ({ kind: 'delta', layer, unit, sample })
export const loss: Quantity = { kind: 'batch-loss' }
export const d = (of: Quantity, by: Quantity): Quantity => ({ kind: 'derivative', of, by })
const alpha = q({ kind: 'hyper-parameter', name: 'learning-rate' })
const old = (quantity: Quantity): Expr => ({ kind: 'quantity', quantity, mark: 'version' })

const w5 = weight(1, 0, 0)
const w1 = weight(0, 0, 0)
const half = quotient(num(1), num(2))
const residual = (unit: number): Expr => difference(q(target(unit)), q(out(1, unit)))
const decay = (unit: number): Expr => call('exp', negative(q(net(1, unit))))

/** Values of the deck's step, from the reference numbers of the slides recomputed in full. */
export const values = {
  outO1: 0.7513650695523157,
  errorByOut: 0.7413650695523157,
  slopeO1: 0.18681560180895948,
  outH1: 0.5932699921071872,
  gradient: 0.08216704056423078,
  deltaO1: 0.13849856162855698,
  deltaO2: -0.03809823651655623,
} as const

const right = (content: string | Quantity): Column => ({
  head: typeof content === 'string' ? [content] : say`${q(content)}`,
  align: 'right',
})
const value = (number: number): Cell => ({ kind: 'number', value: number })

export const table = (rows: readonly (readonly Cell[])[]): Block => {
  const unit = (layer: number, index: number): Column => ({
    head: [{ kind: 'math', math: { kind: 'unit', layer, unit: index } }],
    align: 'right',
  })
  return {
    kind: 'table',
    columns: [
      { ...unit(-1, 0), group: ['Input'] },
      unit(-1, 1),
      { ...unit(1, 0), group: ['Target output'] },
      unit(1, 1),
      { ...unit(0, 0), group: ['Actual output'] },
      unit(0, 1),
      unit(1, 0),
      unit(1, 1),
      { ...unit(1, 0), group: ['Errors'] },
      unit(1, 1),
      right('total'),
    ],
    rows,
  }
}

export const fullRow: readonly Cell[] = [
  0.05,
  0.1,
  0.01,
  0.99,
  values.outH1,
  0.596884378259767,
  values.outO1,
  0.7729284653214625,
  0.274811083,
  0.0235600256,
  0.298371109,
].map(value)

export const deckBlocks: readonly Block[] = [
  {
    kind: 'paragraph',
    content: say`Network: ${{
      kind: 'layers',
      layers: [-1, 0, 1].map((layer) => [0, 1].map((unit) => ({ layer, unit }))),
    }}. Learning rate: ${{ kind: 'relation', sides: [alpha, num(0.5)] }}.`,
  },
  table([fullRow]),
  { kind: 'heading', level: 2, number: 1, content: ['What we want'] },
  {
    kind: 'paragraph',
    content: say`${q(d(loss, w5))}, the partial derivative of ${q(loss)} with respect to ${q(w5)}: how much the total error changes when ${q(w5)} changes a little and ${strong('all else stays put')}.`,
  },
  { kind: 'heading', level: 2, number: 2, content: ['The chain rule'] },
  { kind: 'paths', trunk: [q(w5), q(net(1, 0)), q(out(1, 0)), q(loss)], branches: [], more: 0 },
  {
    kind: 'paths',
    trunk: [q(w1), q(net(0, 0)), q(out(0, 0))],
    branches: [
      [q(net(1, 0)), q(out(1, 0)), q(unitLoss(0))],
      [q(net(1, 1)), q(out(1, 1)), q(unitLoss(1))],
    ],
    more: 0,
  },
  {
    kind: 'chain',
    left: q(d(loss, w5)),
    factors: [q(d(loss, out(1, 0))), q(d(out(1, 0), net(1, 0))), q(d(net(1, 0), w5))],
    numbered: true,
  },
  { kind: 'heading', level: 2, number: 3, content: ['Factors'] },
  {
    kind: 'calculation',
    left: [q(d(loss, out(1, 0)))],
    lines: [
      sum(product(num(2), half, power(residual(0), difference(num(2), num(1))), num(-1)), num(0)),
      negative(residual(0)),
      negative(difference(num(0.01), num(values.outO1))),
      num(values.errorByOut),
    ],
  },
  {
    kind: 'display',
    math: {
      kind: 'relation',
      sides: [q(out(1, 0)), quotient(num(1), sum(num(1), decay(0))), power(sum(num(1), decay(0)), -1)],
    },
  },
  {
    kind: 'calculation',
    left: [q(d(out(1, 0), net(1, 0)))],
    lines: [
      product(negative(power(sum(num(1), decay(0)), -2)), decay(0), num(-1)),
      product(quotient(num(1), sum(num(1), decay(0))), quotient(decay(0), sum(num(1), decay(0)))),
    ],
  },
  {
    kind: 'display',
    math: {
      kind: 'relation',
      sides: [
        q(net(1, 0)),
        biasLast(
          sum(q(bias(1)), product(q(w5), q(out(0, 0))), product(q(weight(1, 0, 1)), q(out(0, 1)))),
          'deck',
        ),
      ],
    },
  },
  {
    kind: 'calculation',
    left: [q(delta(0, 0))],
    lines: [
      product(
        sum(product(old(w5), q(delta(1, 0))), product(old(weight(1, 1, 0)), q(delta(1, 1)))),
        q(out(0, 0)),
        difference(num(1), q(out(0, 0))),
      ),
      product(
        sum(product(num(0.4), num(values.deltaO1)), product(num(0.5), num(values.deltaO2))),
        num(0.2413007085923199),
      ),
      num(0.008771354689486931),
    ],
  },
  {
    kind: 'calculation',
    left: [q(d(net(0, 0), w1))],
    lines: [q(out(-1, 0)), num(0.05)],
    layout: 'row',
  },
  {
    kind: 'figures',
    rows: [
      {
        label: say`${q(loss)} with ${{ kind: 'relation', sides: [q(w5), num(0.40001)] }}`,
        value: { kind: 'number', value: 0.298371930429797, digits: 15 },
      },
      { label: ['slope: the difference, divided by 2h'], value: value(values.gradient) },
      {
        label: ['relative difference'],
        value: { kind: 'number', value: 1.1e-11, digits: 1 },
        after: say`✓ (limit: ${num(1e-7)})`,
      },
    ],
  },
  {
    kind: 'calculation',
    left: [{ kind: 'quantity', quantity: w5, mark: 'new' }],
    lines: [
      difference(q(w5), product(alpha, q(d(loss, w5)))),
      difference(num(0.4), product(num(0.5), num(values.gradient))),
      num(0.35891647971788465),
    ],
  },
  {
    kind: 'calculation',
    left: [q(d(loss, out(0, 0)))],
    lines: [
      group(num(-0.5)),
      sum(num(0.05539942465142279), num(-0.019049118258278114)),
      num(0.036350306393144675),
    ],
  },
]

export const deckDocument = (
  blocks: readonly Block[] = deckBlocks,
  context: Context = deckContext,
): Document => ({
  title: 'Backpropagation step by step: the weight w5',
  language: context.locale.startsWith('es') ? 'es' : 'en',
  context,
  blocks,
})
