// What reaches a unit from behind: the sum over paths, the recursive delta, the softmax's long way and its short cut.

import { isVector, longDelta, unitsOf } from '../../derive/backward-steps.ts'
import { total } from '../../derive/forward-steps.ts'
import {
  activation,
  delta,
  derivative,
  preActivation,
  sampleLoss,
  unitLoss,
  weight,
} from '../../derive/names.ts'
import type { Expr } from '../../math/expr.ts'
import { num, product, q, sum } from '../../math/expr.ts'
import type { Activation, Path } from '../../math/quantity.ts'
import type { Block, Cell, Content } from '../document.ts'
import { say } from '../document.ts'
import {
  lossDerivation,
  lossDerivativeWritten,
  shortCutDerivation,
  slopeDerivation,
  slopeWritten,
  symbolsOf,
} from '../formulas.ts'
import type { Story } from '../story.ts'
import {
  calculate,
  display,
  heading,
  LONGEST_SUM,
  marked,
  number,
  paragraph,
  rowNumber,
  SHOWN_TERMS,
  withNumbers,
} from '../story.ts'
import { unitName } from '../units.ts'
import { reasoned, text } from './factors.ts'

import { content, numberCell } from './parameter-table.ts'

/** Whether a layer's delta is one slope times what comes from behind, told factor by factor. */
export function hasSlopeFactor(story: Story, layer: number, sample: number): boolean {
  return !isVector(story.trace, layer) && !(layer === story.last && story.trace.samples[sample]!.shortCut)
}

/** Factor (1) of a hidden unit: dE/dout as a sum over the paths that leave it. */
export function sumOverPaths(
  story: Story,
  layer: number,
  unit: number,
  sample: number,
  known: boolean,
): Block[] {
  const next = layer + 1
  if (story.shape.units[next]! > LONGEST_SUM) return [longSumOverUnits(story, layer, unit, sample)]
  const terms = next === story.last && hasSlopeFactor(story, next, sample)
  return terms ? pathsToOutputs(story, unit, sample, known) : sumOfDeltas(story, layer, unit, sample)
}

/** The layer before the outputs: one term for each output, each written out. */
function pathsToOutputs(story: Story, unit: number, sample: number, known: boolean): Block[] {
  const { words, last } = story
  const outputs = unitsOf(story.trace, last)
  const a = activation(last - 1, unit, sample)
  const terms = outputs.map((k) => q(derivative(unitLoss(k, sample), a)))
  const calculations = outputs.map((k) => pathToOutput(story, k, unit, sample, known))
  const name = derivative(sampleLoss(sample), a)
  const values = outputs.map((k) => story.derivation.value(derivative(unitLoss(k, sample), a)))
  return [
    ...(known
      ? [
          paragraph(words.pathsKnown(q(a), netPairs(story, unit, sample), oldWeights(story, last, unit))),
          ...calculations,
        ]
      : [
          ...calculations,
          paragraph(words.oldWeightsWhy(q(a), netPairs(story, unit, sample), oldWeights(story, last, unit))),
        ]),
    calculate(story, name, [total(terms)], {
      numbers: total(values.map(num)),
    }),
    ...text(words.signsOfPaths(values, story.derivation.value(name), q(a), unitNames(story, outputs))),
  ]
}

function pathToOutput(story: Story, k: number, unit: number, sample: number, known: boolean): Block {
  const { last } = story
  const [a, z, below] = [
    activation(last, k, sample),
    preActivation(last, k, sample),
    activation(last - 1, unit, sample),
  ]
  const error = unitLoss(k, sample)
  const w = marked(q(weight(last, k, unit, story.version)))
  const name = derivative(error, below)
  if (known) {
    const before = q(derivative(error, z))
    return calculate(story, name, [product(before, q(derivative(z, below))), product(before, w)])
  }
  const factors = [q(derivative(error, a)), q(derivative(a, z)), q(derivative(z, below))]
  const written = product(lossDerivativeWritten(story, k, sample), slopeWritten(story, last, k, sample), w)
  return calculate(story, name, [product(...factors), written], {
    numbers: withNumbers(story, product(...factors)),
  })
}

/** w5@0 = 0.4 for each weight that leaves a unit. */
function oldWeights(story: Story, layer: number, from: number): Content[] {
  return unitsOf(story.trace, layer).map((to) => {
    const w = weight(layer, to, from, story.version)
    return say`${{ kind: 'relation', sides: [marked(q(w)), num(story.derivation.value(w))] }}`
  })
}

/** In net_o1 it is w5, in net_o2 it is w7. */
function netPairs(
  story: Story,
  from: number,
  sample: number,
): { readonly net: Expr; readonly weight: Expr }[] {
  return unitsOf(story.trace, story.last).map((to) => ({
    net: q(preActivation(story.last, to, sample)),
    weight: q(weight(story.last, to, from, story.version)),
  }))
}

const unitNames = (story: Story, units: readonly number[]): Content[] =>
  units.map((k) => say`${unitName(story.last, k)}`)

/** dL/da = sum of weight times delta over the next layer. */
function sumOfDeltas(story: Story, layer: number, unit: number, sample: number): Block[] {
  const name = derivative(sampleLoss(sample), activation(layer, unit, sample))
  const formula = marked(story.derivation.step(name)!.formula)
  return [
    paragraph(story.words.deltasTimesOldWeights(q(activation(layer, unit, sample)))),
    calculate(story, name, [formula]),
  ]
}

/** The same for a wide next layer: the largest terms and what the others add up to. */
export function longSumOverUnits(story: Story, layer: number, unit: number, sample: number): Block {
  const next = layer + 1
  const a = activation(layer, unit, sample)
  const terms = unitsOf(story.trace, next).map((k) =>
    product(q(weight(next, k, unit, story.version)), q(delta(next, k, sample))),
  )
  const name = derivative(sampleLoss(sample), a)
  return longSum(story, terms, 0, say`${q(name)}`, story.derivation.value(name))
}

/** A long sum by its largest terms. `base` is what the sum starts from: a bias. */
export function longSum(
  story: Story,
  terms: readonly Expr[],
  base: number,
  label: Content,
  total: number,
): Block {
  const told = terms.map((symbols) => {
    const numbers = withNumbers(story, symbols)
    return { symbols, numbers, value: productOf(numbers) }
  })
  const largest = told.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value)).slice(0, SHOWN_TERMS)
  const rest = total - base - largest.reduce((s, t) => s + t.value, 0)
  return {
    kind: 'long-sum',
    terms: largest,
    rest: { content: story.words.moreTerms(terms.length - largest.length), value: rest },
    total: { content: story.words.allTerms(label, terms.length), value: total },
  }
}

function productOf(e: Expr): number {
  if (e.kind === 'number') return e.value
  return e.kind === 'product' ? e.factors.map(productOf).reduce((a, b) => a * b) : Number.NaN
}

/** delta of one unit, in symbols, written out, with numbers. */
export function deltaCalculation(story: Story, layer: number, unit: number, sample: number): Block {
  const name = delta(layer, unit, sample)
  const step = story.derivation.step(name)!
  if (!hasSlopeFactor(story, layer, sample)) return calculate(story, name, [step.formula])
  const a = activation(layer, unit, sample)
  const slope = derivative(a, preActivation(layer, unit, sample))
  const front = layer === story.last ? lossDerivativeWritten(story, unit, sample) : incoming(story, a)
  const numbers = product(
    layer === story.last
      ? num(story.derivation.value(derivative(sampleLoss(sample), a)))
      : withNumbers(story, front),
    num(story.derivation.value(slope)),
  )
  return calculate(story, name, [product(front, slopeWritten(story, layer, unit, sample))], { numbers })
}

/** (w5@0 · δ_o1 + w7@0 · δ_o2), or dL/da where the next layer is wide. */
function incoming(story: Story, a: Activation): Expr {
  const name = derivative(sampleLoss(a.sample), a)
  if (story.shape.units[a.layer + 1]! > LONGEST_SUM) return q(name)
  return marked(story.derivation.step(name)!.formula)
}

/** The deltas of a layer: one calculation each, or a table when there are many. */
export function layerDeltas(story: Story, layer: number, sample: number): Block[] {
  const units = unitsOf(story.trace, layer)
  if (units.length <= 4) return units.map((unit) => deltaCalculation(story, layer, unit, sample))
  const shown = units.slice(0, 40)
  const rows = shown.map((unit): Cell[] => [
    content(say`${unitName(layer, unit)}`),
    numberCell(story.derivation.value(delta(layer, unit, sample)), story.context.digits),
  ])
  return [
    deltaCalculation(story, layer, 0, sample),
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
  const loss = derivative(sampleLoss(sample), a)
  const lossLines = lossDerivation(story, unit, sample)
  const slopeLines = slopeDerivation(story, last, unit, sample)
  return [
    display({ kind: 'product', factors: [q(loss), q(slope)] }),
    ...text(words.whyOfLines(lossLines, symbolsOf(story, last, unit, sample))),
    calculate(story, loss, [lossDerivativeWritten(story, unit, sample)]),
    ...text(words.whyOfLines(slopeLines, symbolsOf(story, last, unit, sample))),
    calculate(story, slope, [slopeWritten(story, last, unit, sample)]),
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
      left: [q(derivative(sampleLoss(first!), activation(last, unit, first!)))],
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
    const quantity = of === 'loss' ? derivative(sampleLoss(sample), a) : derivative(a, z)
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
        story.derivation.value(derivative(sampleLoss(sample), a)) * story.derivation.value(derivative(a, z)),
    )
    .reduce((total, term) => total + term)
}

/** All paths from a hidden unit to the outputs through several layers, with each one's product. */
export function allPaths(story: Story, layer: number, unit: number, sample: number): Path[] {
  const to = activation(layer, unit, sample)
  const grow = (through: Path['through'], at: number): Path['through'][] =>
    at > story.last ? [through] : unitsOf(story.trace, at).flatMap((k) => grow([...through, [at, k]], at + 1))
  return grow([], layer + 1).map((through) => ({ kind: 'path', to, through, sample }))
}

/** How many paths there are, without listing them. */
export const pathCount = (story: Story, layer: number): number =>
  story.shape.units.slice(layer + 1).reduce((total, units) => total * units, 1)

/** Each path with its product, and their sum: the gradient through several layers. */
export function pathTable(story: Story, layer: number, unit: number, sample: number): Block[] {
  const paths = allPaths(story, layer, unit, sample)
  const name = derivative(sampleLoss(sample), activation(layer, unit, sample))
  const rows = paths.map((path): Cell[] => {
    const units = path.through.map(([l, u]) => say`${unitName(l, u)}`)
    const arrow = units.flatMap((u) => [' → ', ...u])
    return [
      content([...say`${unitName(layer, unit)}`, ...arrow]),
      content(say`${withNumbers(story, story.derivation.step(path)!.formula)}`),
      numberCell(story.derivation.value(path), story.context.digits),
    ]
  })
  return [
    paragraph(story.words.everyPath(paths.length)),
    display(story.derivation.step(paths[0]!)!.formula),
    {
      kind: 'table',
      columns: [
        { head: story.words.column.path, align: 'left' },
        { head: story.words.column.product, align: 'left' },
        { head: story.words.column.value, align: 'right' },
      ],
      rows,
    },
    {
      kind: 'calculation',
      left: [q(name)],
      lines: [sum(...paths.map((p) => num(story.derivation.value(p)))), number(story.derivation.value(name))],
    },
  ]
}
