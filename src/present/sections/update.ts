// The update: why we subtract, the optimizer's lines for one parameter with its memory, and how the memory goes on.

import { parametersOf } from '../../core/parameters.ts'
import { auxiliary } from '../../derive/limit-steps.ts'
import { gradient, versioned } from '../../derive/names.ts'
import type { Derivation } from '../../derive/step.ts'
import {
  hasMemory,
  updateLines as linesOf,
  numbersGradients,
  updateTargets,
} from '../../derive/update-steps.ts'
import { evaluate, holds } from '../../math/evaluate.ts'
import type { Expr } from '../../math/expr.ts'
import { power, q, quantitiesOf } from '../../math/expr.ts'
import { isParameter, keyOf, type Norm, type ParameterRef, type Quantity } from '../../math/quantity.ts'
import type { Block, Cell, Content, FunctionSymbols } from '../document.ts'
import { say } from '../document.ts'
import { symbolsOf } from '../formulas.ts'
import type { Story } from '../story.ts'
import { calculate, number, paragraph, SHOWN_TERMS, withNumbers } from '../story.ts'
import { longSum } from './deltas.ts'
import { text } from './factors.ts'
import { numberCell } from './parameter-table.ts'
import { searchBlocks } from './search.ts'
import { searchTable } from './search-table.ts'

/**
 * One parameter's update, line by line; `why` adds each line's reason.
 * @param told the lines that parameters have in common, and that were told before; those of this one are added
 */
export function updateLines(
  story: Story,
  ref: ParameterRef,
  why: boolean,
  told: Set<string> = new Set(),
): Block[] {
  if (story.trace.search) return searchBlocks(story, ref, why, gradientNamed(story, ref))
  const lines = linesOf(story.trace, story.version, ref).filter(({ target }) => !told.has(keyOf(target)))
  for (const { target } of lines) told.add(keyOf(target))
  return [
    ...gradientNamed(story, ref),
    ...lines.flatMap(({ target, why: reason }): Block[] => [
      ...(why ? text(story.words.whyOfRule(reason, updateSymbols(story, ref))) : []),
      ...updateLine(story, target),
    ]),
  ]
}

/** What all parameters of a step have in common: the scheduled rate, the norm of the gradients and their factor. */
export function linesInCommon(story: Story): Block[] {
  const [first] = parametersOf(story.trace.network)
  return linesOf(story.trace, story.version, first!)
    .filter(({ target }) => target.kind === 'scheduled-rate' || ('of' in target && target.of === 'gradients'))
    .flatMap(({ target, why }) => [
      ...text(story.words.whyOfRule(why, updateSymbols(story, first!))),
      ...updateLine(story, target),
    ])
}

/** Whether the update is w − α · ∂E/∂w and nothing else, which needs no explanation of its own. */
export const isPlain = ({ trace }: Story): boolean => {
  const { name, clip, maxNorm, schedule, options } = trace.optimizer
  const bare = clip === undefined && maxNorm === undefined && schedule === undefined
  return name === 'sgd' && !hasMemory(trace) && bare && options.decoupled !== true
}

/** g_1 = ∂L/∂w, where the optimizer remembers gradients and needs to tell them apart. */
function gradientNamed(story: Story, ref: ParameterRef): Block[] {
  if (!numbersGradients(story.trace)) return []
  const name = auxiliary('gradient', ref, story.trace.stateAfter.time)
  return [calculate(story, name, [story.derivation.step(name)!.formula], { layout: 'row' })]
}

function updateLine(story: Story, target: Quantity): Block[] {
  if (target.kind === 'norm') return normLine(story, target)
  const formula = story.derivation.step(target)!.formula
  const name: Expr = isParameter(target) ? { kind: 'quantity', quantity: target, mark: 'new' } : q(target)
  const numbers = withNumbers(story, caseTaken(story, formula))
  return [calculate(story, [name], [formula], { value: story.derivation.value(target), numbers })]
}

/** Of a formula with cases the one that holds here. */
function caseTaken(story: Story, formula: Expr): Expr {
  if (formula.kind !== 'piecewise') return formula
  const value = (e: Expr): number => evaluate(e, story.derivation.value)
  return formula.cases.find(({ when }) => holds(when, value))?.value ?? formula.otherwise
}

/** A norm by its terms, or by the largest squares. */
function normLine(story: Story, target: Norm): Block[] {
  const { formula } = story.derivation.step(target)!
  const inside = formula.kind === 'function' ? formula.of : formula
  const squares = inside.kind === 'sum' ? inside.terms : [inside]
  const value = story.derivation.value(target)
  if (squares.length <= SHOWN_TERMS + 1) return [calculate(story, target, [formula])]
  return [
    longSum(story, squares, 0, say`${power(q(target), 2)}`, value * value),
    { kind: 'calculation', left: [q(target)], lines: [number(value)] },
  ]
}

/** The gradient and the moments of this parameter after the step, for the sentences. */
function updateSymbols(story: Story, ref: ParameterRef): FunctionSymbols {
  const time = story.trace.stateAfter.time
  const memory = (name: 'first-moment' | 'second-moment'): Expr =>
    q({ kind: 'memory', name, parameter: ref, time })
  const own = numbersGradients(story.trace) ? auxiliary('gradient', ref, time) : gradient(ref, story.version)
  return {
    ...symbolsOf(story, ref.layer, ref.kind === 'weight' ? ref.to : 0, 0),
    g: q(own),
    m: memory('first-moment'),
    v: memory('second-moment'),
  }
}

/** What the update's lines take from the recipe. */
export function recipeSentence(story: Story): Content {
  const { words, trace } = story
  if (trace.search) return words.search.memory(trace.optimizer.options.historySize as number)
  return words.withValues(recipeValues(story), hasMemory(trace))
}

/** The numbers of the recipe that the update uses: α = 0.01, β_1 = 0.9. */
function recipeValues(story: Story): Content[] {
  const used = new Map<string, Quantity>()
  const refs = [...parametersOf(story.trace.network)]
  const lines = linesOf(story.trace, story.version, refs[0]!)
  for (const { target } of lines) {
    for (const quantity of quantitiesOf(story.derivation.step(target)!.formula)) {
      if (quantity.kind === 'hyper-parameter') used.set(quantity.name, quantity)
    }
  }
  return [...used.values()].map(
    (quantity) =>
      say`${{ kind: 'relation', sides: [q(quantity), number(story.derivation.value(quantity))] }}`,
  )
}

/** Why Adam's first step is as large as the learning rate. */
export function firstStepOfAdam(story: Story, ref: ParameterRef): Block[] {
  const { name } = story.trace.optimizer
  const time = story.trace.stateAfter.time
  if (time !== 1 || (name !== 'adam' && name !== 'adamw')) return []
  const corrected = q(auxiliary('corrected-first-moment', ref, time))
  return [paragraph(story.words.firstAdamStep(corrected, q(auxiliary('gradient', ref, time))))]
}

/** The second and later steps of one parameter: its gradient, then its update. */
export function laterStep(story: Story, ref: ParameterRef): Block[] {
  const name = q(gradient(ref, story.version))
  const value = story.derivation.value(gradient(ref, story.version))
  return [paragraph(story.words.laterStep(name, value)), ...updateLines(story, ref, false)]
}

/** Step by step: gradient, memories, weight before and after. */
export function memoryTable(story: Story, derivations: readonly Derivation[], ref: ParameterRef): Block {
  if (story.trace.search) return searchTable(story, derivations, ref)
  const { words } = story
  const names = (d: Derivation): Quantity[] =>
    updateTargets(d.trace, d.version, ref).filter((t) => t.kind === 'memory' || t.kind === 'auxiliary')
  const columns = names(story.derivation).map((quantity) => ({
    head: say`${q(withoutTime(quantity))}`,
    align: 'right' as const,
  }))
  const row = (d: Derivation): Cell[] => [
    numberCell(d.trace.stateAfter.time),
    numberCell(d.value(gradient(ref, d.version))),
    ...names(d).map((quantity) => numberCell(d.value(quantity))),
    numberCell(d.value(versioned(ref, d.version))),
    numberCell(d.value(versioned(ref, d.version + 1))),
    numberCell(d.trace.loss),
  ]
  return {
    kind: 'table',
    columns: [
      { head: words.column.step, align: 'right' },
      { head: say`${{ kind: 'quantity', quantity: { kind: 'variable', name: 'g' } }}`, align: 'right' },
      ...columns,
      { head: words.column.before, align: 'right' },
      { head: words.column.after, align: 'right' },
      { head: words.column.lossBefore, align: 'right' },
    ],
    rows: derivations.map(row),
  }
}

/** m_1 as a column's head is m_t. */
function withoutTime(quantity: Quantity): Quantity {
  return quantity.kind === 'memory' || quantity.kind === 'auxiliary' ? { ...quantity, time: 't' } : quantity
}
