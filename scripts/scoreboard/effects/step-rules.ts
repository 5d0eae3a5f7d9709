// What penalties, smoothing, limits and the rules of a step do.
import { gradientsOf } from './gradients.ts'
import { agree, biasesOf, type Effect, type Flags, noStep, oneStep, trained, weightsOf } from './trained.ts'

const RATE = oneStep['learning-rate'] as number

async function parameters(flags: Flags): Promise<number[]> {
  const one = await trained(flags)
  return [...weightsOf(one), ...biasesOf(one)]
}
const minus = (one: readonly number[], other: readonly number[]): number[] =>
  one.map((value, i) => value - other[i]!)
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const lossOf = async (flags: Flags): Promise<number> => (await trained(flags)).json.history[0]!.loss
const normOf = (values: readonly number[]): number => Math.sqrt(sum(values.map((value) => value * value)))

/** Whether a penalty adds `cost` to the reported loss and `slope` to the gradients of the weights alone. */
async function penalizes(
  flags: Flags,
  cost: (weights: readonly number[]) => number,
  slope: (w: number) => number,
) {
  const first = await trained(noStep)
  const weights = weightsOf(first)
  const pulled = minus(await parameters({ ...oneStep, ...flags }), await parameters(oneStep))
  const added = (await lossOf({ ...oneStep, ...flags })) - (await lossOf(oneStep))
  return (
    agree([added], [cost(weights)]) &&
    agree(pulled, [...weights.map((w) => -RATE * slope(w)), ...biasesOf(first).map(() => 0)])
  )
}

/** Whether one step subtracts the rate times what is left of each gradient. */
async function limits(flags: Flags, left: (gradients: readonly number[]) => readonly number[]) {
  const first = await trained(noStep)
  const start = [...weightsOf(first), ...biasesOf(first)]
  const all = gradientsOf(first)
  const kept = left(all)
  const expected = start.map((parameter, i) => parameter - RATE * kept[i]!)
  return agree(await parameters({ ...oneStep, ...flags }), expected) && !agree(kept, all)
}

export const stepRuleEffects: Readonly<Record<string, Effect>> = {
  nesterov: {
    claim: 'steps along the momentum that follows: the first step is 1 + momentum times as long',
    async holds() {
      const first = await parameters(noStep)
      const plain = minus(await parameters(oneStep), first)
      const ahead = minus(await parameters({ ...oneStep, momentum: 0.5, nesterov: true }), first)
      return agree(
        ahead,
        plain.map((change) => 1.5 * change),
      )
    },
  },
  decoupled: {
    claim: 'keeps the decay out of what the optimizer does with the gradient',
    async holds() {
      const flags = { optimizer: 'adam', 'bias-initializer': 'uniform' } as const
      const first = await parameters({ ...noStep, ...flags })
      const without = await parameters({ ...oneStep, ...flags })
      const decay = { ...oneStep, ...flags, 'weight-decay': 0.2 }
      const [inside, outside] = [await parameters(decay), await parameters({ ...decay, decoupled: true })]
      const expected = first.map((parameter) => -RATE * 0.2 * parameter)
      return agree(minus(outside, without), expected) && !agree(minus(inside, without), expected)
    },
  },
  l1: {
    claim: 'adds it times the sizes of the weights to the loss, and its sign to their gradients',
    holds: () =>
      penalizes(
        { l1: 0.1 },
        (weights) => 0.1 * sum(weights.map(Math.abs)),
        (w) => 0.1 * Math.sign(w),
      ),
  },
  l2: {
    claim: 'adds half of it times the squares of the weights to the loss, and it times each to its gradient',
    holds: () =>
      penalizes(
        { l2: 0.3 },
        (weights) => 0.15 * sum(weights.map((w) => w * w)),
        (w) => 0.3 * w,
      ),
  },
  labelSmoothing: {
    claim: 'moves that share of each target to all classes: all of it makes the classes equal',
    async holds() {
      const losses = []
      const asked = { ...noStep, target: 'kind', ignore: [] }
      for (const smoothing of [0, 0.25, 0.5])
        losses.push(await lossOf({ ...asked, 'label-smoothing': smoothing }))
      // The loss is linear in the targets.
      const [none, quarter, half] = losses as [number, number, number]
      return none !== half && agree([quarter], [(none + half) / 2])
    },
  },
  clipValue: {
    claim: 'cuts each gradient down to that size',
    holds: () =>
      limits({ 'clip-value': 0.05 }, (gradients) =>
        gradients.map((g) => Math.sign(g) * Math.min(Math.abs(g), 0.05)),
      ),
  },
  clipNorm: {
    claim: 'scales all gradients down together, to that norm',
    holds: () =>
      limits({ 'clip-norm': 0.05 }, (gradients) => gradients.map((g) => (0.05 / normOf(gradients)) * g)),
  },
  maxNorm: {
    claim: 'scales the weights into a unit back to that norm where they are longer',
    async holds() {
      const rows = async (flags: Flags) =>
        (await trained({ ...oneStep, ...flags })).network.layers.flatMap(({ weights }) => weights)
      const free = await rows({})
      const held = await rows({ 'max-norm': 1 })
      const factor = (row: readonly number[]) => Math.min(1, 1 / normOf(row))
      return (
        free.some((row) => factor(row) < 1) &&
        held.every((row, i) =>
          agree(
            row,
            free[i]!.map((weight) => factor(free[i]!) * weight),
          ),
        )
      )
    },
  },
}
