// What is said of a network that hardly learns.
import type { Network } from '../core/network.ts'
import type { Language, Warning } from '../errors.ts'
import { formatNumber } from '../print/numbers.ts'

/**
 * @param l of the layer, from 0
 * @param rows that it was seen on
 */
export function deadLayer(network: Network, l: number, rows: number): Warning {
  const { weights, activation, normalization } = network.layers[l]!
  const units = weights.length
  const parameters = units * (weights[0]!.length + (normalization ? 3 : 1))
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

/** The largest gradient of the first layer, and of the last. */
export function vanishing(network: Network, first: number, last: number): Warning {
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
