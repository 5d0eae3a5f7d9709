// What dropout and normalization do: a step of the core, on the rows in the order of the training, with the masks of its seed.
import { initialNetwork } from '../../../src/core/initialize.ts'
import { type Network, network } from '../../../src/core/network.ts'
import { optimizerSpec } from '../../../src/core/optimizer.ts'
import { step } from '../../../src/core/step.ts'
import { xoshiro } from '../../../src/math/random.ts'
import { samplesOf } from './gradients.ts'
import { agree, type Effect, type Flags, noStep, oneStep, ROWS, type Trained, trained } from './trained.ts'

const SEED = oneStep.seed as number
const RATE = oneStep['learning-rate'] as number

/** Every number of a network that a training may change, running statistics too. */
const numbersOf = ({ layers }: Network): number[] =>
  layers.flatMap(({ weights, biases, normalization }) => [
    ...weights.flat(),
    ...biases,
    ...Object.values(normalization ?? {}).flatMap((value) => (Array.isArray(value) ? value : [])),
  ])

/** Where the step of a training with these options leaves the network, computed by the core. */
function stepped(first: Trained): Network {
  const random = xoshiro(SEED)
  random.permutation(ROWS)
  const layers = first.network.layers.map(({ biases, activation }) => ({ units: biases.length, activation }))
  initialNetwork({ ...first.network, layers }, 'glorot-uniform', random)
  const dropped = first.network.layers.some(({ dropout }) => dropout > 0)
  const masks = dropped ? xoshiro(random.bits()) : undefined
  const split = xoshiro(SEED).permutation(ROWS)
  const all = samplesOf(first)
  const rows = Array.from(split, (row) => all[row]!)
  const samples = Array.from(random.permutation(ROWS), (row) => rows[row]!)
  const optimizer = optimizerSpec('sgd', { learningRate: RATE })
  // As new: the small step has moved the running statistics.
  const start = network({
    ...first.network,
    layers: first.network.layers.map((layer) => ({ ...layer, normalization: layer.normalization?.kind })),
  })
  return step(start, samples, optimizer, undefined, { random: masks }).networkAfter
}

async function isTheStepOfTheCore(flags: Flags): Promise<boolean> {
  const [first, plain, after] = [
    await trained({ ...noStep, ...flags }),
    await trained(oneStep),
    await trained({ ...oneStep, ...flags }),
  ]
  const isNew = !agree(
    plain.network.layers.flatMap(({ weights }) => weights.flat()),
    after.network.layers.flatMap(({ weights }) => weights.flat()),
  )
  return isNew && agree(numbersOf(after.network), numbersOf(stepped(first)), 1e-11)
}

export const layerEffects: Readonly<Record<string, Effect>> = {
  dropout: {
    claim: 'drops that share of the hidden outputs in a step and scales the others; to predict it drops none',
    holds: () => isTheStepOfTheCore({ dropout: 0.4 }),
  },
  normalization: {
    claim: 'normalizes the sums of the hidden layers, over the rows or over the units, and trains γ and β',
    holds: async () =>
      (await isTheStepOfTheCore({ normalization: 'layer' })) &&
      (await isTheStepOfTheCore({ normalization: 'batch' })) &&
      (await trained({ ...oneStep, normalization: 'batch,none', hidden: '3,2' })).network.layers
        .map(({ normalization }) => normalization?.kind)
        .join() === 'batch,,',
  },
}
