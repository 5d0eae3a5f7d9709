// derive: a training step told as data, every number of it when asked for.

import type { StepTrace } from '../core/trace.ts'
import { evaluate } from '../math/evaluate.ts'
import { quantitiesOf } from '../math/expr.ts'
import type { Quantity, Version } from '../math/quantity.ts'
import { keyOf } from '../math/quantity.ts'
import { backwardStep } from './backward-steps.ts'
import { forwardStep } from './forward-steps.ts'
import { targetsInOrder } from './order.ts'
import type { Derivation, Step, Told } from './step.ts'
import { updateStep } from './update-steps.ts'
import { givenValue, keptValue } from './values.ts'

/**
 * The derivation of one training step. Steps are made when asked for, so a large network costs only what is told.
 * @param version version of the parameters before the step.
 */
export function derive(trace: StepTrace, version: Version = 0): Derivation {
  const made = new Map<string, Step>()

  const value = (target: Quantity): number =>
    givenValue(trace, target, version) ?? keptValue(trace, target, version) ?? step(target)!.value

  const step = (target: Quantity): Step | undefined => {
    if (givenValue(trace, target, version) !== undefined) return undefined
    const id = keyOf(target)
    const known = made.get(id)
    if (known) return known
    const told = tell(trace, version, target)
    if (!told) throw new TypeError(`no rule gives ${id}`)
    const uses = quantitiesOf(told.formula).map(keyOf)
    const result = {
      id,
      ...told,
      target,
      value: keptValue(trace, target, version) ?? evaluate(told.formula, value),
      uses,
    }
    made.set(id, result)
    return result
  }

  return {
    trace,
    version,
    step,
    value,
    steps: (parameters) => targetsInOrder(trace, version, step, parameters).map((target) => step(target)!),
  }
}

/** The rule and the formula of a quantity, by the phase that computes it. */
function tell(trace: StepTrace, version: Version, target: Quantity): Told | undefined {
  return (
    forwardStep(trace, version, target) ??
    backwardStep(trace, version, target) ??
    updateStep(trace, version, target)
  )
}
