// What is worth a word after a training: a network that answers worse than no network at all.
import type { Language, Warning } from '../errors.ts'
import type { ClassificationScores, RegressionScores } from '../library/scores.ts'
import type { ScoresBySet } from '../library/training.ts'
import { formatNumber } from '../print/numbers.ts'

const FOUR = 4
const number = (value: number, locale: Language): string => formatNumber(value, { digits: FOUR, locale })

/** A warning where, on the test rows (else the validation rows), one fixed answer does better than the network. */
export function worseThanGuessing({ train, validation, test }: ScoresBySet): Warning | undefined {
  const held = test ?? validation
  if (held === undefined) return undefined
  const set = test
    ? ({ en: 'test', es: 'prueba' } as const)
    : ({ en: 'validation', es: 'validación' } as const)
  if (held.kind === 'number') return worseThanMean(held, set)
  return train.kind === 'classes' ? worseThanCommonest(held, train, set) : undefined
}

function worseThanMean(
  { metrics: { r2, rows } }: RegressionScores,
  set: Readonly<Record<Language, string>>,
): Warning | undefined {
  if (r2 === undefined || r2 >= 0) return undefined
  return warning(set, rows, {
    en: {
      what: 'the network predicts worse than always answering the mean.',
      received: `R² = ${number(r2, 'en')}; always the mean: 0.`,
    },
    es: {
      what: 'la red predice peor que responder siempre la media.',
      received: `R² = ${number(r2, 'es')}; siempre la media: 0.`,
    },
  })
}

/** The class that is guessed is the commonest one of the training rows. */
function worseThanCommonest(
  { metrics: { accuracy, rows }, confusion, classes }: ClassificationScores,
  train: ClassificationScores,
  set: Readonly<Record<Language, string>>,
): Warning | undefined {
  const sizes = train.confusion.map(total)
  const commonest = sizes.indexOf(Math.max(...sizes))
  const guessed = total(confusion[commonest]!) / rows
  if (accuracy >= guessed) return undefined
  const name = classes[commonest]!
  return warning(set, rows, {
    en: {
      what: 'the network predicts worse than always answering the commonest class.',
      received: `accuracy ${number(accuracy, 'en')}; always "${name}": ${number(guessed, 'en')}.`,
    },
    es: {
      what: 'la red predice peor que responder siempre la clase más frecuente.',
      received: `exactitud ${number(accuracy, 'es')}; siempre «${name}»: ${number(guessed, 'es')}.`,
    },
  })
}

const total = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0)

function warning(
  set: Readonly<Record<Language, string>>,
  rows: number,
  { en, es }: Readonly<Record<Language, { readonly what: string; readonly received: string }>>,
): Warning {
  return {
    code: 'worse-than-guessing',
    texts: {
      en: {
        ...en,
        where: `${rows} ${set.en} ${rows === 1 ? 'row' : 'rows'}.`,
        hint: 'more rows or other columns, more epochs, a smaller --learning-rate, or fewer units in --hidden.',
      },
      es: {
        ...es,
        where: `${rows} ${rows === 1 ? 'fila' : 'filas'} de ${set.es}.`,
        hint: 'más filas u otras columnas, más épocas, un --learning-rate menor, o menos neuronas en --hidden.',
      },
    },
  }
}
