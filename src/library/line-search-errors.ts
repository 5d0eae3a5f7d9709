// Errors of the library about optimizers that search for the length of their steps.
import type { PasoError } from '../errors.ts'
import { refusal, same } from './phrases.ts'

/** An option that does not go with such an optimizer. */
export function notWithSearch(option: string, optimizer: string): PasoError {
  const instead = option === 'weightDecay' ? 'l2' : undefined
  return refusal('conflicting-options', {
    what: {
      en: `the optimizer ${optimizer} does not take ${option}.`,
      es: `el optimizador ${optimizer} no admite ${option}.`,
    },
    received: same(`${optimizer}.`),
    why: {
      en: 'it finds the length of each step itself, on all rows at once, and on a loss that is the same at each look.',
      es: 'halla él mismo la longitud de cada paso, con todas las filas a la vez, y en un error que es el mismo cada vez que lo mira.',
    },
    hint: instead
      ? { en: `${instead} in its place, or adam.`, es: `${instead} en su lugar, o adam.` }
      : { en: `leave ${option} out, or choose adam.`, es: `omitir ${option}, o elegir adam.` },
  })
}

/** A range test of the learning rate, where there is none. */
export function noRateToTest(optimizer: string, others: readonly string[]): PasoError {
  return refusal('no-rate-to-test', {
    what: {
      en: `the optimizer ${optimizer} has no learning rate to test.`,
      es: `el optimizador ${optimizer} no tiene tasa de aprendizaje que probar.`,
    },
    expected: { en: `${others.join(', ')}.`, es: `${others.join(', ')}.` },
    received: same(`${optimizer}.`),
    why: {
      en: 'it finds the length of each step itself.',
      es: 'halla él mismo la longitud de cada paso.',
    },
    hint: {
      en: `train with ${optimizer} as it is, or test adam.`,
      es: `entrenar con ${optimizer} tal como es, o probar adam.`,
    },
  })
}
