// The update: why we subtract, the optimizer's lines for one parameter with its memory, and how the memory goes on.
import { gradient, versioned } from '../../derive/names.ts'
import type { Derivation } from '../../derive/step.ts'
import { auxiliary, hasMemory, updateRules, updateTargets } from '../../derive/update-steps.ts'
import type { Expr } from '../../math/expr.ts'
import { q, quantitiesOf } from '../../math/expr.ts'
import type { ParameterRef, Quantity } from '../../math/quantity.ts'
import type { Block, Calculation, Cell, Content, FunctionSymbols } from '../document.ts'
import { say } from '../document.ts'
import { symbolsOf } from '../formulas.ts'
import type { Story } from '../story.ts'
import { calculate, number, paragraph } from '../story.ts'
import { text } from './factors.ts'
import { numberCell } from './parameter-table.ts'

/** One parameter's update, line by line; `why` adds each line's reason. */
export function updateLines(story: Story, ref: ParameterRef, why: boolean): Block[] {
  const rules = updateRules(story.trace)
  const targets = updateTargets(story.trace, story.version, ref)
  const lines = rules.flatMap((rule, i): Block[] => [
    ...(why ? text(story.words.whyOfRule(rule.why, updateSymbols(story, ref))) : []),
    updateLine(story, targets[i]!),
  ])
  return [...gradientNamed(story, ref), ...lines]
}

/** g_1 = ∂L/∂w, where the optimizer remembers gradients and needs to tell them apart. */
function gradientNamed(story: Story, ref: ParameterRef): Block[] {
  if (!hasMemory(story.trace)) return []
  const name = auxiliary('gradient', ref, story.trace.stateAfter.time)
  return [calculate(story, name, [story.derivation.step(name)!.formula], { layout: 'row' })]
}

function updateLine(story: Story, target: Quantity): Calculation {
  const formula = story.derivation.step(target)!.formula
  const name: Expr =
    target.kind === 'weight' || target.kind === 'bias'
      ? { kind: 'quantity', quantity: target, mark: 'new' }
      : q(target)
  return calculate(story, [name], [formula], { value: story.derivation.value(target) })
}

/** The gradient and the moments of this parameter after the step, for the sentences. */
function updateSymbols(story: Story, ref: ParameterRef): FunctionSymbols {
  const time = story.trace.stateAfter.time
  const memory = (name: 'first-moment' | 'second-moment'): Expr =>
    q({ kind: 'memory', name, parameter: ref, time })
  const own = hasMemory(story.trace) ? auxiliary('gradient', ref, time) : gradient(ref, story.version)
  return {
    ...symbolsOf(story, ref.layer, ref.kind === 'weight' ? ref.to : 0, 0),
    g: q(own),
    m: memory('first-moment'),
    v: memory('second-moment'),
  }
}

/** The numbers of the recipe that the update uses: α = 0.01, β_1 = 0.9. */
export function recipeValues(story: Story): Content[] {
  const used = new Map<string, Quantity>()
  for (const { formula } of updateRules(story.trace)) {
    for (const quantity of quantitiesOf(formula)) {
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
