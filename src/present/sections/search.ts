// A step of L-BFGS for one parameter: the direction from the remembered steps, the line search, the step.
import { versioned } from '../../derive/names.ts'
import { searchLines } from '../../derive/search-steps.ts'
import type { SearchAttempt, VectorRule, VectorStep } from '../../math/definitions.ts'
import { type Expr, q } from '../../math/expr.ts'
import type { Formula } from '../../math/formula.ts'
import type { Memory, ParameterRef, Vector } from '../../math/quantity.ts'
import type { WhyId } from '../../math/why.ts'
import type { Block, Content } from '../document.ts'
import type { Story } from '../story.ts'
import { calculate, number, paragraph } from '../story.ts'
import { text } from './factors.ts'
import { lineSearch, trialTable } from './line-search.ts'
import { pairIndex, pairTable } from './pair-table.ts'

/** The lines of more pairs than this are told for one of them, and in a table for all. */
const FEW_PAIRS = 2

/** The lines that are there for each pair. */
const ofPairs: readonly WhyId[] = ['lbfgs.rho', 'lbfgs.alpha', 'lbfgs.backward', 'lbfgs.forward']

/**
 * The whole step for one parameter; `why` adds each line's reason.
 * @param named the line that names the gradient.
 */
export function searchBlocks(
  story: Story,
  ref: ParameterRef,
  why: boolean,
  named: readonly Block[],
): Block[] {
  const { words, trace } = story
  const search = trace.search!
  const lines = searchLines(trace, story.version, ref)
  const attempt = search.attempts.at(-1)
  if (!attempt) {
    const tolerance = trace.optimizer.options.toleranceGrad as number
    return [...named, paragraph(words.search.ended('flat', tolerance)), ...told(story, lines, false, ref)]
  }
  const last = lines.findIndex((line) => line.why === 'lbfgs.direction') + 1
  return [
    ...named,
    ...restart(story, search),
    ...(why ? [paragraph(pairsIdea(story, ref, attempt))] : []),
    ...direction(story, ref, attempt, lines.slice(0, last), why),
    ...lineSearch(story, attempt, why),
    ...(search.ended ? [paragraph(words.search.ended(search.ended, 0))] : []),
    ...told(story, lines.slice(last), why, ref),
  ]
}

/** Only how the parameter moves: for those after the first, whose direction comes about in the same way. */
export function searchedParameter(story: Story, ref: ParameterRef): Block[] {
  return told(story, searchLines(story.trace, story.version, ref).slice(-1), false, ref)
}

/** Lines one after another, the reason before the first of its kind. */
function told(story: Story, lines: readonly VectorRule[], why: boolean, ref: ParameterRef): Block[] {
  const said = new Set<WhyId>()
  return lines.flatMap((line): Block[] => {
    const isNew = !said.has(line.why)
    said.add(line.why)
    return [...(why && isNew ? text(whyOf(story, line.why)) : []), calculation(story, line, ref)]
  })
}

/** None of these sentences names a symbol of its own. */
const whyOf = ({ words }: Story, why: VectorRule['why']): Content => {
  const letter = q({ kind: 'variable', name: 'g' })
  return words.whyOfRule(why, { z: letter, a: letter, y: letter, g: letter, m: letter, v: letter })
}

function calculation(story: Story, { target, formula }: VectorRule, ref: ParameterRef): Block {
  const isNew = target.kind === 'weight' || target.kind === 'bias'
  const name: Expr = isNew
    ? { kind: 'quantity', quantity: versioned(ref, story.version + 1), mark: 'new' }
    : q(target)
  return calculate(story, [name], [formula], { value: story.derivation.value(target) })
}

/** What was tried before, in vain. */
function restart(story: Story, { attempts }: VectorStep): Block[] {
  const [first, second] = attempts
  if (!first?.failure || !second) return []
  return [...trialTable(story, first), paragraph(story.words.search.restarted(first.failure))]
}

function pairsIdea(story: Story, ref: ParameterRef, { pairs }: SearchAttempt): Content {
  const { words, trace } = story
  const count = trace.search!.after.parameters.length
  const newest = pairs.at(-1)
  if (!newest) {
    const g: Vector = { kind: 'auxiliary', name: 'gradient', time: trace.stateAfter.time }
    return words.search.scalarProduct(q({ kind: 'scalar-product', left: g, right: g }), count)
  }
  const vector = (name: Memory['name']): Vector => ({ kind: 'memory', name, time: newest.time })
  const [s, change] = [vector('step-taken'), vector('gradient-change')]
  const is = (name: Memory['name']): Formula => {
    const quantity: Memory = { kind: 'memory', name, parameter: ref, time: newest.time }
    return { kind: 'relation', sides: [q(quantity), number(story.derivation.value(quantity))] }
  }
  return [
    ...words.search.pairsIdea(
      pairs.map(({ time }) => time),
      is('step-taken'),
      is('gradient-change'),
    ),
    ' ',
    ...words.search.scalarProduct(q({ kind: 'scalar-product', left: change, right: s }), count),
  ]
}

/** Both loops and the direction; of many pairs the lines of the first that each loop comes to, and a table of all. */
function direction(
  story: Story,
  ref: ParameterRef,
  { pairs }: SearchAttempt,
  lines: readonly VectorRule[],
  why: boolean,
): Block[] {
  if (pairs.length <= FEW_PAIRS) return told(story, lines, why, ref)
  const between = lines.findIndex((line) => line.why === 'lbfgs.scale')
  const last = lines.length - 1
  const loop = (part: readonly VectorRule[], coefficients: boolean): Block[] => {
    const own = part.filter((line) => ofPairs.includes(line.why))
    const first = pairIndex(own[0]!.formula)
    const shown = part.filter((line) => !own.includes(line) || pairIndex(line.formula) === first)
    return [...told(story, shown, why, ref), pairTable(story, own, coefficients)]
  }
  return [
    ...loop(lines.slice(0, between), true),
    ...loop(lines.slice(between, last), false),
    ...told(story, lines.slice(last), why, ref),
  ]
}
