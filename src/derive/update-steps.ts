// The update as steps: the optimizer's own lines, with its memory, for one parameter at a time.
import type { StepTrace } from '../core/trace.ts'
import type { UpdateRule } from '../math/definitions.ts'
import type { Expr } from '../math/expr.ts'
import { num, q, substitute } from '../math/expr.ts'
import {
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
import {
  auxiliary,
  followedGradient,
  gradientName,
  isHeld,
  limitStep,
  linesAfter,
  linesBefore,
  type UpdateLine,
} from './limit-steps.ts'
import { gradient, scheduledRate, unversioned, versioned } from './names.ts'
import { searchedStep, searchLines } from './search-steps.ts'
import type { Rule, Told } from './step.ts'

export function updateStep(trace: StepTrace, version: Version, asked: Quantity): Told | undefined {
  if (asked.kind === 'auxiliary' && asked.name === 'gradient' && isOfThisStep(trace, version, asked)) {
    return { rule: 'step-gradient', phase: 'update', formula: q(gradient(asked.parameter, version)) }
  }
  if (trace.search) return searchedStep(trace, version, asked)
  const own = (ref: ParameterRef): Quantity => ownGradient(trace, version, ref)
  const around = limitStep(trace, version, asked, own)
  if (around) return around
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

/** The lines of an elementwise optimizer at this step, in order. */
export function updateRules(trace: StepTrace): readonly UpdateRule[] {
  const definition = toldOptimizer(trace.optimizer.name)
  if (definition.kind === 'vector') return []
  return definition.rules(trace.optimizer.options, trace.stateAfter.time)
}

/** The lines of one parameter's update, in order; the last computes the new parameter. */
export function updateLines(trace: StepTrace, version: Version, ref: ParameterRef): UpdateLine[] {
  if (trace.search) return [...searchLines(trace, version, ref)]
  const time = trace.stateAfter.time
  const own = updateRules(trace).map(({ target, why }): UpdateLine => {
    if (target.kind === 'memory') return { target: memory(target.name, ref, time), why }
    if (target.kind === 'auxiliary') return { target: auxiliary(target.name, ref, time), why }
    if (isHeld(trace, ref)) return { target: auxiliary('unlimited-parameter', ref, time), why }
    return { target: versioned(ref, version + 1), why }
  })
  return [...linesBefore(trace, ref), ...own, ...linesAfter(trace, version, ref)]
}

/** What each line computes for one parameter, in order; the last is the new parameter. */
export const updateTargets = (trace: StepTrace, version: Version, ref: ParameterRef): Quantity[] =>
  updateLines(trace, version, ref).map(({ target }) => target)

export const memory = (name: MemoryName, parameter: ParameterRef, time: number): Memory => ({
  kind: 'memory',
  name,
  parameter,
  time,
})
/** Whether gradients need a name with a step number, g_1, g_2: a memory keeps them, or a norm is taken of them. */
export const numbersGradients = (trace: StepTrace): boolean =>
  hasMemory(trace) || trace.optimizer.clip !== undefined

function ownGradient(trace: StepTrace, version: Version, ref: ParameterRef): Quantity {
  return gradientName(numbersGradients(trace), ref, version, trace.stateAfter.time)
}

/** Whether the optimizer keeps a memory. */
export function hasMemory(trace: StepTrace): boolean {
  const { name, options } = trace.optimizer
  const definition = toldOptimizer(name)
  return definition.kind === 'vector' || Object.keys(definition.memories(options)).length > 0
}

function lineFor(trace: StepTrace, asked: Quantity): UpdateRule | undefined {
  return updateRules(trace).find(({ target }) => {
    if (target.kind === 'parameter') {
      const held = asked.kind === 'auxiliary' && asked.name === 'unlimited-parameter'
      return held || isParameter(asked)
    }
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
    if (name === 'g') return followedGradient(trace, ref, ownGradient(trace, version, ref))
    if (name === 't') return num(time)
    if (index !== undefined) return q(memory(name as MemoryName, ref, time - 1 + index))
    return q(auxiliary(name as AuxiliaryName, ref, time))
  }
  const { schedule } = trace.optimizer
  return substitute(formula, (quantity) => {
    if (quantity.kind === 'variable') return letter(quantity.name, quantity.index)
    const isRate = quantity.kind === 'hyper-parameter' && quantity.name === 'learning-rate'
    return isRate && schedule ? q(scheduledRate(time)) : undefined
  })
}
