// What the library refuses of losses: one that does not suit the task, and label smoothing without classes.
import type { PasoError } from '../errors.ts'
import { either, refusal, same } from './phrases.ts'

/** @param activation of the last layer, which the task decides */
export function unsuitableLoss(name: string, activation: string, suitable: readonly string[]): PasoError {
  return refusal('unsuitable-loss', {
    what: {
      en: `the loss ${name} does not suit the task.`,
      es: `la función de error ${name} no corresponde a la tarea.`,
    },
    where: { en: `last layer: ${activation}.`, es: `última capa: ${activation}.` },
    expected: { en: `${either(suitable, 'or')}.`, es: `${either(suitable, 'o')}.` },
    received: same(`${name}.`),
    hint: same(suitable[0]!),
  })
}

/** Label smoothing without classes. @param fitting the losses of the task that have classes: none in a regression */
export function nothingToSmooth(loss: string, fitting: readonly string[]): PasoError {
  const regression = fitting.length === 0
  return refusal('cannot-smooth', {
    what: regression
      ? {
          en: 'label smoothing does not suit a regression.',
          es: 'el suavizado de etiquetas (label smoothing) no corresponde a una regresión.',
        }
      : {
          en: `the loss ${loss} has no classes to smooth.`,
          es: `la función de error ${loss} no tiene clases que suavizar.`,
        },
    where: { en: 'option labelSmoothing.', es: 'opción labelSmoothing.' },
    ...(!regression && {
      expected: same(`${fitting.join(', ')}.`),
      received: same(`${loss}.`),
    }),
    why: {
      en: `label smoothing takes a share of the true class and gives it to all classes${regression ? '; numbers have none' : ''}.`,
      es: `el suavizado quita una parte a la clase verdadera y la reparte entre todas${regression ? '; los números no tienen clases' : ''}.`,
    },
    hint: {
      en: `leave label smoothing out${regression ? '' : ', or choose that loss'}.`,
      es: `quitar el suavizado de etiquetas${regression ? '' : ', o elegir esa función de error'}.`,
    },
  })
}
