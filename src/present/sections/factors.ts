// The local derivatives, each derived: error by output, output by net input, net input by weight.
import { activation, derivative, preActivation, sampleLoss, versioned } from '../../derive/names.ts'
import { argumentOf, lossThrough } from '../../derive/normalized-steps.ts'
import type { DerivationLine } from '../../math/definitions.ts'
import type { Expr } from '../../math/expr.ts'
import { negative, num, power, product, q, sum } from '../../math/expr.ts'
import { lossOf } from '../../math/losses.ts'
import type { ParameterRef, Quantity } from '../../math/quantity.ts'
import type { Block, Calculation, Content, Formula, FunctionSymbols } from '../document.ts'
import {
  activationRestated,
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
import { joined, unitInWords } from '../units.ts'

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

/** Whether the loss of a sample is a sum of terms, one for each output. */
const isOfOutputsAlone = ({ trace }: Story): boolean =>
  lossOf(trace.network.loss.name).from !== 'softmax-logits'

/** dE/dout of an output: what the loss says. `of` is the total error or this output's own. */
export function lossFactor(
  story: Story,
  unit: number,
  sample: number,
  of: Quantity = lossThrough(story.trace, sample),
): Factor {
  const { words, options } = story
  const name = derivative(of, activation(story.last, unit, sample))
  const others = isOfOutputsAlone(story) ? story.shape.units[story.last]! - 1 : 0
  const lines = options.detail === 'full' ? lossDerivation(story, unit, sample) : []
  const told =
    others > 0 && lines.length > 1
      ? [{ ...lines[0]!, formula: sum(lines[0]!.formula, num(0)) }, ...lines.slice(1)]
      : lines
  const symbols = symbolsOf(story, story.last, unit, sample)
  const [why, ...rest] = derived(story, name, told, lossDerivativeWritten(story, unit, sample), symbols)
  const constant = others > 0 && others < 4 ? words.otherTermsConstant(symbols.a, others) : []
  const value = story.derivation.value(name)
  const target = lossOf(story.trace.network.loss.name).from === 'outputs'
  return {
    question: words.question.loss(unitInWords(story, story.last, unit)),
    formula:
      story.shape.units[story.last]! < 5
        ? [{ kind: 'display', math: relation(lossShown(of, sample), lossWritten(story, sample)) }]
        : [],
    why: joined([constant, why!.why].filter((c) => c.length > 0)),
    calculation: blocksOf([{ why: [], block: why!.block }, ...rest]),
    meaning: words.signOfError(value, unitInWords(story, story.last, unit), target),
  }
}

/** Of the sum of all losses the sample's own, which is what the output is in. */
const lossShown = (of: Quantity, sample: number): Quantity =>
  of.kind === 'loss-sum' ? sampleLoss(sample) : of

const relation = (left: Quantity, right: Expr) => ({ kind: 'relation' as const, sides: [q(left), right] })

interface Stretch {
  readonly why: Content
  readonly block: Calculation
}

/** A derivation cut where a new reason begins; the last stretch goes on to the numbers. */
function derived(
  story: Story,
  name: Quantity,
  lines: readonly DerivationLine[],
  last: Expr,
  symbols: FunctionSymbols,
): Stretch[] {
  const stretches = lines.length > 0 ? stretchesOf(lines) : [[]]
  return stretches.map((stretch, i) => {
    const why = story.words.whyOfLines(stretch, symbols)
    const formulas = stretch.map(({ formula }) => formula)
    if (i < stretches.length - 1)
      return { why, block: { kind: 'calculation', left: [q(name)], lines: formulas } }
    return { why, block: calculate(story, name, unique([...formulas, last])) }
  })
}

/** A derivation without numbers, each stretch after its reason. */
export function reasoned(
  story: Story,
  name: Quantity,
  lines: readonly DerivationLine[],
  symbols: FunctionSymbols,
): Block[] {
  return stretchesOf(lines).flatMap((stretch): Block[] => [
    ...text(story.words.whyOfLines(stretch, symbols)),
    { kind: 'calculation', left: [q(name)], lines: stretch.map(({ formula }) => formula) },
  ])
}

/** A new stretch begins where a line has a reason. */
function stretchesOf(lines: readonly DerivationLine[]): DerivationLine[][] {
  const stretches: DerivationLine[][] = []
  for (const line of lines) {
    if (line.why !== undefined || stretches.length === 0) stretches.push([line])
    else stretches.at(-1)!.push(line)
  }
  return stretches
}

const blocksOf = (stretches: readonly Stretch[]): Block[] =>
  stretches.flatMap(({ why, block }) => [...text(why), block])

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
  const [a, z] = [activation(layer, unit, sample), argumentOf(story.trace, layer, unit, sample)]
  const name = derivative(a, z)
  const told = options.detail === 'full' && !again
  const lines = told ? slopeDerivation(story, layer, unit, sample) : []
  const symbols = symbolsOf(story, layer, unit, sample)
  const [first, ...rest] = derived(story, name, lines, slopeWritten(story, layer, unit, sample), symbols)
  return {
    question: words.question.slope(unitInWords(story, layer, unit)),
    formula: told ? [{ kind: 'display', math: writtenTwice(story, layer, unit, sample) }] : [],
    why: again ? words.sameFunction(story.trace.network.layers[layer]!.activation.name) : first!.why,
    calculation: blocksOf([{ why: [], block: first!.block }, ...rest]),
    meaning: words.meaningOfSlope(story.derivation.value(name)),
  }
}

/** out = 1 / (1 + e^(-net)) = (1 + e^(-net))^(-1) */
function writtenTwice(story: Story, layer: number, unit: number, sample: number): Formula {
  const restated = activationRestated(story, layer, unit, sample)
  const sides = [q(activation(layer, unit, sample)), activationWritten(story, layer, unit, sample)]
  return { kind: 'relation', sides: restated ? [...sides, restated] : sides }
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
    question: words.question.input(unitInWords(story, ref.layer, unit), q(parameter)),
    formula: long ? [] : [{ kind: 'display', math: relation(z, netWritten(story, ref.layer, unit, sample)) }],
    why: words.onlyTermWith(
      q(parameter),
      q(z),
      terms - 1,
      long ? undefined : ref.kind === 'weight' ? ref.from : terms - 1,
    ),
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
