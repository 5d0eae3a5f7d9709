// The update as steps: the optimizer's own lines, with its memory, for one parameter at a time.
import type { StepTrace } from '../core/trace.ts'
import type { UpdateRule } from '../math/definitions.ts'
import type { Expr } from '../math/expr.ts'
import { num, q, substitute } from '../math/expr.ts'
import {
  type Auxiliary,
  type AuxiliaryName,
  isParameter,
  type Memory,
  type MemoryName,
  type Parameter,
  type ParameterRef,
  type Quantity,
  type Version,
} from '../math/quantity.ts'
import { toldOptimizer } from '../math/told.ts'
import { gradient, unversioned, versioned } from './names.ts'
import type { Rule, Told } from './step.ts'

export function updateStep(trace: StepTrace, version: Version, asked: Quantity): Told | undefined {
  if (asked.kind === 'auxiliary' && asked.name === 'gradient' && isOfThisStep(trace, version, asked)) {
    return { rule: 'step-gradient', phase: 'update', formula: q(gradient(asked.parameter, version)) }
  }
  const line = isOfThisStep(trace, version, asked) ? lineFor(trace, asked) : undefined
  if (!line) return undefined
  const parameter = parameterOf(asked)
  return { rule: ruleOf(line), phase: 'update', formula: concrete(trace, version, line.formula, parameter) }
}

/** Whether this update computes it: a new parameter, or what the optimizer notes at this step's number. */
function isOfThisStep(trace: StepTrace, version: Version, asked: Quantity): boolean {
  if (isParameter(asked)) return asked.version === version + 1
  return (asked.kind === 'memory' || asked.kind === 'auxiliary') && asked.time === trace.stateAfter.time
}

/** The optimizer's lines at this step, in order. */
export function updateRules(trace: StepTrace): readonly UpdateRule[] {
  return toldOptimizer(trace.optimizer.name).rules(trace.optimizer.options, trace.stateAfter.time)
}

/** What each line computes for one parameter, in order; the last is the new parameter. */
export function updateTargets(trace: StepTrace, version: Version, ref: ParameterRef): Quantity[] {
  const time = trace.stateAfter.time
  return updateRules(trace).map(({ target }): Quantity => {
    if (target.kind === 'memory') return memory(target.name, ref, time)
    if (target.kind === 'auxiliary') return auxiliary(target.name, ref, time)
    return versioned(ref, version + 1)
  })
}

export const memory = (name: MemoryName, parameter: ParameterRef, time: number): Memory => ({
  kind: 'memory',
  name,
  parameter,
  time,
})
export const auxiliary = (name: AuxiliaryName, parameter: ParameterRef, time: number): Auxiliary => ({
  kind: 'auxiliary',
  name,
  parameter,
  time,
})

/** Whether the optimizer keeps a memory, so that gradients need a step number: g_1, g_2. */
export function hasMemory(trace: StepTrace): boolean {
  const { name, options } = trace.optimizer
  return Object.keys(toldOptimizer(name).memories(options)).length > 0
}

function lineFor(trace: StepTrace, asked: Quantity): UpdateRule | undefined {
  return updateRules(trace).find(({ target }) => {
    if (target.kind === 'parameter') return isParameter(asked)
    return target.kind === asked.kind && target.name === asked.name
  })
}

function ruleOf({ target }: UpdateRule): Rule {
  return target.kind === 'parameter' ? 'update' : target.kind
}

function parameterOf(asked: Quantity): ParameterRef {
  return asked.kind === 'memory' || asked.kind === 'auxiliary'
    ? asked.parameter
    : unversioned(asked as Parameter)
}

/** A line's letters replaced by the quantities of this parameter and this step. */
function concrete(trace: StepTrace, version: Version, formula: Expr, ref: ParameterRef): Expr {
  const time = trace.stateAfter.time
  const letter = (name: string, index: number | undefined): Expr => {
    if (name === 'w') return q(versioned(ref, version))
    if (name === 'g') return q(hasMemory(trace) ? auxiliary('gradient', ref, time) : gradient(ref, version))
    if (name === 't') return num(time)
    if (index !== undefined) return q(memory(name as MemoryName, ref, time - 1 + index))
    return q(auxiliary(name as AuxiliaryName, ref, time))
  }
  return substitute(formula, (quantity) =>
    quantity.kind === 'variable' ? letter(quantity.name, quantity.index) : undefined,
  )
}
