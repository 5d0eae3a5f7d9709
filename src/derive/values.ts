// Where a quantity's value already is: given to the step, or kept by core's trace.
import { valuesOf } from '../core/layer-values.ts'
import type { LayerValues, Network } from '../core/network.ts'
import { valueIn } from '../core/parameters.ts'
import type { StepTrace } from '../core/trace.ts'
import type { Derivative, HyperParameterName, Memory, Norm, Parameter, Quantity } from '../math/quantity.ts'
import { INPUT_LAYER } from '../math/quantity.ts'
import { scheduleOptionNames } from '../math/schedules.ts'
import { keptNormalized } from './normalized-steps.ts'
import { pairEntry, scalarProductIn } from './search-steps.ts'

/** The value of what the step starts from: inputs, targets, old parameters, the recipe, old memories. */
export function givenValue(trace: StepTrace, asked: Quantity, version: number): number | undefined {
  switch (asked.kind) {
    case 'activation':
      return asked.layer === INPUT_LAYER ? trace.samples[asked.sample]!.sample.input[asked.unit] : undefined
    case 'mask':
      return trace.samples[asked.sample]!.masks?.[asked.layer]?.[asked.unit]
    case 'target':
      return trace.samples[asked.sample]!.sample.target[asked.unit]
    case 'weight':
    case 'bias':
    case 'scale':
    case 'shift':
      return asked.version === version ? parameterIn(trace.network, asked) : undefined
    case 'hyper-parameter':
      return hyperParameterValue(trace, asked.name)
    case 'sample-weight':
      return trace.samples[asked.sample]!.sample.weight
    case 'running':
      return asked.version === version ? keptNormalized(trace, asked, version) : undefined
    case 'memory':
      if (trace.search) return pairEntry(trace, asked)
      return asked.time === trace.stateBefore.time
        ? memoryValue(trace.stateBefore.memory[asked.name], asked)
        : undefined
    case 'scalar-product':
      return scalarProductIn(trace, asked)
    default:
      return undefined
  }
}

/** The value of what core has computed and kept. */
export function keptValue(trace: StepTrace, asked: Quantity, version: number): number | undefined {
  switch (asked.kind) {
    case 'pre-activation':
      return trace.samples[asked.sample]!.preActivations[asked.layer]![asked.unit]
    case 'activation':
      return trace.samples[asked.sample]!.activations[asked.layer]![asked.unit]
    case 'smoothed-target':
      return trace.samples[asked.sample]!.targets[asked.unit]
    case 'scheduled-rate':
      return asked.time === trace.stateAfter.time ? trace.learningRate : undefined
    case 'norm':
      return keptNorm(trace, asked)
    case 'unit-loss':
      return trace.samples[asked.sample]!.unitLosses[asked.unit]
    case 'sample-loss':
      return trace.samples[asked.sample]!.loss
    case 'batch-loss':
      return trace.loss
    case 'delta':
      return trace.samples[asked.sample]!.deltas[asked.layer]![asked.unit]
    case 'derivative':
      return keptDerivative(trace, asked)
    case 'weight':
    case 'bias':
    case 'scale':
    case 'shift':
      return asked.version === version + 1 ? parameterIn(trace.networkAfter, asked) : undefined
    case 'statistic':
    case 'normalized':
    case 'argument':
    case 'running':
      return keptNormalized(trace, asked, version)
    case 'memory':
      return asked.time === trace.stateAfter.time
        ? memoryValue(trace.stateAfter.memory[asked.name], asked)
        : undefined
    default:
      return undefined
  }
}

function keptDerivative(trace: StepTrace, { of, by }: Derivative): number | undefined {
  const ofLoss = of.kind === 'sample-loss' || of.kind === 'loss-sum'
  if (ofLoss && by.kind === 'activation')
    return trace.samples[by.sample]!.activationGradients[by.layer]![by.unit]
  if (ofLoss && by.kind === 'argument')
    return trace.samples[by.sample]!.argumentGradients![by.layer]![by.unit]
  if (of.kind === 'batch-loss' && by.kind === 'weight')
    return trace.gradients[by.layer]!.weights[by.to]![by.from]
  return undefined
}

const parameterIn = ({ layers }: Network, parameter: Parameter): number =>
  valueIn(valuesOf(layers[parameter.layer]!), parameter)

function memoryValue(layers: readonly LayerValues[] | undefined, { parameter }: Memory): number | undefined {
  const layer = layers?.[parameter.layer]
  return layer && valueIn(layer, parameter)
}

function keptNorm(trace: StepTrace, { of, time }: Norm): number | undefined {
  if (time !== trace.stateAfter.time) return undefined
  return of === 'gradients' ? trace.gradientNorm : trace.unitNorms?.[of.layer]?.[of.unit]
}

/** A number of the loss, of the limits, of the schedule or of the optimizer. */
function hyperParameterValue(trace: StepTrace, name: HyperParameterName): number | undefined {
  const { loss } = trace.network
  const { clip, maxNorm, schedule, options } = trace.optimizer
  switch (name) {
    case 'l1':
      return loss.l1
    case 'l2':
      return loss.l2
    case 'label-smoothing':
      return loss.labelSmoothing
    case 'clip-value':
      return clip?.value
    case 'clip-norm':
      return clip?.norm
    case 'max-norm':
      return maxNorm
    case 'warmup':
      return schedule?.warmup
    case 'rate-factor':
      return trace.stateBefore.rateFactor
  }
  const scheduled = (scheduleOptionNames as Partial<Record<HyperParameterName, string>>)[name]
  if (scheduled !== undefined) return schedule?.options[scheduled]
  return options[optionOf(name)] as number | undefined
}

/** The option that holds a number of the recipe: learning-rate is learningRate. */
function optionOf(name: HyperParameterName): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
}
