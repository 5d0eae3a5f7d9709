// What is worth a word after a training: a network that answers worse than no network at all.
import type { Language, Warning } from '../errors.ts'
import type { ClassificationScores, RegressionScores, Scores } from '../library/scores.ts'
import type { ScoresBySet } from '../library/training.ts'
import { formatNumber } from '../print/numbers.ts'

const FOUR = 4
const number = (value: number, locale: Language): string => formatNumber(value, { digits: FOUR, locale })

interface HeldRows {
  readonly set: Readonly<Record<Language, string>>
  /** Undefined for a single one. */
  readonly target: string | undefined
}

/** A warning for each target where, on the test rows (else the validation rows), one fixed answer does better. */
export function worseThanGuessing({ train, validation, test }: ScoresBySet): Warning[] {
  const held = test ?? validation
  if (held === undefined) return []
  const set = test
    ? ({ en: 'test', es: 'prueba' } as const)
    : ({ en: 'validation', es: 'validación' } as const)
  const seen = scoresByTarget(train)
  return scoresByTarget(held).flatMap(({ target, scores }, k) => {
    const own = seen[k]!.scores
    if (scores.kind === 'number') return worseThanMean(scores, { set, target }) ?? []
    return own.kind === 'classes' ? (worseThanCommonest(scores, own, { set, target }) ?? []) : []
  })
}

interface OneTarget {
  readonly target: string | undefined
  readonly scores: ClassificationScores | RegressionScores
}

function scoresByTarget(scores: Scores): readonly OneTarget[] {
  return 'byTarget' in scores ? scores.byTarget : [{ target: undefined, scores }]
}

function worseThanMean({ metrics: { r2, rows } }: RegressionScores, held: HeldRows): Warning | undefined {
  if (r2 === undefined || r2 >= 0) return undefined
  return warning(held, rows, {
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
  held: HeldRows,
): Warning | undefined {
  const sizes = train.confusion.map(total)
  const commonest = sizes.indexOf(Math.max(...sizes))
  const guessed = total(confusion[commonest]!) / rows
  if (accuracy >= guessed) return undefined
  const name = classes[commonest]!
  return warning(held, rows, {
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
  { set, target }: HeldRows,
  rows: number,
  { en, es }: Readonly<Record<Language, { readonly what: string; readonly received: string }>>,
): Warning {
  return {
    code: 'worse-than-guessing',
    texts: {
      en: {
        ...en,
        where: `${rows} ${set.en} ${rows === 1 ? 'row' : 'rows'}${target === undefined ? '' : `, target "${target}"`}.`,
        hint: 'more rows or other columns, more epochs, a smaller --learning-rate, or fewer units in --hidden.',
      },
      es: {
        ...es,
        where: `${rows} ${rows === 1 ? 'fila' : 'filas'} de ${set.es}${target === undefined ? '' : `, columna objetivo «${target}»`}.`,
        hint: 'más filas u otras columnas, más épocas, un --learning-rate menor, o menos neuronas en --hidden.',
      },
    },
  }
}
