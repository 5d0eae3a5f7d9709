// A step that was searched for as steps: the lines of the two loops, the direction and the step, for one parameter at a time.
import { parametersOf } from '../core/parameters.ts'
import type { StepTrace } from '../core/trace.ts'
import { trainedPlace, trainedValues } from '../core/trained.ts'
import type { VectorRule } from '../math/definitions.ts'
import { dot } from '../math/optimizers/two-loop.ts'
import {
  isParameter,
  keyOf,
  type Memory,
  type Parameter,
  type ParameterRef,
  type Quantity,
  type ScalarProduct,
  type Vector,
  type Version,
} from '../math/quantity.ts'
import { toldOptimizer } from '../math/told.ts'
import { unversioned } from './names.ts'
import type { Rule, Told } from './step.ts'

/** The lines for one parameter, in order; the last one computes the new parameter. */
export function searchLines(trace: StepTrace, version: Version, ref: ParameterRef): readonly VectorRule[] {
  const definition = toldOptimizer(trace.optimizer.name)
  if (definition.kind !== 'vector') throw new TypeError(`${definition.name} searches for no step`)
  const attempt = trace.search!.attempts.at(-1)
  return definition.rules({
    parameter: ref,
    version,
    time: trace.stateAfter.time,
    pairs: attempt?.pairs.map((pair) => pair.time),
    length: attempt?.accepted?.length,
  })
}

export function searchedStep(trace: StepTrace, version: Version, asked: Quantity): Told | undefined {
  const ref = parameterOf(trace, version, asked)
  if (!ref) return undefined
  const id = keyOf(asked)
  const line = searchLines(trace, version, ref).find(({ target }) => keyOf(target) === id)
  return line && { rule: ruleOf(asked), phase: 'update', formula: line.formula }
}

function ruleOf({ kind }: Quantity): Rule {
  return kind === 'auxiliary' || kind === 'coefficient' ? kind : 'update'
}

/** The parameter that a line of this step is about; what all have in common is told with any of them. */
function parameterOf(trace: StepTrace, version: Version, asked: Quantity): ParameterRef | undefined {
  if (isParameter(asked)) return asked.version === version + 1 ? unversioned(asked as Parameter) : undefined
  if (asked.kind !== 'auxiliary' && asked.kind !== 'coefficient') return undefined
  if (asked.time !== trace.stateAfter.time) return undefined
  if (asked.kind === 'auxiliary') return asked.parameter
  return parametersOf(trace.network)[Symbol.iterator]().next().value
}

/** What is remembered of an earlier step, for one parameter. */
export function pairEntry(
  { network, stateBefore: { pairs = [] } }: StepTrace,
  { name, time, parameter }: Memory,
): number | undefined {
  const pair = pairs.find((one) => one.time === time)
  return pair?.[name === 'step-taken' ? 'step' : 'change'][trainedPlace(network, parameter)]
}

/**
 * A scalar product as the search has it: with the vectors of the loops, which it does not keep, the one that it noted;
 * of remembered vectors and of the gradient, computed again.
 */
export function scalarProductIn(
  { network, gradients, search }: StepTrace,
  asked: ScalarProduct,
): number | undefined {
  const attempt = search?.attempts.at(-1)
  if (!attempt) return undefined
  const { pairs, direction } = attempt
  const place = pairs.findIndex((pair) => pair.time === asked.left.time)
  if (asked.right.name === 'backward-vector') return direction.stepProducts[place]
  if (asked.right.name === 'forward-vector') return direction.changeProducts[place]
  const vectorOf = ({ name, time }: Vector): Float64Array => {
    if (name === 'gradient') return Float64Array.from(trainedValues(network, gradients))
    if (name === 'search-direction') return direction.vector
    return pairs.find((pair) => pair.time === time)![name === 'step-taken' ? 'step' : 'change']
  }
  return dot(vectorOf(asked.left), vectorOf(asked.right))
}
