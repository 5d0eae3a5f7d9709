// The order of a run: forward by sample and layer, the loss, backward from the last layer, then every update.

import { parametersOf } from '../core/parameters.ts'
import type { StepTrace } from '../core/trace.ts'
import { quantitiesOf } from '../math/expr.ts'
import type { ParameterRef, Quantity, Version } from '../math/quantity.ts'
import { keyOf } from '../math/quantity.ts'
import { batchLoss, gradient, running } from './names.ts'
import { runningLayers } from './normalized-steps.ts'
import type { Phase, Step } from './step.ts'
import { updateTargets } from './update-steps.ts'

const phases: readonly Phase[] = ['forward', 'loss', 'backward', 'update']

/** All targets that the losses, gradients and updates of these parameters rest on, each after what it uses. */
export function targetsInOrder(
  trace: StepTrace,
  version: Version,
  step: (target: Quantity) => Step | undefined,
  parameters?: readonly ParameterRef[],
): Quantity[] {
  const found = new Map<string, Step>()
  const visit = (target: Quantity): void => {
    if (found.has(keyOf(target))) return
    const told = step(target)
    if (!told) return
    quantitiesOf(told.formula).forEach(visit)
    found.set(told.id, told)
  }
  const refs = parameters ?? [...parametersOf(trace.network)]
  visit(batchLoss)
  for (const ref of refs) visit(gradient(ref, version))
  for (const ref of refs) if (isTrained(trace, ref)) updateTargets(trace, version, ref).forEach(visit)
  for (const layer of runningLayers(trace).filter(
    (l) => !parameters || parameters.some((ref) => ref.layer === l),
  )) {
    for (const unit of trace.network.layers[layer]!.biases.keys()) {
      visit(running('mean', layer, unit, version + 1))
      visit(running('variance', layer, unit, version + 1))
    }
  }
  const inPhase = (phase: Phase): Step[] => [...found.values()].filter((s) => s.phase === phase)
  return phases.flatMap(inPhase).map((s) => s.target)
}

/** Fixed biases have a gradient and no update. */
export function isTrained(trace: StepTrace, ref: ParameterRef): boolean {
  return ref.kind !== 'bias' || trace.network.biasPolicy !== 'fixed'
}
