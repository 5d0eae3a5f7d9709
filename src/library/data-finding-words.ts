// The words of what a diagnosis finds in the data.
import { listed, quoted, whole } from '../data/phrases.ts'
import type { SingleColumn } from '../data/single-columns.ts'
import { type Finding, inBoth, type Tongue } from './finding.ts'

interface Sized {
  readonly name: string
  readonly size: number
}

const columnsText = (names: readonly string[], { en, language }: Tongue): string => {
  const word = en ? (names.length === 1 ? 'column' : 'columns') : names.length === 1 ? 'columna' : 'columnas'
  const shown = names.map((name) => quoted(name, language))
  return `${word} ${listed(shown, language, 'and')}`
}

const rowsOf = (count: number, rows: number, { en, language }: Tongue): string =>
  `${whole(count, language)} ${en ? 'of' : 'de'} ${whole(rows, language)} ${en ? 'rows' : 'filas'}`

export function unscaled(largest: Sized, smallest: Sized, ratio: number): Finding {
  return {
    code: 'unscaled-inputs',
    level: 'problem',
    columns: [largest.name],
    figures: { largest: largest.size, smallest: smallest.size, ratio },
    texts: inBoth((tongue) => {
      const { en, language, number } = tongue
      const [large, small] = [quoted(largest.name, language), quoted(smallest.name, language)]
      return en
        ? {
            what: 'the inputs are taken as they are, and not all on one scale.',
            where: `${columnsText([largest.name], tongue)}.`,
            received: `the root mean square of ${large} is ${number(largest.size)}${ratio > 1 ? `, and that of ${small} ${number(smallest.size)}` : ''}.`,
            why: 'the gradient of a weight grows with its input: large columns decide everything, and units saturate.',
            hint: '--scaling standard, which is the default.',
          }
        : {
            what: 'las entradas se toman como están, y no todas en la misma escala.',
            where: `${columnsText([largest.name], tongue)}.`,
            received: `la raíz de la media de los cuadrados de ${large} es ${number(largest.size)}${ratio > 1 ? `, y la de ${small}, ${number(smallest.size)}` : ''}.`,
            why: 'el gradiente de un peso crece con su entrada: las columnas grandes lo deciden todo y las neuronas se saturan.',
            hint: '--scaling standard, que se usa si no se dice otra cosa.',
          }
    }),
  }
}

interface FarColumn {
  readonly name: string
  /** The share of the rows. */
  readonly far: number
  /** In standard deviations of the training. */
  readonly mean: number
}

/** @param names of all such columns; the worst is told */
export function outside(names: readonly string[], worst: FarColumn): Finding {
  return {
    code: 'outside-training',
    level: 'problem',
    columns: names,
    figures: { share: worst.far, mean: worst.mean },
    texts: inBoth((tongue) => {
      const { en, language, number, percent } = tongue
      const name = quoted(worst.name, language)
      return en
        ? {
            what: 'these rows are far from those of the training.',
            where: `${columnsText(names, tongue)}.`,
            received: `in ${name} ${percent(worst.far)} of the rows are more than 6 standard deviations from the training mean; their mean is ${number(worst.mean)} of them away.`,
            why: 'of the training rows no more than 1 in 36 can be so far; nothing is known of what the network answers there.',
            hint: 'see whether the column is in the same unit, or train again with such rows.',
          }
        : {
            what: 'estas filas están lejos de las del entrenamiento.',
            where: `${columnsText(names, tongue)}.`,
            received: `en ${name}, el ${percent(worst.far)} de las filas está a más de 6 desviaciones estándar de la media del entrenamiento; su media está a ${number(worst.mean)}.`,
            why: 'de las filas del entrenamiento, a lo sumo 1 de cada 36 puede estar tan lejos; no se sabe qué responde ahí la red.',
            hint: 'revisar si la columna está en la misma unidad, o entrenar de nuevo con filas así.',
          }
    }),
  }
}

/** @param leaks of one target, the best first */
export function leak(leaks: readonly SingleColumn[]): Finding {
  const { target, measure, score, baseline } = leaks[0]!
  const names = leaks.map(({ column }) => column)
  return {
    code: 'label-leakage',
    level: 'hint',
    columns: names,
    figures: { score, baseline, rest: leaks[0]!.rest },
    texts: inBoth((tongue) => {
      const { en, language, number } = tongue
      const [name, answer] = [quoted(names[0]!, language), quoted(target, language)]
      const alone =
        measure === 'accuracy'
          ? en
            ? `accuracy ${number(score)} with ${name} alone; always the commonest class: ${number(baseline)}.`
            : `exactitud ${number(score)} solo con ${name}; siempre la clase más frecuente: ${number(baseline)}.`
          : en
            ? `R² = ${number(score)} with ${name} alone; always the mean: 0.`
            : `R² = ${number(score)} solo con ${name}; siempre la media: 0.`
      return en
        ? {
            what: `one column alone gives ${answer} away.`,
            where: `${columnsText(names, tongue)}.`,
            received: alone,
            why: 'such a column is often made from the answer, or known only after it; a score with it says nothing about new rows.',
            hint: `--ignore ${names[0]}, unless it is known before the answer is.`,
          }
        : {
            what: `una sola columna revela ${answer}.`,
            where: `${columnsText(names, tongue)}.`,
            received: alone,
            why: 'una columna así suele salir de la respuesta o conocerse solo después; una nota con ella no dice nada sobre filas nuevas.',
            hint: `--ignore ${names[0]}, salvo que se conozca antes que la respuesta.`,
          }
    }),
  }
}

interface ClassRows {
  readonly name: string
  readonly rows: number
}

export function imbalance(target: string, commonest: ClassRows, rarest: ClassRows, rows: number): Finding {
  return {
    code: 'class-imbalance',
    level: 'hint',
    figures: { commonest: commonest.rows, rarest: rarest.rows, share: commonest.rows / rows },
    texts: inBoth((tongue) => {
      const { en, language, percent } = tongue
      const of = ({ name, rows: own }: ClassRows): string =>
        `${quoted(name, language)}: ${rowsOf(own, rows, tongue)}`
      const share = percent(commonest.rows / rows)
      return en
        ? {
            what: `the classes of ${quoted(target, language)} are far from equally common.`,
            received: `${of(commonest)}; ${of(rarest)}.`,
            why: `always answering ${quoted(commonest.name, language)} would be right on ${share} of the rows: accuracy says little here.`,
            hint: '--class-weights balanced, and look at macro F1 and at the confusion matrix.',
          }
        : {
            what: `las clases de ${quoted(target, language)} están lejos de ser igual de frecuentes.`,
            received: `${of(commonest)}; ${of(rarest)}.`,
            why: `responder siempre ${quoted(commonest.name, language)} acertaría en el ${share} de las filas: la exactitud dice poco aquí.`,
            hint: '--class-weights balanced, y mirar F1 macro y la matriz de confusión.',
          }
    }),
  }
}

/** @param best how many rows can be right at most */
export function contradictory(count: number, best: number, rows: number): Finding {
  return {
    code: 'contradictory-rows',
    level: 'hint',
    figures: { rows: count, bestAccuracy: best / rows },
    texts: inBoth((tongue) =>
      tongue.en
        ? {
            what: 'rows with the same inputs have different answers.',
            received: `${rowsOf(count, rows, tongue)}.`,
            why: `no network can get more than ${tongue.percent(best / rows)} of these rows right.`,
            hint: 'see whether a column is missing that tells them apart, or whether answers are wrong.',
          }
        : {
            what: 'hay filas con las mismas entradas y respuestas distintas.',
            received: `${rowsOf(count, rows, tongue)}.`,
            why: `ninguna red puede acertar en más del ${tongue.percent(best / rows)} de estas filas.`,
            hint: 'revisar si falta una columna que las distinga o si hay respuestas equivocadas.',
          },
    ),
  }
}

export function duplicates(count: number, rows: number): Finding {
  return {
    code: 'duplicate-rows',
    level: 'hint',
    figures: { rows: count },
    texts: inBoth((tongue) =>
      tongue.en
        ? {
            what: 'many rows repeat an earlier one.',
            received: `${rowsOf(count, rows, tongue)}.`,
            why: 'a row that stands both in training and in test is no test: the score comes out too good.',
            hint: 'remove the copies before training, unless they are separate observations.',
          }
        : {
            what: 'muchas filas repiten una anterior.',
            received: `${rowsOf(count, rows, tongue)}.`,
            why: 'una fila que está en el entrenamiento y en la prueba no es una prueba: la nota sale demasiado buena.',
            hint: 'quitar las copias antes de entrenar, salvo que sean observaciones distintas.',
          },
    ),
  }
}
