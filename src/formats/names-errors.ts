// The refusal of a layer's names. Apart from those of a network file: networks that are known to be right load without those.
import { PasoError } from '../errors.ts'

/** Names that are not as many as what they name. */
export function wrongNames(where: string, expected: number, received: number): PasoError {
  return new PasoError('wrong-shape', {
    en: {
      what: 'the names do not agree with the units of the layer.',
      where,
      expected: `${expected} ${expected === 1 ? 'name' : 'names'}.`,
      received: `${received}.`,
      hint: 'give a name to each unit, or to none.',
    },
    es: {
      what: 'los nombres no coinciden con las neuronas de la capa.',
      where,
      expected: `${expected} ${expected === 1 ? 'nombre' : 'nombres'}.`,
      received: `${received}.`,
      hint: 'dar un nombre a cada neurona, o a ninguna.',
    },
  })
}
