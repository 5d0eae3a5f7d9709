// What the options about the network and its first weights do.
import { initialNetwork } from '../../../src/core/initialize.ts'
import { activationNames } from '../../../src/math/activations.ts'
import { biasInitializerNames, initializerNames } from '../../../src/math/initializers.ts'
import { xoshiro } from '../../../src/math/random.ts'
import {
  agree,
  biasesOf,
  type Effect,
  noStep,
  oneStep,
  sameBits,
  type Trained,
  trained,
  weightsOf,
} from './trained.ts'

const different = (all: readonly unknown[]): boolean =>
  new Set(all.map((one) => JSON.stringify(one))).size === all.length

/** A network of the same shape, drawn in the core after the split of the same seed. */
function drawn({ network }: Trained, initializer: (typeof initializerNames)[number]) {
  const random = xoshiro(3)
  random.permutation(60)
  const layers = network.layers.map(({ biases, activation }) => ({ units: biases.length, activation }))
  return initialNetwork({ ...network, layers }, initializer, random)
}

export const networkEffects: Readonly<Record<string, Effect>> = {
  hidden: {
    claim: 'gives the hidden layers their units',
    async holds() {
      const { network } = await trained({ hidden: '7,5,3', epochs: 1 })
      return network.layers.map(({ biases }) => biases.length).join() === '7,5,3,1'
    },
  },
  activation: {
    claim: 'computes with each of the functions: no two give the same weights after a step',
    async holds() {
      const all = []
      for (const activation of activationNames) {
        const one = await trained({ ...oneStep, activation, initializer: 'glorot-uniform' })
        if (one.network.layers[0]!.activation.name !== activation) return false
        all.push(weightsOf(one))
      }
      return different(all)
    },
  },
  initializer: {
    claim: 'draws the weights of all layers: those that the core draws from the same seed',
    async holds() {
      for (const initializer of initializerNames) {
        const one = await trained({ ...noStep, initializer })
        const expected = drawn(one, initializer).layers.flatMap(({ weights }) => weights.flat())
        if (!agree(weightsOf(one), expected, 0)) return false
      }
      return true
    },
  },
  biasInitializer: {
    claim: 'draws the biases, which are 0 otherwise',
    async holds() {
      const all: number[][] = []
      for (const name of biasInitializerNames) {
        all.push(biasesOf(await trained({ ...noStep, 'bias-initializer': name })))
      }
      const none = biasesOf(await trained(noStep))
      const isZero = (bias: number) => Math.abs(bias) < 1e-290
      return none.every(isZero) && all.filter((biases) => !biases.every(isZero)).length === all.length - 1
    },
  },
  loss: {
    claim: 'is what training makes small: the losses of a regression are those errors of its answers',
    async holds() {
      const of = async (loss: string) => {
        const { json, file } = await trained({ ...oneStep, loss, validation: 0.5, epochs: 4 })
        const { scale } = file.encoding!.target as { readonly scale: number }
        const { validationLoss } = json.history[json.bestEpoch - 1]!
        return { value: validationLoss!, scale, errors: json.metrics.validation! }
      }
      const [mse, half, mae] = [await of('mse'), await of('half-squared-error'), await of('mae')]
      return (
        agree([mse.value], [mse.errors.mse! / mse.scale ** 2]) &&
        agree([half.value], [half.errors.mse! / half.scale ** 2 / 2]) &&
        agree([mae.value], [mae.errors.mae! / mae.scale])
      )
    },
  },
  seed: {
    claim: 'decides rows, weights and order: the same gives the same bits, another others',
    async holds() {
      const of = async (seed: number) => (await trained({ epochs: 3, hidden: 3, seed })).network
      return sameBits(await of(4), await of(4)) && !sameBits(await of(4), await of(5))
    },
  },
}
