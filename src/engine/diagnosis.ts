// Diagnosis: why a network hardly learns: layers whose units all stay silent, and gradients that shrink on their way back.
import { backward } from '../core/backward.ts'
import { forwardPass } from '../core/forward.ts'
import type { Network, Sample } from '../core/network.ts'
import type { Language, Warning } from '../errors.ts'
import { activationOf } from '../math/activations.ts'
import { formatNumber } from '../print/numbers.ts'

/** So many rows tell whether gradients shrink. */
const ROWS_LOOKED_AT = 64

/** A first layer whose gradients are so much smaller than the last one's learns that much more slowly. */
const VANISHING = 1e-6

/** @param samples at least one; training rows, as the network takes them */
export function diagnose(start: Network, trained: Network, samples: readonly Sample[]): Warning[] {
  const vanishing = vanishingGradient(start, samples.slice(0, ROWS_LOOKED_AT))
  return [...deadLayers(trained, samples), ...(vanishing ? [vanishing] : [])]
}

/** Hidden layers whose units give 0, with slope 0, on every row. */
function deadLayers(network: Network, samples: readonly Sample[]): Warning[] {
  const candidates = network.layers.slice(0, -1).flatMap((layer, l) => {
    const { kind, range } = activationOf(layer.activation.name)
    return kind === 'elementwise' && range.low === 0 ? [l] : []
  })
  const alive = new Set<number>()
  for (const sample of samples) {
    if (alive.size === candidates.length) return []
    const trace = forwardPass(network, sample)
    const { slopes } = backward(network, trace)
    for (const l of candidates) if (slopes[l]!.some((slope) => slope !== 0)) alive.add(l)
  }
  return candidates.filter((l) => !alive.has(l)).map((l) => deadLayer(network, l, samples.length))
}

function deadLayer(network: Network, l: number, rows: number): Warning {
  const { weights, activation } = network.layers[l]!
  const units = weights.length
  const parameters = units * (weights[0]!.length + 1)
  const { name } = activation
  return {
    code: 'dead-layer',
    texts: {
      en: {
        what: `no unit of hidden layer ${l + 1} responds to any training row.`,
        where: `after the training, all ${units} ${name} units give 0 on all ${rows} rows.`,
        why: `the slope of ${name} is 0 there, so the gradient of the ${parameters} parameters of the layer is exactly 0: they cannot learn.`,
        hint: 'another seed, a smaller learning rate, or --activation leaky-relu.',
      },
      es: {
        what: `ninguna neurona de la capa oculta ${l + 1} responde a ninguna fila de entrenamiento.`,
        where: `después del entrenamiento, las ${units} neuronas ${name} dan 0 en las ${rows} filas.`,
        why: `ahí la pendiente de ${name} es 0, y el gradiente de los ${parameters} parámetros de la capa es exactamente 0: no pueden aprender.`,
        hint: 'otra semilla, una tasa de aprendizaje menor, o --activation leaky-relu.',
      },
    },
  }
}

function vanishingGradient(network: Network, samples: readonly Sample[]): Warning | undefined {
  const last = network.layers.length - 1
  if (last < 2) return undefined
  const largest = new Array<number>(network.layers.length).fill(0)
  for (const sample of samples) {
    const trace = forwardPass(network, sample)
    backward(network, trace).deltas.forEach((deltas, l) => {
      const signal = l === 0 ? sample.input : trace.activations[l - 1]!
      const [delta, input] = [largestOf(deltas), largestOf(signal)]
      largest[l] = Math.max(largest[l]!, delta * Math.max(1, input))
    })
  }
  if (!(largest[0]! < VANISHING * largest[last]!)) return undefined
  return vanishing(network, largest[0]!, largest[last]!)
}

const largestOf = (values: readonly number[]): number => Math.max(...values.map(Math.abs))

function vanishing(network: Network, first: number, last: number): Warning {
  const layers = network.layers.length
  const { name } = network.layers[0]!.activation
  const text = (value: number, locale: Language): string => formatNumber(value, { digits: 3, locale })
  return {
    code: 'vanishing-gradient',
    texts: {
      en: {
        what: 'the first layers hardly learn.',
        where: `step 1, ${layers} layers, ${name} in the first; the largest gradient is ${text(last, 'en')} in layer ${layers} and ${text(first, 'en')} in layer 1.`,
        why: 'each layer multiplies the gradient by its slopes and weights, and here most of these products are far below 1.',
        hint: 'relu or tanh in the hidden layers, or fewer of them.',
      },
      es: {
        what: 'las primeras capas casi no aprenden.',
        where: `paso 1, ${layers} capas, ${name} en la primera; el mayor gradiente es ${text(last, 'es')} en la capa ${layers} y ${text(first, 'es')} en la capa 1.`,
        why: 'cada capa multiplica el gradiente por sus pendientes y sus pesos, y aquí la mayoría de esos productos queda muy por debajo de 1.',
        hint: 'relu o tanh en las capas ocultas, o menos capas.',
      },
    },
  }
}
