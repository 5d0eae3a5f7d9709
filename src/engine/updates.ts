// Updates in place: what an optimizer does to a flat array of parameters; equal to the bit to the optimizer's own code.
import type { OptimizerSpec } from '../core/trace.ts'
import type { ElementwiseOptimizer } from '../math/definitions.ts'
import { power } from '../math/elementary.ts'
import { optimizerOf } from '../math/optimizers.ts'
import type { MemoryName } from '../math/quantity.ts'

export interface Update {
  /** Makes step `time` (from 1), with the learning rate of that step, on the parameters from `from` to `to`. */
  step(
    parameters: Float64Array,
    gradients: Float64Array,
    from: number,
    to: number,
    time: number,
    rate: number,
  ): void
  /** What it remembers between steps, by name. [parameters] */
  readonly memory: Readonly<Partial<Record<MemoryName, Float64Array>>>
}

/**
 * The update of an elementwise optimizer for `size` parameters. Gradient descent and Adam, which nearly all
 * training uses, have loops of their own; the others run the definition's code parameter by parameter.
 */
export function updateOf(optimizer: OptimizerSpec, size: number): Update {
  const { name, options } = optimizer
  const number = (option: string): number => Number(options[option])
  const decoupled = name === 'adamw' || options.decoupled === true
  if (name === 'sgd') return sgd(number, { nesterov: options.nesterov === true, decoupled }, size)
  if (name === 'adam' || name === 'adamw') return adam(number, decoupled, size)
  return byDefinition(optimizer, size)
}

type Read = (option: string) => number

function sgd(
  option: Read,
  { nesterov, decoupled }: { readonly nesterov: boolean; readonly decoupled: boolean },
  size: number,
): Update {
  const [momentum, decay] = [option('momentum'), option('weightDecay')]
  const velocity = new Float64Array(momentum === 0 ? 0 : size)
  const step: Update['step'] = (parameters, gradients, from, to, _, rate) => {
    for (let i = from; i < to; i++) {
      const old = parameters[i]!
      const g = decay === 0 || decoupled ? gradients[i]! : gradients[i]! + decay * old
      const start = decoupled ? old * (1 - rate * decay) : old
      if (momentum === 0) {
        parameters[i] = start - rate * g
        continue
      }
      const v = momentum * velocity[i]! + g
      velocity[i] = v
      parameters[i] = start - rate * (nesterov ? g + momentum * v : v)
    }
  }
  return { step, memory: momentum === 0 ? {} : { velocity } }
}

function adam(option: Read, decoupled: boolean, size: number): Update {
  const [decay, epsilon] = [option('weightDecay'), option('epsilon')]
  const [beta1, beta2] = [option('beta1'), option('beta2')]
  const first = new Float64Array(size)
  const second = new Float64Array(size)
  const step: Update['step'] = (parameters, gradients, from, to, time, rate) => {
    const share1 = 1 - power(beta1, time)
    const share2 = 1 - power(beta2, time)
    for (let i = from; i < to; i++) {
      const old = parameters[i]!
      const g = decay === 0 || decoupled ? gradients[i]! : gradients[i]! + decay * old
      const start = decoupled ? old * (1 - rate * decay) : old
      const m = beta1 * first[i]! + (1 - beta1) * g
      const v = beta2 * second[i]! + (1 - beta2) * (g * g)
      first[i] = m
      second[i] = v
      parameters[i] = start - rate * (m / share1 / (Math.sqrt(v / share2) + epsilon))
    }
  }
  return { step, memory: { 'first-moment': first, 'second-moment': second } }
}

function byDefinition({ name, options }: OptimizerSpec, size: number): Update {
  const definition = optimizerOf(name) as ElementwiseOptimizer
  const initial = Object.entries(definition.memories(options)) as [MemoryName, number][]
  const memories = initial.map(([memory, value]) => [memory, new Float64Array(size).fill(value)] as const)
  const step: Update['step'] = (parameters, gradients, from, to, time, learningRate) => {
    const scheduled = { ...options, learningRate }
    const before: Partial<Record<MemoryName, number>> = {}
    for (let i = from; i < to; i++) {
      for (const [memory, values] of memories) before[memory] = values[i]!
      const after = definition.update(parameters[i]!, gradients[i]!, before, scheduled, time)
      for (const [memory, values] of memories) values[i] = after.memory[memory]!
      parameters[i] = after.parameter
    }
  }
  return { step, memory: Object.fromEntries(memories) }
}
