// The steps that explain and check work on: the network after --step updates, with what the options say of a step.
import type { Sample } from '../core/network.ts'
import { type Network, network } from '../core/network.ts'
import { optimizerSpec } from '../core/optimizer.ts'
import type { ScheduleChoice } from '../core/schedule.ts'
import { step, train } from '../core/step.ts'
import type { OptimizerSpec, OptimizerState, StepTrace } from '../core/trace.ts'
import { initialState } from '../core/update.ts'
import type { Standing } from '../library/checkpoint-step.ts'
import { lastsAsTraining, scheduleInSteps } from '../library/schedule-option.ts'
import { refuseIdle } from '../library/training.ts'
import type { OptimizerOptions } from '../math/definitions.ts'
import { type Random, xoshiro } from '../math/random.ts'
import { options as definitions } from '../options.ts'
import type { Arguments } from './command.ts'
import type { LoadedNetwork } from './load.ts'
import { refuseForeign, scheduleAsked, switchesOf } from './step-rules.ts'
import { missingOption } from './usage-errors.ts'

/** Where the telling starts. */
export interface Start {
  readonly network: Network
  readonly optimizer: OptimizerSpec
  readonly state: OptimizerState
  /** Draws the masks of a network with dropout. */
  readonly random: Random
  /** How many steps the training of a checkpoint had made; undefined where the optimizer starts anew. */
  readonly made: number | undefined
}

/**
 * The network with --bias, --l2 and the like, the optimizer with --optimizer, --learning-rate and what else the options say
 * of a step, after --step updates on the samples. The training of a checkpoint goes on where it stands, unless an option
 * asks for an optimizer or for biases that remember something else.
 * @throws PasoError those of core: unequal biases where one is asked for, a learning rate out of range, divergence
 */
export function startOf(file: LoadedNetwork, samples: readonly Sample[], args: Arguments): Start {
  const { options } = args
  const optimizer = optimizerOf(file, options)
  const standing = standingFor(file, optimizer, options)
  const built = networkOf(standing?.network ?? file.network, options)
  const state = standing?.state ?? initialState(built, optimizer)
  const random = (args.given.has('seed') ? undefined : standing?.random) ?? xoshiro(options.seed)
  const start = { network: built, optimizer, state, random, made: standing?.state.time }
  const times = options.step ?? 0
  if (times === 0) return start
  return { ...start, ...train(built, samples, optimizer, { steps: times, state, random }) }
}

/** Where the training of a checkpoint stands, if what it remembers is of use to this optimizer. */
function standingFor(
  { standing, network: { biasPolicy }, optimizer: { name } }: LoadedNetwork,
  optimizer: OptimizerSpec,
  { bias = biasPolicy }: Arguments['options'],
): Standing | undefined {
  if (!standing || optimizer.name !== name || bias !== biasPolicy) return undefined
  const names = (state: OptimizerState): string => Object.keys(state.memory).sort().join()
  return names(standing.state) === names(initialState(standing.network, optimizer)) ? standing : undefined
}

/** With the bias policy, the penalties and the smoothing of the options. */
function networkOf(net: Network, { bias, l1, l2, labelSmoothing }: Arguments['options']): Network {
  const rules = present({ l1, l2, labelSmoothing })
  if (Object.keys(rules).length === 0 && (bias ?? net.biasPolicy) === net.biasPolicy) return net
  return network({ ...net, biasPolicy: bias ?? net.biasPolicy, loss: { ...net.loss, ...rules } })
}

/**
 * The file's optimizer with what stands around it, and what the options say in place of that; another one by name starts
 * from its own defaults.
 */
function optimizerOf(file: LoadedNetwork, options: Arguments['options']): OptimizerSpec {
  const { learningRate, momentum, weightDecay, clipValue, clipNorm } = options
  const { name, options: own, clip, maxNorm, schedule } = file.optimizer
  const asked = options.optimizer ?? name
  refuseForeign(options, asked)
  const given: Partial<OptimizerOptions> = {
    ...(asked === name && own),
    ...present({ learningRate, momentum, weightDecay }),
    ...switchesOf(options),
  }
  if (options.nesterov || options.decoupled) refuseIdle(given)
  const planned = scheduleOf(options) ?? schedule
  return optimizerSpec(asked, given, {
    clip: { ...clip, ...present({ value: clipValue, norm: clipNorm }) },
    ...present({ maxNorm: options.maxNorm ?? maxNorm }),
    ...(planned && { schedule: planned }),
  })
}

/** Without a table an epoch is one step. */
function scheduleOf(options: Arguments['options']): ScheduleChoice | undefined {
  const schedule = scheduleAsked(options)
  if (schedule === undefined) return undefined
  const needed = options.schedule !== undefined && lastsAsTraining(options.schedule)
  if (needed && options.scheduleEpochs === undefined) throw missingOption(definitions.scheduleEpochs)
  return scheduleInSteps(schedule, { epochs: 1, steps: 1 })
}

/** Only what is there. */
function present<T extends Readonly<Record<string, number | undefined>>>(
  values: T,
): { readonly [Name in keyof T]?: number } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    readonly [Name in keyof T]?: number
  }
}

/** As many traces as --steps asks for, each from where the one before ended. */
export function tracesOf(start: Start, samples: readonly Sample[], steps: number): StepTrace[] {
  const traces: StepTrace[] = []
  let { network: current, state } = start
  for (let i = 0; i < steps; i++) {
    const trace = step(current, samples, start.optimizer, state, { random: start.random })
    traces.push(trace)
    current = trace.networkAfter
    state = trace.stateAfter
  }
  return traces
}
