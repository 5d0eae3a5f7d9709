// Errors of the rules of a training step: label smoothing, sample weights and schedules that do not fit.
import { type ErrorText, PasoError } from '../errors.ts'
import { intervalText, nonNegativeReals } from '../math/interval.ts'
import { nearest } from '../suggest.ts'

const refusal = (code: string, common: Partial<ErrorText>, en: ErrorText, es: ErrorText): PasoError =>
  new PasoError(code, { en: { ...common, ...en }, es: { ...common, ...es } })

const list = (names: readonly string[]): string => `${names.join(', ')}.`

/** Label smoothing with a loss whose targets are not probabilities. */
export function cannotSmooth(loss: string, smoothable: readonly string[]): PasoError {
  return refusal(
    'cannot-smooth',
    { where: 'loss.labelSmoothing', expected: list(smoothable), received: `${loss}.` },
    {
      what: `the loss ${loss} has no classes to smooth.`,
      why: 'label smoothing takes a share of the true class and gives it to all classes.',
      hint: 'leave label smoothing out, or choose a cross-entropy.',
    },
    {
      what: `la función de error ${loss} no tiene clases que suavizar.`,
      why: 'el suavizado de etiquetas (label smoothing) quita una parte a la clase verdadera y la reparte entre todas.',
      hint: 'quitar el suavizado de etiquetas, o elegir una entropía cruzada.',
    },
  )
}

export function sampleWeightOutOfRange(sample: number, received: number): PasoError {
  return refusal(
    'sample-weight-out-of-range',
    { where: `samples[${sample}].weight`, received: `${received}.` },
    {
      what: 'the weight of a sample is not usable.',
      expected: `a number in ${intervalText(nonNegativeReals)}: 0 leaves the sample out, 2 counts it twice.`,
      hint: 'correct the weight.',
    },
    {
      what: 'el peso de una muestra no sirve.',
      expected: `un número en ${intervalText(nonNegativeReals)}: 0 deja la muestra fuera, 2 la cuenta dos veces.`,
      hint: 'corregir el peso.',
    },
  )
}

export function unknownScheduleOption(
  schedule: string,
  received: string,
  names: readonly string[],
): PasoError {
  return refusal(
    'unknown-option',
    { where: 'schedule', expected: list([...names, 'warmup']), received: `${received}.` },
    {
      what: `the schedule ${schedule} has no option "${received}".`,
      hint: nearest(received, names) ?? 'remove it.',
    },
    {
      what: `el plan ${schedule} no tiene la opción «${received}».`,
      hint: nearest(received, names) ?? 'quitarlo.',
    },
  )
}
