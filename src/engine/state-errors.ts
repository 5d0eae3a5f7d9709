// Errors of states that a training cannot go on from.
import { PasoError } from '../errors.ts'

const sentence = (what: number | string): string => `${what}`.replace(/[^.]$/, '$&.')

/** @param field of the state; expected and received are counts or names */
export function wrongState(field: string, expected: number | string, received: number | string): PasoError {
  const common = { where: `${field}.`, expected: sentence(expected), received: `${received}.` }
  return new PasoError('wrong-state', {
    en: {
      what: 'the state is not one of this training.',
      ...common,
      hint: 'go on with the network, the optimizer and the rows that the state was taken with.',
    },
    es: {
      what: 'el estado no es de este entrenamiento.',
      ...common,
      hint: 'seguir con la red, el optimizador y las filas con que se tomó el estado.',
    },
  })
}
