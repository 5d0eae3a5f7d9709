// Gradient check: each gradient against the slope of the loss itself, by central differences.
import { activationOf } from '../math/activations.ts'
import { lossOf } from '../math/losses.ts'
import type { ParameterRef } from '../math/quantity.ts'
import { forwardBatch, tracesOf } from './batch.ts'
import { explainNonFinite } from './divergence.ts'
import { hasDropout, type Masks } from './dropout.ts'
import { type BatchGradients, gradientOf, gradientsOf } from './gradients.ts'
import type { Network, Sample } from './network.ts'
import { parametersOf, parameterValue, withParameter } from './parameters.ts'
import { failures, refusals } from './refusals.ts'
import { checkSamples } from './samples.ts'
import type { Calculus } from './short-cut.ts'
import { batchLoss } from './step.ts'
import type { ForwardTrace } from './trace.ts'

/** Best in 64 bits: a larger h bends away from the tangent, a smaller one loses digits of the difference. */
const H = 1e-5
/** The largest scaled error of a right gradient; measured ones stay below 2e-8, wrong derivatives lie far above. */
const BAR = 1e-7
/** How many roundings a loss may carry: what they leave in the difference of two losses is no fault of the gradient. */
const ROUNDINGS = 16

export interface CheckOptions {
  /** Default: 1e-5. Where it fails, h/10 and h/100 are tried: large inputs and near kinks need a smaller one. */
  readonly h?: number
  /** Where the backward pass finds its derivatives; for a test that plants a wrong one. */
  readonly calculus?: Calculus
  /** The masks of each sample, which a network with dropout needs: they stay as they are while a parameter moves. */
  readonly masks?: Held | undefined
}

type Held = readonly (Masks | undefined)[]

export interface SingleCheckOptions extends CheckOptions {
  /** The gradient, where it is known already: then two forward passes are all that is done. */
  readonly analytic?: number
  /** The largest |gradient| of the array that the parameter belongs to. */
  readonly scale?: number
}

export interface GradientCheck {
  readonly parameter: ParameterRef
  /** By the chain rule. */
  readonly analytic: number
  /** (lossPlus − lossMinus) / 2h */
  readonly numeric: number
  /** The batch's loss with the parameter h larger, and h smaller. */
  readonly lossPlus: number
  readonly lossMinus: number
  readonly h: number
  /** |analytic − numeric|, divided by the larger of the two; 0 when both are 0, up to rounding. */
  readonly relativeError: number
  /** |analytic − numeric|, divided by the largest |gradient| of the parameter's array (undivided where that is 0). */
  readonly scaledError: number
  /** kink: within ±h the loss has a corner, where the slope is not one number. */
  readonly status: 'passed' | 'failed' | 'kink'
}

export interface GradientReport {
  /** Whether no parameter failed. */
  readonly passed: boolean
  /** The worst of those that passed or failed; kinks have no say. */
  readonly worstRelativeError: number
  readonly worstScaledError: number
  readonly parameters: readonly GradientCheck[]
}

/**
 * Every gradient of a network against central differences. A parameter passes when the scaled error is at most 1e-7,
 * what the formula itself lacks allowed for: the
 * roundings of the two losses, and at a smaller h the bend of the curve.
 * @throws PasoError when a sample does not fit, when the loss is not finite; masks-missing, batch-of-one
 */
export function checkGradients(
  network: Network,
  samples: readonly Sample[],
  options: CheckOptions = {},
): GradientReport {
  const parameters = [...gradientChecks(network, samples, parametersOf(network), options)]
  return reportOf(parameters)
}

/** What single checks come to together. */
export function reportOf(parameters: readonly GradientCheck[]): GradientReport {
  const counted = parameters.filter(({ status }) => status !== 'kink')
  return {
    passed: parameters.every(({ status }) => status !== 'failed'),
    worstRelativeError: Math.max(0, ...counted.map(({ relativeError }) => relativeError)),
    worstScaledError: Math.max(0, ...counted.map(({ scaledError }) => scaledError)),
    parameters,
  }
}

/**
 * The gradients of some parameters against central differences, each when it is asked for.
 * @throws PasoError as `checkGradients`, and unknown-parameter
 */
export function* gradientChecks(
  network: Network,
  samples: readonly Sample[],
  parameters: Iterable<ParameterRef>,
  options: CheckOptions = {},
): Generator<GradientCheck, void> {
  const gradients = gradientsOn(network, samples, options)
  // One for all parameters of an array: to look through it for each would take longer than the losses.
  const scales = new Map<string, number>()
  for (const parameter of parameters) {
    const { kind, layer } = parameter
    const array = `${kind} ${layer}`
    const scale = scales.get(array) ?? scaleOf(gradients, parameter)
    scales.set(array, scale)
    yield compare(network, samples, parameter, {
      ...options,
      analytic: gradientOf(gradients, parameter),
      scale,
    })
  }
}

/**
 * One gradient against central differences.
 * @throws PasoError as `checkGradients`, and unknown-parameter
 */
export function checkGradient(
  network: Network,
  samples: readonly Sample[],
  parameter: ParameterRef,
  options: SingleCheckOptions = {},
): GradientCheck {
  if (options.analytic !== undefined) {
    checkBatch(network, samples, options.masks)
    return compare(network, samples, parameter, { ...options, analytic: options.analytic })
  }
  const gradients = gradientsOn(network, samples, options)
  const [analytic, scale] = [gradientOf(gradients, parameter), scaleOf(gradients, parameter)]
  return compare(network, samples, parameter, { scale, ...options, analytic })
}

function checkBatch(network: Network, samples: readonly Sample[], masks: Held | undefined): void {
  checkSamples(network, samples)
  if (hasDropout(network) && !masks) throw refusals.masksMissing()
}

function gradientsOn(
  network: Network,
  samples: readonly Sample[],
  { calculus, masks }: CheckOptions,
): BatchGradients {
  checkBatch(network, samples, masks)
  const traces = tracesOf(network, samples, masks, calculus)
  for (const [n, trace] of traces.entries()) {
    if (!Number.isFinite(trace.loss)) throw explainNonFinite(network, trace, n) ?? failures.batchOverflow()
  }
  return { network, samples: traces, gradients: gradientsOf(network, traces) }
}

/** The largest |gradient| among the weights, the biases, the γ or the β of the parameter's layer. */
function scaleOf(trace: BatchGradients, parameter: ParameterRef): number {
  const { weights, biases, scales, shifts } = trace.gradients[parameter.layer]!
  switch (parameter.kind) {
    case 'weight':
      return largest(weights.flat())
    case 'bias':
      return parameter.unit === 'all' ? Math.abs(gradientOf(trace, parameter)) : largest(biases)
    case 'scale':
      return largest(scales!)
    case 'shift':
      return largest(shifts!)
  }
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
}

/**
 * Tries h, then smaller ones; the first that agrees is told, or else the first. Central differences bend away from the
 * tangent as h², so from one h to its tenth the slope moves by 99 times what it still lacks.
 */
function compare(
  network: Network,
  samples: readonly Sample[],
  parameter: ParameterRef,
  options: SingleCheckOptions & { readonly analytic: number },
): GradientCheck {
  const { h = H } = options
  const attempts: GradientCheck[] = []
  for (const width of [h, h / 10, h / 100]) {
    const attempt = attemptWith(network, samples, parameter, width, { ...options, before: attempts.at(-1) })
    if (attempt.status === 'passed') return attempt
    attempts.push(attempt)
  }
  return attempts.find(({ status }) => status === 'failed') ?? attempts[0]!
}

interface Attempt {
  readonly masks?: Held | undefined
  readonly analytic: number
  readonly scale?: number | undefined
  /** The attempt before, with ten times this h. */
  readonly before: GradientCheck | undefined
}

function attemptWith(
  network: Network,
  samples: readonly Sample[],
  parameter: ParameterRef,
  h: number,
  { masks, analytic, scale, before }: Attempt,
): GradientCheck {
  const value = parameterValue(network, parameter)
  const plus = withParameter(network, parameter, value + h)
  const minus = withParameter(network, parameter, value - h)
  const lossPlus = batchLoss(plus, samples, masks)
  const lossMinus = batchLoss(minus, samples, masks)
  const numeric = (lossPlus - lossMinus) / (2 * h)

  const error = Math.abs(analytic - numeric)
  const larger = Math.max(Math.abs(analytic), Math.abs(numeric))
  const most = scale ?? larger
  const ulp = Math.max(Number.EPSILON * Math.max(Math.abs(lossPlus), Math.abs(lossMinus)), Number.MIN_VALUE)
  const rounding = (ROUNDINGS * ulp) / (2 * h)
  const bend = before ? Math.abs(before.numeric - numeric) / 50 : 0
  const agrees = error <= BAR * most + rounding + bend
  return {
    parameter,
    analytic,
    numeric,
    lossPlus,
    lossMinus,
    h,
    // A gradient that is exactly 0 has no size to compare with: within the roundings both are 0.
    relativeError: larger === 0 || (analytic === 0 && error <= rounding) ? 0 : error / larger,
    scaledError: most === 0 ? error : error / most,
    status: agrees ? 'passed' : meetsKink(plus, minus, samples, masks) ? 'kink' : 'failed',
  }
}

/** Whether a weight, a unit or a residual passes a corner of its function between two networks. */
function meetsKink(
  plus: Network,
  minus: Network,
  samples: readonly Sample[],
  masks: Held | undefined,
): boolean {
  if (meetsPenaltyKink(plus, minus)) return true
  const lows = forwardBatch(minus, samples, masks)
  return forwardBatch(plus, samples, masks).some((high, n) => {
    const low = lows[n]!
    const inActivation = plus.layers.some(({ activation }, l) =>
      separates(activationOf(activation.name).kinks, argumentsOf(high, l), argumentsOf(low, l)),
    )
    const { name, parameters } = plus.loss
    return inActivation || separates(lossOf(name).kinks(parameters), residuals(high), residuals(low))
  })
}

/** What a layer's activation was applied to. */
const argumentsOf = ({ normalized, preActivations }: ForwardTrace, l: number): readonly number[] =>
  normalized?.[l]?.arguments ?? preActivations[l]!

function residuals({ targets, activations }: ForwardTrace): number[] {
  return activations.at(-1)!.map((a, unit) => a - targets[unit]!)
}

/** Whether a weight passes 0, where its absolute value in the penalty has a corner. */
function meetsPenaltyKink(plus: Network, minus: Network): boolean {
  if (plus.loss.l1 === 0) return false
  return plus.layers.some(({ weights }, l) => separates([0], weights.flat(), minus.layers[l]!.weights.flat()))
}

/** Whether a kink lies strictly between two numbers of the same place. */
function separates(kinks: readonly number[], left: readonly number[], right: readonly number[]): boolean {
  return kinks.some((kink) =>
    left.some((value, i) => Math.sign(value - kink) * Math.sign(right[i]! - kink) < 0),
  )
}
