// The card of a step: by its rule.
import { parameterValue } from '../../core/parameters.ts'
import { isVector } from '../../derive/backward-steps.ts'
import { activation, preActivation, unversioned } from '../../derive/names.ts'
import { isTrained } from '../../derive/order.ts'
import type { Derivation, Step } from '../../derive/step.ts'
import { type Expr, product, q } from '../../math/expr.ts'
import { biasLast } from '../../math/formula.ts'
import { type Derivative, isParameter, keyOf, type ParameterRef, type Quantity } from '../../math/quantity.ts'
import { type Content, type Formula, say } from '../document.ts'
import { activationWritten, lossDerivativeWritten, lossTermWritten, slopeWritten } from '../formulas.ts'
import type { ExplainOptions } from '../options.ts'
import { hasErrorTerms, longSum } from '../sections/deltas.ts'
import { chainGradient } from '../sections/objective.ts'
import type { Story } from '../story.ts'
import { calculate, LONGEST_SUM, marked } from '../story.ts'
import { storyOf } from '../story-of.ts'
import { unitInWords } from '../units.ts'
import type { Card, CardChain } from './card.ts'
import type { CardProse } from './card-prose.ts'
import { cardProseOf } from './card-words.ts'
import { deltaChain, gradientChain, outputGradientChain } from './chain.ts'

/** How cards are told; the rest of the options is about whole documents. */
export type CardOptions = Pick<ExplainOptions, 'language' | 'locale' | 'notation' | 'form' | 'digits'>

/**
 * Cards of a derivation.
 * @returns the card of a quantity that the step computes; of a gradient in a batch that of its mean, of `sampleGradient` that of
 * one row
 * @throws TypeError for a quantity that the step does not compute
 */
export function cardsOf(derivation: Derivation, options: CardOptions): (target: Quantity) => Card {
  const story = storyOf(derivation, { ...options, detail: 'full' })
  const words = cardProseOf(options.language, options.notation)
  return (target) => {
    const step = derivation.step(target)
    if (!step) throw new TypeError(`${keyOf(target)} is given, not computed`)
    return cardOf(story, words, step)
  }
}

function cardOf(story: Story, words: CardProse, step: Step): Card {
  const { target, rule, phase, value } = step
  const parameter = gradientOf(target)
  const chain = chainOf(story, target)
  return {
    target,
    rule,
    phase,
    value,
    question: questionOf(story, words, target),
    general: parameter && generalOf(story, words, parameter, chain),
    name: isParameter(target) ? { kind: 'quantity', quantity: target, mark: 'new' } : q(target),
    body: chain ?? calculationOf(story, step),
    why: capital(whyOf(story, words, step, chain)),
    parameter,
  }
}

/** The parameter whose gradient, or whose share of a gradient, it is. */
const gradientOf = (target: Quantity): ParameterRef | undefined =>
  target.kind === 'derivative' &&
  (target.of.kind === 'batch-loss' || target.of.kind === 'sample-loss') &&
  isParameter(target.by)
    ? unversioned(target.by)
    : undefined

function chainOf(story: Story, target: Quantity): CardChain | undefined {
  const ref = gradientOf(target)
  if (ref) {
    const { of } = target as Derivative
    const whole = of.kind === 'batch-loss' && keyOf(chainGradient(story, ref)) !== keyOf(target)
    return whole ? undefined : gradientChain(story, ref, of.kind === 'sample-loss' ? of.sample : 0)
  }
  if (target.kind === 'delta') return deltaChain(story, target.layer, target.unit, target.sample)
  if (target.kind !== 'derivative' || target.of.kind !== 'sample-loss' || target.by.kind !== 'activation')
    return undefined
  const { layer, unit, sample } = target.by
  return outputGradientChain(story, layer, unit, sample)
}

/** The formula as people write it, with its numbers and its value; long sums by their largest terms. */
function calculationOf(story: Story, step: Step): Card['body'] {
  const { target, formula, value } = step
  const terms = formula.kind === 'sum' ? formula.terms : []
  if (terms.length > LONGEST_SUM + 1) {
    const [bias, ...rest] = terms
    const isNet = target.kind === 'pre-activation'
    const base = isNet ? story.derivation.value((bias as Extract<Expr, { kind: 'quantity' }>).quantity) : 0
    return longSum(story, isNet ? rest : terms, base, say`${q(target)}`, value) as Card['body']
  }
  const name: readonly Expr[] = [
    isParameter(target) ? { kind: 'quantity', quantity: target, mark: 'new' } : q(target),
  ]
  return calculate(story, name, [writtenOf(story, step)], { value })
}

function writtenOf(story: Story, { target, formula, rule }: Step): Expr {
  if (target.kind === 'pre-activation' && rule === 'pre-activation')
    return biasLast(formula, story.context.notation)
  if (target.kind === 'activation') return activationWritten(story, target.layer, target.unit, target.sample)
  if (target.kind === 'unit-loss') return lossTermWritten(story, target.unit, target.sample)
  if (rule === 'loss-derivative' && target.kind === 'derivative' && target.by.kind === 'activation')
    return lossDerivativeWritten(story, target.by.unit, target.by.sample)
  if (rule === 'activation-slope' && target.kind === 'derivative' && target.of.kind === 'activation')
    return slopeWritten(story, target.of.layer, target.of.unit, target.of.sample)
  return marked(formula)
}

function questionOf(story: Story, words: CardProse, target: Quantity): Content {
  const { question } = words
  const ref = gradientOf(target)
  if (ref) return question.grows(q((target as Derivative).by))
  if (isParameter(target)) return question.newValue(q({ ...target, version: target.version - 1 }))
  switch (target.kind) {
    case 'pre-activation':
      return question.enters(unitInWords(story, target.layer, target.unit))
    case 'activation':
      return question.answers(unitInWords(story, target.layer, target.unit))
    case 'unit-loss':
      return question.errorOf(unitInWords(story, story.last, target.unit))
    case 'sample-loss':
      return question.total
    case 'batch-loss':
      return question.batch
    case 'delta':
      return question.delta(q(preActivation(target.layer, target.unit, target.sample)))
    case 'derivative':
      return derivativeQuestion(story, words, target)
    default:
      return question.value(q(target))
  }
}

function derivativeQuestion(story: Story, words: CardProse, { of, by }: Derivative): Content {
  const asked = story.words.question
  if (of.kind === 'sample-loss' && by.kind === 'activation')
    return capital(asked.loss(unitInWords(story, by.layer, by.unit)))
  if (of.kind === 'activation') return capital(asked.slope(unitInWords(story, of.layer, of.unit)))
  return words.question.value(q({ kind: 'derivative', of, by }))
}

/** As a sentence begins. */
function capital(content: Content): Content {
  const [first, ...rest] = content
  if (typeof first !== 'string') return content
  const at = first.startsWith('¿') ? 1 : 0
  return [first.slice(0, at) + first.charAt(at).toUpperCase() + first.slice(at + 1), ...rest]
}

/** ∂E/∂w = ∂E/∂out · ∂out/∂net · ∂net/∂w, with bare letters; of several paths the sum of what each output gives. */
function generalOf(
  story: Story,
  words: CardProse,
  ref: ParameterRef,
  chain: CardChain | undefined,
): Card['general'] {
  if (!chain) return undefined
  const letter = lettersOf(story)
  const by = ref.kind === 'weight' ? letter.w : letter.b
  const left = partial(letter.e, by)
  const end = partial(letter.z, by)
  const right = isByDelta(chain)
    ? product(partial(letter.e, letter.z), end)
    : product(partial(letter.e, letter.a), partial(letter.a, letter.z), end)
  const note =
    ref.kind === 'bias'
      ? words.general.bias
      : ref.layer === story.last
        ? words.general.output
        : words.general.hidden
  const formula: Formula = { kind: 'relation', sides: [left, right] }
  return { formula, note }
}

/** Whether a gradient is told as δ times what enters, and not path by path. */
export const isByDelta = ({ paths }: CardChain): boolean =>
  paths.length === 1 && paths[0]!.factors.length === 2 && paths[0]!.factors[0]!.role === 'delta'

const partial = (of: Quantity, by: Quantity): Expr => q({ kind: 'derivative', of, by })

function lettersOf({ context }: Story): Readonly<Record<'e' | 'a' | 'z' | 'w' | 'b', Quantity>> {
  const letter = (name: string): Quantity => ({ kind: 'variable', name })
  return context.notation === 'deck'
    ? { e: letter('E'), a: letter('out'), z: letter('net'), w: letter('w'), b: letter('b') }
    : { e: letter('L'), a: letter('a'), z: letter('z'), w: letter('w'), b: letter('b') }
}

function whyOf(story: Story, words: CardProse, step: Step, chain: CardChain | undefined): Content {
  const { target, value } = step
  const { why } = words
  const ref = gradientOf(target)
  if (ref) return gradientWhy(story, words, target as Derivative, ref, chain, value)
  if (isParameter(target)) {
    const before = { ...target, version: target.version - 1 }
    return why.update(q(before), parameterValue(story.trace.network, unversioned(target)), value)
  }
  switch (target.kind) {
    case 'pre-activation':
      return why.enters(unitInWords(story, target.layer, target.unit), fanIn(story, target.layer))
    case 'activation': {
      if (isVector(story.trace, target.layer)) return story.words.softmaxIdea
      const name = story.words.nameOfActivation(story.trace.network.layers[target.layer]!.activation.name)
      const z = story.derivation.value(preActivation(target.layer, target.unit, target.sample))
      return why.answers(unitInWords(story, target.layer, target.unit), name, z, value)
    }
    case 'unit-loss': {
      const answer = story.derivation.value(activation(story.last, target.unit, target.sample))
      const wanted = story.trace.samples[target.sample]!.sample.target[target.unit]!
      return why.errorOf(unitInWords(story, story.last, target.unit), answer, wanted)
    }
    case 'sample-loss':
      return story.words.totalIdea
    case 'batch-loss':
      return why.batch
    case 'delta':
      return why.delta(unitInWords(story, target.layer, target.unit), value)
    case 'derivative':
      return derivativeWhy(story, words, target, value)
    default:
      return []
  }
}

function derivativeWhy(story: Story, words: CardProse, { of, by }: Derivative, value: number): Content {
  if (of.kind === 'activation') return words.why.slope(value)
  if (of.kind === 'sample-loss' && by.kind === 'activation' && by.layer === story.last)
    return story.words.signOfError(
      value,
      unitInWords(story, by.layer, by.unit),
      hasErrorTerms(story, by.sample),
    )
  return []
}

function gradientWhy(
  story: Story,
  { why }: CardProse,
  { by }: Derivative,
  ref: ParameterRef,
  chain: CardChain | undefined,
  value: number,
): Content {
  const name = q(by)
  const move = isTrained(story.trace, ref)
    ? parameterValue(story.trace.networkAfter, ref) - parameterValue(story.trace.network, ref)
    : 0
  if (!chain) return why.direction(name, value, move)
  const { paths, rest } = chain
  if (ref.layer < story.last && isByDelta(chain))
    return why.gathered(name, q(paths[0]!.factors[0]!.quantity), value, move)
  if (paths.length === 1) return why.onePath(name, ref.kind, paths[0]!.factors.length, value, move)
  const told = paths.map((path) => ({ via: viaText(story, path.via), value: path.value }))
  const up = told.filter((path) => path.value > 0)
  const down = told.filter((path) => path.value < 0)
  return why.paths(name, paths.length + (rest?.count ?? 0), up[0], down[0], value, move)
}

/** o1; h3 → o1 where a path passes several. */
const viaText = (story: Story, via: readonly Formula[]): Content =>
  via.flatMap((unit, i) => [...(i === 0 ? [] : [' → ']), ...nameOfUnit(story, unit)])

function nameOfUnit(story: Story, unit: Formula): Content {
  return unit.kind === 'unit' ? unitInWords(story, unit.layer, unit.unit) : say`${unit}`
}

const fanIn = (story: Story, layer: number): number =>
  layer === 0 ? story.shape.inputs : story.shape.units[layer - 1]!
