// What a run refuses itself; all else comes from src/.
import { PasoError } from '../../src/errors.ts'

/** The famous mistake, of a network that cannot be trained with it. */
export function noMistake(most: number): PasoError {
  const [en, es] = [most.toLocaleString('en'), most.toLocaleString('es')]
  return new PasoError('no-mistake', {
    en: {
      what: 'this network cannot be trained too early.',
      expected: `an optimiser other than L-BFGS, no normalization, no dropout, and ${en} weights at most.`,
      hint: 'choose the order "in order", or another network.',
    },
    es: {
      what: 'esta red no se puede entrenar antes de tiempo.',
      expected: `un optimizador que no sea L-BFGS, sin normalización, sin dropout, y ${es} pesos como mucho.`,
      hint: 'elegir el orden «en orden», u otra red.',
    },
  })
}
