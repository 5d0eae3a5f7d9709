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

/** Telling and short cuts take the last layer's z as it is. */
export function normalizationOfOutputs(layer: number): PasoError {
  const where = `layers[${layer}].normalization`
  return new PasoError('normalization-of-outputs', {
    en: {
      what: 'the output layer cannot be normalized.',
      where,
      expected: 'normalization in hidden layers only.',
      why: 'an output is compared with its target as the last activation gives it.',
      hint: 'remove it.',
    },
    es: {
      what: 'la capa de salida no se puede normalizar.',
      where,
      expected: 'normalización solo en las capas ocultas.',
      why: 'la salida real se compara con la esperada tal como la da la última activación.',
      hint: 'quitarla.',
    },
  })
}

/** γ, β or running statistics that are not one for each unit. */
export function wrongNormalization(where: string, units: number, received: number): PasoError {
  const common = { where, received: `${received}.` }
  return new PasoError('wrong-shape', {
    en: {
      ...common,
      what: 'a list of a normalization does not agree with the units of its layer.',
      expected: units === 1 ? '1 number.' : `${units} numbers: one for each unit.`,
      hint: 'correct the list, or give one number for all units.',
    },
    es: {
      ...common,
      what: 'una lista de una normalización no coincide con las neuronas de su capa.',
      expected: units === 1 ? '1 número.' : `${units} números: uno por neurona.`,
      hint: 'corregir la lista, o dar un solo número para todas las neuronas.',
    },
  })
}

/** A training batch of one row, in a network with batch normalization. */
export function batchOfOne(): PasoError {
  return new PasoError('batch-of-one', {
    en: {
      what: 'batch normalization cannot train on a batch of one row.',
      expected: 'at least two rows.',
      why: 'the mean of one row is that row: z − μ is 0 in every unit, and nothing of the input is left.',
      hint: 'a batch of several rows, or layer normalization, which looks at each row alone.',
    },
    es: {
      what: 'la normalización por lotes (batch normalization) no puede entrenar con un lote de una sola fila.',
      expected: 'al menos dos filas.',
      why: 'la media de una sola fila es esa fila: z − μ da 0 en cada neurona, y de la entrada no queda nada.',
      hint: 'un lote de varias filas, o la normalización por capa (layer normalization), que mira cada fila por separado.',
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
