// Errors of core about dropout and normalization: where a layer cannot have them, and what a step with them needs.
import { PasoError } from '../errors.ts'

/** The last layer's outputs are compared with their targets. */
export function dropoutOfOutputs(layer: number): PasoError {
  const where = `layers[${layer}].dropout`
  return new PasoError('dropout-of-outputs', {
    en: {
      what: 'the output layer cannot drop its outputs.',
      where,
      expected: 'dropout in hidden layers only.',
      why: 'each output is compared with its target.',
      hint: 'remove it.',
    },
    es: {
      what: 'la capa de salida no puede descartar sus salidas.',
      where,
      expected: 'dropout solo en las capas ocultas.',
      why: 'cada salida real se compara con la esperada.',
      hint: 'quitarlo.',
    },
  })
}

/** A step of a network with dropout, without a generator to draw from. */
export function masksMissing(): PasoError {
  return new PasoError('masks-missing', {
    en: {
      what: 'the network has dropout, and there is nothing to draw its masks from.',
      expected: 'a generator of random numbers, or the masks of each sample.',
      hint: '{ random: xoshiro(1) }, with the seed of your choice.',
    },
    es: {
      what: 'la red tiene dropout, y no hay con qué sortear sus máscaras.',
      expected: 'un generador de números al azar, o las máscaras de cada muestra.',
      hint: '{ random: xoshiro(1) }, con la semilla que se prefiera.',
    },
  })
}
