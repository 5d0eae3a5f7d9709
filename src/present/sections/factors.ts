// The local derivatives, each derived: error by output, output by net input, net input by weight.
import { activation, derivative, preActivation, sampleLoss, versioned } from '../../derive/names.ts'
import type { Expr } from '../../math/expr.ts'
import { negative, num, power, product, q, sum } from '../../math/expr.ts'
import { lossOf } from '../../math/losses.ts'
import type { ParameterRef } from '../../math/quantity.ts'
import type { Block, Content } from '../document.ts'
import {
  activationWritten,
  lossDerivation,
  lossDerivativeWritten,
  lossWritten,
  netWritten,
  slopeDerivation,
  slopeWritten,
  symbolsOf,
} from '../formulas.ts'
import type { Story } from '../story.ts'
import { calculate, LONGEST_SUM, paragraph } from '../story.ts'
import { unitName } from '../units.ts'

/** The parts of a factor, put together in the order that suits the document. */
export interface Factor {
  readonly question: Content
  /** The formula that is differentiated. */
  readonly formula: readonly Block[]
  readonly why: Content
  readonly calculation: readonly Block[]
  /** What the sign or the size means. */
  readonly meaning: Content
}

/** Question, formula, why, numbers, meaning: each factor a section of its own. */
export function asSection(factor: Factor): Block[] {
  return [...factor.formula, ...text(factor.why), ...factor.calculation, ...text(factor.meaning)]
}

/** The same as a run-in paragraph: "First factor. Why ..." */
export function asParagraph(title: Content, factor: Factor): Block[] {
  return [
    paragraph([{ kind: 'strong', content: title }, ...(factor.why.length > 0 ? [' ', ...factor.why] : [])]),
    ...factor.formula,
    ...factor.calculation,
    ...text(factor.meaning),
  ]
}

export const text = (content: Content): Block[] => (content.length > 0 ? [paragraph(content)] : [])

/** dE/dout of an output: what the loss says. */
export function lossFactor(story: Story, unit: number, sample: number): Factor {
  const { words, options } = story
  const name = derivative(sampleLoss(sample), activation(story.last, unit, sample))
  const last = lossDerivativeWritten(story, unit, sample)
  const derivation = options.detail === 'full' ? lossDerivation(story, unit, sample) : []
  const whys = words.whyOfLines(derivation, symbolsOf(story, story.last, unit, sample))
  const others = story.shape.units[story.last]! > 1
  const lines = derivation.map(({ formula }) => formula)
  const separate = others && lines.length > 1 ? [plusZero(lines[0]!), ...lines.slice(1)] : lines
  const value = story.derivation.value(name)
  return {
    question: words.question.loss(unitName(story.last, unit)),
    formula: lossIsShort(story)
      ? [{ kind: 'display', math: relation(sampleLoss(sample), lossWritten(story, sample)) }]
      : [],
    why: [
      ...(others && lossIsShort(story)
        ? words.otherTermsConstant(outSymbol(story, unit, sample), story.shape.units[story.last]! - 1)
        : []),
      ...spaced(whys),
    ],
    calculation: [calculate(story, name, unique([...separate, last]))],
    meaning: words.signOfError(
      value,
      unitName(story.last, unit),
      lossOf(story.trace.network.loss.name).from === 'outputs',
    ),
  }
}

const plusZero = (e: Expr): Expr => sum(e, num(0))
const spaced = (content: Content): Content => (content.length > 0 ? [' ', ...content] : [])
const outSymbol = (story: Story, unit: number, sample: number): Expr =>
  q(activation(story.last, unit, sample))
const relation = (left: Parameters<typeof q>[0], right: Expr) => ({
  kind: 'relation' as const,
  sides: [q(left), right],
})
const lossIsShort = (story: Story): boolean => story.shape.units[story.last]! <= 4

/** Equal neighbours become one line. */
function unique(lines: readonly Expr[]): Expr[] {
  return lines.filter((line, i) => i === 0 || JSON.stringify(line) !== JSON.stringify(lines[i - 1]))
}

/** dout/dnet of a unit: the slope of its activation. `again` when the same function was derived before. */
export function slopeFactor(
  story: Story,
  layer: number,
  unit: number,
  sample: number,
  again: boolean,
): Factor {
  const { words, options } = story
  const [a, z] = [activation(layer, unit, sample), preActivation(layer, unit, sample)]
  const name = derivative(a, z)
  const last = slopeWritten(story, layer, unit, sample)
  const derived = options.detail === 'full' && !again
  const derivation = derived ? slopeDerivation(story, layer, unit, sample) : []
  const why = words.whyOfLines(derivation, symbolsOf(story, layer, unit, sample))
  const { name: functionName } = story.trace.network.layers[layer]!.activation
  return {
    question: words.question.slope(unitName(layer, unit)),
    formula: derived
      ? [{ kind: 'display', math: relation(a, activationWritten(story, layer, unit, sample)) }]
      : [],
    why: again ? words.sameFunction(functionName) : why,
    calculation: [calculate(story, name, unique([...derivation.map((line) => line.formula), last]))],
    meaning: words.meaningOfSlope(story.derivation.value(name)),
  }
}

/** dnet/dw: the signal that passes through a weight; 1 for a bias. */
export function inputFactor(
  story: Story,
  ref: ParameterRef,
  sample: number,
  unit: number,
  brief = false,
): Factor {
  const { words, options } = story
  const z = preActivation(ref.layer, unit, sample)
  const parameter = versioned(ref, story.version)
  const name = derivative(z, parameter)
  const terms = netTerms(story, ref.layer)
  const long = terms > LONGEST_SUM
  const plain = story.derivation.step(name)!.formula
  const isInput = ref.layer === 0 && ref.kind === 'weight'
  const derived = options.detail === 'full' && !brief && !long && ref.kind === 'weight' && !isInput
  const lines = derived ? [aloneDerived(story, ref, sample, terms), plain] : [plain]
  return {
    question: words.question.input(unitName(ref.layer, unit), q(parameter)),
    formula: long ? [] : [{ kind: 'display', math: relation(z, netWritten(story, ref.layer, unit, sample)) }],
    why: isInput && !brief ? [] : words.onlyTermWith(q(parameter), q(z), terms - 1),
    calculation: [calculate(story, name, lines, lines.length === 1 ? { layout: 'row' } : {})],
    meaning: isInput || brief ? [] : words.meaningOfInput(ref.kind),
  }
}

/** How many terms z has, the bias included. */
const netTerms = (story: Story, layer: number): number =>
  story.trace.network.layers[layer]!.weights[0]!.length + 1

/** 1 · out_h1 · w5^(1 - 1) + 0 + 0 */
function aloneDerived(story: Story, ref: ParameterRef, sample: number, terms: number): Expr {
  if (ref.kind !== 'weight') return num(1)
  const signal = q(activation(ref.layer - 1, ref.from, sample))
  const ownPower = power(q(versioned(ref, story.version)), sum(num(1), negative(num(1))))
  return sum(product(num(1), signal, ownPower), ...Array.from({ length: terms - 1 }, () => num(0)))
}
