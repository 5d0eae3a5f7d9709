// What a hidden layer adds to the story in matrices: its normalization forward, and the way back through slopes, masks and it.
import { isMasked } from '../../derive/forward-steps.ts'
import { derivative } from '../../derive/names.ts'
import { lossThrough, normalizedGradient, statisticOf } from '../../derive/normalized-steps.ts'
import type { Expr } from '../../math/expr.ts'
import { call, negative, num, power, q, quotient, variable } from '../../math/expr.ts'
import type { ArrayQuantity } from '../../math/quantity.ts'
import type { Block } from '../document.ts'
import { isNormalized, overOf } from '../sections/normalization.ts'
import type { Story } from '../story.ts'
import { paragraph } from '../story.ts'
import {
  type ArraySymbol,
  array,
  column,
  hadamard,
  line,
  matrixOf,
  mean,
  minus,
  plus,
  times,
  transposed,
} from './matrix-parts.ts'

/** μ and s where they are told for the first time, ẑ and u. */
export function normalizedLines(story: Story, layer: number, sample: number): Block[] {
  if (!isNormalized(story, layer)) return []
  const over = overOf(story, layer)
  const first = story.trace.network.layers.findIndex(({ normalization }) => normalization) === layer
  const at = (symbol: ArraySymbol): ArrayQuantity => array(symbol, layer, sample)
  const numbers = (symbol: ArraySymbol): Expr => matrixOf(story, at(symbol))
  const [z, center, deviation] = [at('pre-activations'), at('means'), at('deviations')]
  const squares = mean(power(minus(q(z), q(center)), 2))
  const { epsilon } = story.trace.network.layers[layer]!.normalization!
  const [normal, gamma, beta] = [at('normalized'), at('scales'), at('shifts')]
  return [
    ...(first && sample === 0 ? [paragraph(story.words.layers.matrices(over))] : []),
    ...(sample === 0 || over.kind === 'layer'
      ? [
          line(center, mean(q(z)), undefined, numbers('means')),
          line(deviation, call('sqrt', plus(squares, num(epsilon))), undefined, numbers('deviations')),
        ]
      : []),
    line(normal, quotient(minus(q(z), q(center)), q(deviation)), undefined, numbers('normalized')),
    line(
      at('arguments'),
      plus(hadamard(q(gamma), q(normal)), q(beta)),
      plus(hadamard(numbers('scales'), numbers('normalized')), numbers('shifts')),
      numbers('arguments'),
    ),
  ]
}

/** δ of a hidden layer; back through a normalization where it has one. */
export function hiddenDelta(story: Story, layer: number, sample: number): Block[] {
  const own = array('deltas', layer, sample)
  const value = matrixOf(story, own)
  if (isNormalized(story, layer))
    return [...argumentGradient(story, layer, sample), ...normalizedDelta(story, layer, sample)]
  return [line(own, ...throughSlopes(story, layer, sample), value)]
}

/** (Wᵀ δ) ⊙ f'(z), under a mask ⊙ m, in symbols and in numbers; softmax has no slopes of its own. */
function throughSlopes(
  story: Story,
  layer: number,
  sample: number,
): [symbols: Expr | undefined, numbers: Expr | undefined] {
  if (story.trace.network.layers[layer]!.activation.name === 'softmax') return [undefined, undefined]
  const [w, next] = [array('weights', layer + 1), array('deltas', layer + 1, sample)]
  const slopes = array(isNormalized(story, layer) ? 'argument-slopes' : 'slopes', layer, sample)
  const masks = isMasked(story.trace, layer) ? [array('masks', layer, sample)] : []
  const multiplied = (behind: Expr, by: readonly Expr[]): Expr => ({
    kind: 'operator',
    operator: 'hadamard',
    of: [behind, ...by],
  })
  const factors = [...masks, slopes]
  return [
    multiplied(times(transposed(q(w)), q(next)), factors.map(q)),
    multiplied(
      times(transposed(matrixOf(story, w)), matrixOf(story, next)),
      factors.map((factor) => matrixOf(story, factor)),
    ),
  ]
}

/** ∂L/∂u of a normalized layer. */
function argumentGradient(story: Story, layer: number, sample: number): Block[] {
  const { trace } = story
  const name = derivative(lossThrough(trace, sample), array('arguments', layer, sample))
  const value = column(trace.samples[sample]!.argumentGradients![layer]!)
  return [line(name, ...throughSlopes(story, layer, sample), value)]
}

/** c, p, ∂L/∂ẑ = ∂L/∂u ⊙ γ, and δ = (∂L/∂ẑ − c − ẑ ⊙ p) / s. */
function normalizedDelta(story: Story, layer: number, sample: number): Block[] {
  const { trace, derivation } = story
  const units = trace.network.layers[layer]!.biases.map((_, unit) => unit)
  const part = (name: 'common-gradient' | 'aligned-gradient', letter: Expr, of: Expr): Block => ({
    kind: 'calculation',
    left: [letter],
    lines: [
      mean(of),
      column(units.map((unit) => derivation.value(statisticOf(trace, name, layer, { unit, sample })))),
    ],
  })
  const at = (symbol: ArraySymbol): ArrayQuantity => array(symbol, layer, sample)
  const loss = lossThrough(trace, sample)
  const [ofValue, ofArgument] = [derivative(loss, at('normalized')), derivative(loss, at('arguments'))]
  const gradients = units.map((unit) => derivation.value(normalizedGradient(trace, layer, { unit, sample })))
  const [c, p] = [variable('c'), variable('p')]
  const numerator = plus(q(ofValue), negative(c), negative(hadamard(q(at('normalized')), p)))
  return [
    line(ofValue, hadamard(q(ofArgument), q(at('scales'))), undefined, column(gradients)),
    ...(sample === 0 || overOf(story, layer).kind === 'layer'
      ? [
          part('common-gradient', c, q(ofValue)),
          part('aligned-gradient', p, hadamard(q(ofValue), q(at('normalized')))),
        ]
      : []),
    line(at('deltas'), quotient(numerator, q(at('deviations'))), undefined, matrixOf(story, at('deltas'))),
  ]
}
