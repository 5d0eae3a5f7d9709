// The steps that explain and check work on: the network after --step updates, with the options' optimizer and bias policy.
import type { Sample } from '../core/network.ts'
import { type Network, network } from '../core/network.ts'
import { optimizerSpec } from '../core/optimizer.ts'
import { step, train } from '../core/step.ts'
import type { OptimizerSpec, OptimizerState, StepTrace } from '../core/trace.ts'
import { initialState } from '../core/update.ts'
import type { Arguments } from './command.ts'
import type { LoadedNetwork } from './load.ts'

/** Where the telling starts. */
export interface Start {
  readonly network: Network
  readonly optimizer: OptimizerSpec
  readonly state: OptimizerState
}

/**
 * The network with --bias, the optimizer with --optimizer and --learning-rate, after --step updates on the samples.
 * @throws PasoError those of core: unequal biases where one is asked for, a learning rate out of range, divergence
 */
export function startOf(file: LoadedNetwork, samples: readonly Sample[], { options }: Arguments): Start {
  const policy = options.bias ?? file.network.biasPolicy
  const built =
    policy === file.network.biasPolicy ? file.network : network({ ...file.network, biasPolicy: policy })
  const optimizer = optimizerOf(file, options)
  const state = initialState(built, optimizer)
  const times = options.step ?? 0
  if (times === 0) return { network: built, optimizer, state }
  return { optimizer, ...train(built, samples, optimizer, { steps: times, state }) }
}

/** The file's optimizer with what stands around it; another one by name starts from its own defaults. */
function optimizerOf(file: LoadedNetwork, options: Arguments['options']): OptimizerSpec {
  const rate = options.learningRate === undefined ? {} : { learningRate: options.learningRate }
  const name = options.optimizer
  if (name === undefined || name === file.optimizer.name)
    return optimizerSpec(file.optimizer.name, { ...file.optimizer.options, ...rate }, file.optimizer)
  return optimizerSpec(name, rate, file.optimizer)
}

/** As many traces as --steps asks for, each from where the one before ended. */
export function tracesOf(start: Start, samples: readonly Sample[], steps: number): StepTrace[] {
  const traces: StepTrace[] = []
  let { network: current, state } = start
  for (let i = 0; i < steps; i++) {
    const trace = step(current, samples, start.optimizer, state)
    traces.push(trace)
    current = trace.networkAfter
    state = trace.stateAfter
  }
  return traces
}
