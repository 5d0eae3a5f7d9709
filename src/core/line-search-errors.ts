// Errors of core about optimizers that search for their steps: what they do not go with.
import { PasoError } from '../errors.ts'

/** Dropout makes the loss another function at each look. */
export function dropoutWithSearch(optimizer: string): PasoError {
  return new PasoError('dropout-with-search', {
    en: {
      what: `the optimizer ${optimizer} does not go with dropout.`,
      expected: 'a network without dropout.',
      why: 'it compares the loss at several points, and dropout draws another loss each time.',
      hint: 'the optimizer adam, or no dropout.',
    },
    es: {
      what: `el optimizador ${optimizer} no va con dropout.`,
      expected: 'una red sin dropout.',
      why: 'compara el error en varios puntos, y dropout sortea otro error cada vez.',
      hint: 'el optimizador adam, o ningún dropout.',
    },
  })
}

/** A limit of gradients or weights would change what was searched for. */
export function limitsOfSearch(optimizer: string, received: string): PasoError {
  return new PasoError('conflicting-options', {
    en: {
      what: `the optimizer ${optimizer} does not go with ${received}.`,
      expected: 'no limit of the gradients or of the weights.',
      received: `${received}.`,
      why: 'it searches for the length of each step itself, on the loss as it is.',
      hint: 'remove it, or choose the optimizer adam.',
    },
    es: {
      what: `el optimizador ${optimizer} no va con ${received}.`,
      expected: 'ningún límite de los gradientes ni de los pesos.',
      received: `${received}.`,
      why: 'busca él mismo la longitud de cada paso, en el error tal como es.',
      hint: 'quitarlo, o elegir el optimizador adam.',
    },
  })
}
