// What stands around the optimizer in an update: the scheduled rate, the clipped gradient, and weights held within a norm.
import { parametersOf } from '../core/parameters.ts'
import type { StepTrace } from '../core/trace.ts'
import {
  call,
  type Expr,
  num,
  piecewise,
  power,
  product,
  q,
  quotient,
  substitute,
  sum,
  when,
} from '../math/expr.ts'
import type {
  Auxiliary,
  AuxiliaryName,
  Bundle,
  LimitFactor,
  Norm,
  ParameterRef,
  Quantity,
  Version,
} from '../math/quantity.ts'
import { scheduleLine } from '../math/told.ts'
import type { LimitId, RuleId, ScheduleId } from '../math/why.ts'
import { gradient, hyper, limitFactor, norm, scheduledRate, versioned } from './names.ts'
import type { Told } from './step.ts'

/** A line of an update: what it computes, and why. */
export interface UpdateLine {
  readonly target: Quantity
  readonly why: RuleId | LimitId | ScheduleId
}

const update = (rule: Told['rule'], formula: Expr): Told => ({ rule, phase: 'update', formula })

export const auxiliary = (name: AuxiliaryName, parameter: ParameterRef, time: number): Auxiliary => ({
  kind: 'auxiliary',
  name,
  parameter,
  time,
})

/** The lines before the optimizer's own: the rate, and the gradient of this parameter within its limits. */
export function linesBefore(trace: StepTrace, ref: ParameterRef): UpdateLine[] {
  const { optimizer, stateAfter } = trace
  const { time } = stateAfter
  const { clip, schedule } = optimizer
  return [
    ...(schedule ? [{ target: scheduledRate(time), why: scheduleLine(schedule, time).why }] : []),
    ...(clip?.value !== undefined
      ? [{ target: auxiliary('limited-gradient', ref, time), why: 'clip.value' as const }]
      : []),
    ...(clip?.norm !== undefined
      ? [
          { target: norm('gradients', time), why: 'clip.norm' as const },
          { target: limitFactor('gradients', time), why: 'clip.factor' as const },
          { target: auxiliary('clipped-gradient', ref, time), why: 'clip.gradient' as const },
        ]
      : []),
  ]
}

/** The lines after the optimizer's own, which has left the weight without a limit. */
export function linesAfter(trace: StepTrace, version: Version, ref: ParameterRef): UpdateLine[] {
  if (!isHeld(trace, ref)) return []
  const { time } = trace.stateAfter
  const unit = { layer: ref.layer, unit: ref.to }
  return [
    { target: norm(unit, time), why: 'max-norm.norm' },
    { target: limitFactor(unit, time), why: 'max-norm.factor' },
    { target: versioned(ref, version + 1), why: 'max-norm.weight' },
  ]
}

/** Whether max-norm has a say in the new value of a parameter. */
export const isHeld = (
  { optimizer }: StepTrace,
  ref: ParameterRef,
): ref is Extract<ParameterRef, { kind: 'weight' }> =>
  optimizer.maxNorm !== undefined && ref.kind === 'weight'

/** The gradient that the optimizer follows. */
export function followedGradient(trace: StepTrace, ref: ParameterRef, own: Quantity): Expr {
  const { time } = trace.stateAfter
  if (trace.optimizer.clip?.norm !== undefined) return q(auxiliary('clipped-gradient', ref, time))
  return q(limitedGradient(trace, ref, own))
}

/** The gradient within its own limit; `own` is the name that the gradient has here. */
function limitedGradient(trace: StepTrace, ref: ParameterRef, own: Quantity): Quantity {
  return trace.optimizer.clip?.value === undefined
    ? own
    : auxiliary('limited-gradient', ref, trace.stateAfter.time)
}

/** @param own the name that the gradient of a parameter has in this update */
export function limitStep(
  trace: StepTrace,
  version: Version,
  asked: Quantity,
  own: (ref: ParameterRef) => Quantity,
): Told | undefined {
  const { time } = trace.stateAfter
  if (asked.kind === 'scheduled-rate' && asked.time === time)
    return update('scheduled-rate', rateFormula(trace))
  if (asked.kind === 'norm' && asked.time === time)
    return update('norm', rootOfSquares(membersOf(trace, version, asked)))
  if (asked.kind === 'limit-factor' && asked.time === time)
    return update('limit-factor', factorFormula(asked))
  if (asked.kind === 'auxiliary' && asked.time === time) {
    const ref = asked.parameter
    if (asked.name === 'limited-gradient') {
      const g = q(own(ref))
      const limit = hyper('clip-value')
      const cut = when(call('abs', g), '>', limit, product(call('sign', g), limit))
      return update('limited-gradient', piecewise([cut], g))
    }
    if (asked.name === 'clipped-gradient') {
      const g = limitedGradient(trace, ref, own(ref))
      return update('clipped-gradient', product(q(limitFactor('gradients', time)), q(g)))
    }
  }
  if (asked.kind === 'weight' && asked.version === version + 1 && isHeld(trace, asked)) {
    const { kind, layer, to, from } = asked
    const before = auxiliary('unlimited-parameter', { kind, layer, to, from }, time)
    return update('limited-weight', product(q(limitFactor({ layer, unit: to }, time)), q(before)))
  }
  return undefined
}

function rateFormula({ optimizer, stateAfter }: StepTrace): Expr {
  const { formula } = scheduleLine(optimizer.schedule!, stateAfter.time)
  return substitute(formula, (quantity) => (quantity.kind === 'variable' ? num(stateAfter.time) : undefined))
}

/** limit / ‖·‖ where the norm is larger than its limit. */
function factorFormula({ of, time }: LimitFactor): Expr {
  const limit = hyper(of === 'gradients' ? 'clip-norm' : 'max-norm')
  const length = q(norm(of, time))
  return piecewise([when(length, '>', limit, quotient(limit, length))], num(1))
}

/** What a norm is taken of, in core's order. */
function membersOf(trace: StepTrace, version: Version, { of, time }: Norm): Quantity[] {
  if (of !== 'gradients') return unitWeights(trace, of, time)
  return trainedInOrder(trace).map((ref) => limitedGradient(trace, ref, gradient(ref, version)))
}

function unitWeights({ network }: StepTrace, of: Exclude<Bundle, 'gradients'>, time: number): Quantity[] {
  return network.layers[of.layer]!.weights[of.unit]!.map((_, from) =>
    auxiliary('unlimited-parameter', { kind: 'weight', layer: of.layer, to: of.unit, from }, time),
  )
}

/** Layer by layer the weights, row by row, then the biases, then γ and β; fixed biases are not trained. */
function trainedInOrder({ network }: StepTrace): ParameterRef[] {
  const kinds = (['weight', 'bias', 'scale', 'shift'] as const).filter(
    (kind) => kind !== 'bias' || network.biasPolicy !== 'fixed',
  )
  const all = [...parametersOf(network)]
  return network.layers.flatMap((_, layer) =>
    kinds.flatMap((kind) => all.filter((ref) => ref.layer === layer && ref.kind === kind)),
  )
}

function rootOfSquares(members: readonly Quantity[]): Expr {
  const squares = members.map((member) => power(q(member), 2))
  return call('sqrt', squares.length === 1 ? squares[0]! : sum(...squares))
}

/** The name of a gradient: numbered by its step where others refer to it, or the derivative itself. */
export const gradientName = (
  numbered: boolean,
  ref: ParameterRef,
  version: Version,
  time: number,
): Quantity => (numbered ? auxiliary('gradient', ref, time) : gradient(ref, version))
