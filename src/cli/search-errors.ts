// What a search refuses: a space that is none, options that do not vary, and a search of which nothing came.
import { PasoError } from '../errors.ts'
import { type OptionDefinition, type OptionName, options } from '../options.ts'
import { nearest } from '../suggest.ts'
import { refusal } from './usage-errors.ts'

const where = { en: 'option --vary.', es: 'opción --vary.' }
const example = '--vary hidden=8/16/32,16 --vary learning-rate=0.001..0.1,log'

export function notASpace(text: string): PasoError {
  return refusal(
    'not-a-space',
    {
      what: `"${text}" does not say what to try.`,
      where: where.en,
      expected: 'OPTION=VALUE/VALUE, or OPTION=LOW..HIGH, and ,log or ,N after it.',
      hint: example,
    },
    {
      what: `«${text}» no dice qué probar.`,
      where: where.es,
      expected: 'OPCIÓN=VALOR/VALOR, u OPCIÓN=MÍNIMO..MÁXIMO, y después ,log o ,N.',
      hint: example,
    },
  )
}

export function cannotVary(flag: string, known: readonly string[]): PasoError {
  const exists = Object.values(options).some((option) => option.flag === flag)
  const meant = exists ? undefined : nearest(flag, known)
  const hint = meant === undefined ? example : `--vary ${meant}=...`
  return refusal(
    'cannot-vary',
    {
      what: exists
        ? `the option --${flag} cannot vary in a search.`
        : `there is no option --${flag} to vary.`,
      where: where.en,
      expected: 'an option of the network or of its training, such as hidden, learning-rate or batch-size.',
      received: `${flag}.`,
      ...(exists && {
        why: 'with other rows, another target or another seed the scores could not be compared; the rest is no matter of training.',
      }),
      hint,
    },
    {
      what: exists
        ? `la opción --${flag} no puede variar en una búsqueda.`
        : `no existe la opción --${flag} para variar.`,
      where: where.es,
      expected: 'una opción de la red o de su entrenamiento, como hidden, learning-rate o batch-size.',
      received: `${flag}.`,
      ...(exists && {
        why: 'con otras filas, otra columna objetivo u otra semilla las notas no se podrían comparar; lo demás no es parte del entrenamiento.',
      }),
      hint,
    },
  )
}

export function repeatedVariation(flag: string): PasoError {
  return refusal(
    'repeated-variation',
    { what: `--vary ${flag} stands twice.`, where: where.en, hint: 'put all its values into one.' },
    { what: `--vary ${flag} está dos veces.`, where: where.es, hint: 'poner todos sus valores en uno.' },
  )
}

/** The option is given and varied. */
export function givenAndVaried(flag: string): PasoError {
  return refusal(
    'conflicting-options',
    {
      what: `the option --${flag} is given, and varies.`,
      where: `options --${flag} and --vary.`,
      expected: 'one of them.',
      hint: `remove --${flag}.`,
    },
    {
      what: `la opción --${flag} está dada, y varía.`,
      where: `opciones --${flag} y --vary.`,
      expected: 'una de ellas.',
      hint: `quitar --${flag}.`,
    },
  )
}

export function gridHasNoDraws(): PasoError {
  return refusal(
    'conflicting-options',
    {
      what: 'a grid is not drawn: --grid and --trials do not go together.',
      where: 'options --grid and --trials.',
      expected: 'one of them.',
      hint: 'remove --trials.',
    },
    {
      what: 'una grilla no se sortea: --grid y --trials no van juntas.',
      where: 'opciones --grid y --trials.',
      expected: 'una de ellas.',
      hint: 'quitar --trials.',
    },
  )
}

export function noRangeOf({ flag, example: own }: OptionDefinition): PasoError {
  return refusal(
    'no-range',
    {
      what: `the option --${flag} is no number: it has no range.`,
      where: where.en,
      expected: 'values with / between them.',
      hint: `--vary ${own.replace(/^--([\w-]+) /, '$1=')}/...`,
    },
    {
      what: `la opción --${flag} no es un número: no tiene rango.`,
      where: where.es,
      expected: 'valores separados por /.',
      hint: `--vary ${own.replace(/^--([\w-]+) /, '$1=')}/...`,
    },
  )
}

export function emptyRange({ flag }: OptionDefinition, text: string, log: boolean): PasoError {
  return refusal(
    'empty-range',
    {
      what: `the range of --${flag} is empty.`,
      where: where.en,
      expected: `LOW..HIGH with LOW below HIGH${log ? ' and above 0, as a logarithm needs' : ''}; at least 2 values in a grid.`,
      received: `${text}.`,
      hint: `--vary ${flag}=${log ? '0.001..0.1,log' : '1..10'}`,
    },
    {
      what: `el rango de --${flag} está vacío.`,
      where: where.es,
      expected: `MÍNIMO..MÁXIMO con MÍNIMO menor que MÁXIMO${log ? ' y mayor que 0, como pide un logaritmo' : ''}; al menos 2 valores en una grilla.`,
      received: `${text}.`,
      hint: `--vary ${flag}=${log ? '0.001..0.1,log' : '1..10'}`,
    },
  )
}

/** A range in a grid, without how many values. */
export function noPoints(name: OptionName): PasoError {
  const { flag } = options[name]
  return refusal(
    'no-points',
    {
      what: `how many values of --${flag} stand in the grid is not said.`,
      where: where.en,
      expected: 'LOW..HIGH,N or LOW..HIGH,log,N.',
      hint: `add ,5 to the range of ${flag}.`,
    },
    {
      what: `no se dice cuántos valores de --${flag} hay en la grilla.`,
      where: where.es,
      expected: 'MÍNIMO..MÁXIMO,N o MÍNIMO..MÁXIMO,log,N.',
      hint: `agregar ,5 al rango de ${flag}.`,
    },
  )
}

export function tooManyTrials(count: number, most: number): PasoError {
  return refusal(
    'too-many-trials',
    {
      what: `the grid has ${count} combinations.`,
      where: where.en,
      expected: `at most ${most}.`,
      hint: 'fewer values, or draws with --trials in place of --grid.',
    },
    {
      what: `la grilla tiene ${count} combinaciones.`,
      where: where.es,
      expected: `a lo sumo ${most}.`,
      hint: 'menos valores, o sorteos con --trials en lugar de --grid.',
    },
  )
}

/** @param score of another task */
export function unsuitableScore(score: string, suitable: readonly string[]): PasoError {
  return refusal(
    'unsuitable-score',
    {
      what: `the score ${score} does not suit the task.`,
      where: 'option --score.',
      expected: `${suitable.join(', ')}.`,
      received: `${score}.`,
      hint: `--score ${suitable[0]}`,
    },
    {
      what: `la nota ${score} no corresponde a la tarea.`,
      where: 'opción --score.',
      expected: `${suitable.join(', ')}.`,
      received: `${score}.`,
      hint: `--score ${suitable[0]}`,
    },
  )
}

export function nothingToDecide(): PasoError {
  return refusal(
    'nothing-to-decide',
    {
      what: 'no rows decide which trial is the best.',
      where: 'option --validation.',
      expected: 'a share above 0, or --folds.',
      hint: '--folds 5',
    },
    {
      what: 'ninguna fila decide qué ensayo es el mejor.',
      where: 'opción --validation.',
      expected: 'una parte mayor que 0, o --folds.',
      hint: '--folds 5',
    },
  )
}

/** @param first what the first trial said */
export function nothingWorked(trials: number, first: string): PasoError {
  return new PasoError(
    'no-trial-worked',
    {
      en: {
        what: trials === 1 ? 'the only trial failed.' : `all ${trials} trials failed.`,
        received: first,
        hint: 'train once with paso train, and see what it says.',
      },
      es: {
        what: trials === 1 ? 'el único ensayo falló.' : `los ${trials} ensayos fallaron.`,
        received: first,
        hint: 'entrenar una vez con paso train y ver qué dice.',
      },
    },
    1,
  )
}
