// What reaches a unit from behind: the sum over paths, the recursive delta, the softmax's long way and its short cut.

import { hasOwnErrors, isVector, unitsOf } from '../../derive/backward-steps.ts'
import { total } from '../../derive/forward-steps.ts'
import { activation, delta, derivative, preActivation, unitLoss, weight } from '../../derive/names.ts'
import { argumentOf, lossThrough } from '../../derive/normalized-steps.ts'
import { evaluate } from '../../math/evaluate.ts'
import type { Expr } from '../../math/expr.ts'
import { num, product, q } from '../../math/expr.ts'
import type { Activation } from '../../math/quantity.ts'
import type { Block, Content } from '../document.ts'
import { say } from '../document.ts'
import { lossDerivativeWritten, slopeWritten } from '../formulas.ts'
import type { Story } from '../story.ts'
import { calculate, LONGEST_SUM, marked, paragraph, SHOWN_TERMS, withNumbers } from '../story.ts'
import { unitInWords } from '../units.ts'
import { text } from './factors.ts'

import { isNormalized } from './normalization.ts'

/** Whether a layer's delta is one slope times what comes from behind, told factor by factor. */
export function hasSlopeFactor(story: Story, layer: number, sample: number): boolean {
  return (
    !isVector(story.trace, layer) &&
    !isNormalized(story, layer) &&
    !(layer === story.last && story.trace.samples[sample]!.shortCut)
  )
}

/** Whether the outputs' errors have derivatives of their own, that add up to the total error's. */
export const hasErrorTerms = (story: Story, sample: number): boolean =>
  hasSlopeFactor(story, story.last, sample) && hasOwnErrors(story.trace)

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
  const terms = next === story.last && hasErrorTerms(story, sample)
  return terms ? pathsToOutputs(story, unit, sample, known) : sumOfDeltas(story, layer, unit, sample)
}

/** The layer before the outputs: one term for each output, each written out. */
function pathsToOutputs(story: Story, unit: number, sample: number, known: boolean): Block[] {
  const { words, last } = story
  const outputs = unitsOf(story.trace, last)
  const a = activation(last - 1, unit, sample)
  const terms = outputs.map((k) => q(derivative(unitLoss(k, sample), a)))
  const calculations = outputs.map((k) => pathToOutput(story, k, unit, sample, known))
  const name = derivative(lossThrough(story.trace, sample), a)
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
  units.map((k) => unitInWords(story, story.last, k))

/** dL/da = sum of weight times delta over the next layer. */
function sumOfDeltas(story: Story, layer: number, unit: number, sample: number): Block[] {
  const name = derivative(lossThrough(story.trace, sample), activation(layer, unit, sample))
  const formula = marked(story.derivation.step(name)!.formula)
  return [
    paragraph(
      story.words.deltasTimesOldWeights(q(activation(layer, unit, sample)), story.shape.units[layer + 1]!),
    ),
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
  const name = derivative(lossThrough(story.trace, sample), a)
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
  if (e.kind !== 'product') return evaluate(e, () => Number.NaN)
  return e.factors.map(productOf).reduce((a, b) => a * b)
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
      ? num(story.derivation.value(derivative(lossThrough(story.trace, sample), a)))
      : withNumbers(story, front),
    num(story.derivation.value(slope)),
  )
  return calculate(story, name, [product(front, slopeWritten(story, layer, unit, sample))], { numbers })
}

/** (w5@0 · δ_o1 + w7@0 · δ_o2), or dL/da where the next layer is wide. */
function incoming(story: Story, a: Activation): Expr {
  const name = derivative(lossThrough(story.trace, a.sample), a)
  if (story.shape.units[a.layer + 1]! > LONGEST_SUM) return q(name)
  return marked(story.derivation.step(name)!.formula)
}

/** da/dz of a unit, or da/du, with its formula; nothing for an activation that ties its units together. */
export function slopeCalculation(story: Story, layer: number, unit: number, sample: number): Block[] {
  if (isVector(story.trace, layer)) return []
  const slope = derivative(activation(layer, unit, sample), argumentOf(story.trace, layer, unit, sample))
  return [calculate(story, slope, [slopeWritten(story, layer, unit, sample)])]
}
