// Words: what the report says, in both languages, and its numbers.
import type { Language } from '../src/errors.ts'
import type { EpochResult } from './epochs.ts'
import type { Sweep } from './growth.ts'
import type { Entry } from './race.ts'

export interface Words {
  readonly speed: string
  readonly times: string
  readonly quartiles: string
  readonly own: string
  readonly doubles: string
  readonly disagrees: string
  readonly failed: (name: string, message: string) => string
  readonly absent: (name: string, install: string) => string
  readonly on: (rounds: number, window: number) => string
  readonly busy: (load: string, cores: number) => string
  readonly operations: (count: string) => string
  readonly cores: (count: number) => string
  /** Heads of the table of costs. */
  readonly costs: Readonly<Record<Cost, string>>
  readonly library: string
  readonly growth: Readonly<Record<Sweep, string>>
  readonly perRow: string
  readonly perTurn: string
  readonly asOperations: string
  readonly sweep: string
  readonly operationsAlone: string
  /** Heads of the table of epochs. */
  readonly epochs: Readonly<Record<keyof EpochResult, string>>
}

/** What else is measured of a case. */
export type Cost = 'loaded' | 'firstStep' | 'peak' | 'latency' | 'answers'

export const words: Readonly<Record<Language, Words>> = {
  en: {
    speed: 'thousand rows/s',
    times: 'Paso ÷ it',
    quartiles: 'quartiles',
    own: 'r: with the loss that this library has, and one row a step where it takes no batch',
    doubles: 'd: in doubles, where the case asks for float32',
    disagrees: '✗: its loss is another: it has not done the same, and has no speed',
    failed: (name, message) => `${name} broke off: ${message}`,
    absent: (name, install) => `${name} is not installed: ${install}`,
    on: (rounds, window) =>
      `Medians and quartiles of ${rounds} windows of ${window} ms or more, taken in turn.`,
    busy: (load, cores) =>
      `Other work was running when it began, a load of ${load} on ${cores} cores: ratios are rough, and rows with two threads say little.`,
    operations: (count) => `${count} operations a row`,
    cores: (count) => `${count} cores`,
    costs: {
      loaded: 'loaded, ms',
      firstStep: 'first step, ms',
      peak: 'memory, MB',
      latency: 'one answer, µs',
      answers: 'answers, 1000/s',
    },
    library: 'library',
    growth: {
      width: 'width: 64-w-10, batch 32',
      depth: 'depth: 64 inputs, d layers of 64, 10 outputs, batch 32',
      batch: 'batch: 784-128-10',
      rows: 'rows: 64-32-10, batch 32',
    },
    perRow: 'µs a row',
    perTurn: 'ms for all rows',
    asOperations: 'as the operations',
    sweep: 'what grows',
    operationsAlone: 'operations',
    epochs: {
      name: 'Paso wasm',
      steps: 'steps, µs',
      shuffled: 'shuffled ÷',
      validated: 'validated ÷',
      scored: 'scored ÷',
    },
  },
  es: {
    speed: 'miles de filas/s',
    times: 'Paso ÷ esta',
    quartiles: 'cuartiles',
    own: 'r: con la pérdida que esa biblioteca tiene, y fila a fila si no tiene lotes',
    doubles: 'd: en float64, donde el caso pide float32',
    disagrees: '✗: su pérdida es otra: no ha hecho lo mismo, y no tiene velocidad',
    failed: (name, message) => `${name} se interrumpió: ${message}`,
    absent: (name, install) => `${name} no está instalado: ${install}`,
    on: (rounds, window) => `Medianas y cuartiles de ${rounds} ventanas de ${window} ms o más, por turnos.`,
    busy: (load, cores) =>
      `Había otro trabajo en marcha al comenzar, una carga de ${load} en ${cores} núcleos: los cocientes son aproximados, y las filas con dos hilos dicen poco.`,
    operations: (count) => `${count} operaciones por fila`,
    cores: (count) => `${count} núcleos`,
    costs: {
      loaded: 'cargada, ms',
      firstStep: 'primer paso, ms',
      peak: 'memoria, MB',
      latency: 'respuesta, µs',
      answers: 'en bloque, miles/s',
    },
    library: 'biblioteca',
    growth: {
      width: 'ancho: 64-w-10, lotes de 32',
      depth: 'profundidad: 64 entradas, d capas de 64, 10 salidas, lotes de 32',
      batch: 'lote: 784-128-10',
      rows: 'filas: 64-32-10, lotes de 32',
    },
    perRow: 'µs por fila',
    perTurn: 'ms para todas las filas',
    asOperations: 'como las operaciones',
    sweep: 'qué crece',
    operationsAlone: 'operaciones',
    epochs: {
      name: 'Paso wasm',
      steps: 'pasos, µs',
      shuffled: 'barajada ÷',
      validated: 'validada ÷',
      scored: 'evaluada ÷',
    },
  },
}

/** Three digits that count, with the separators of the language. */
export function number(value: number, language: Language): string {
  const digits = value >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 }
  return new Intl.NumberFormat(language, { ...digits, useGrouping: true }).format(value)
}

/** With two decimals. */
export const hundredths = (value: number, language: Language): string =>
  new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value)

/** What is said of an entry beside its name: r for rows or a loss of its own, d for doubles. */
export function notesOf(
  { batch, arithmetic, precision }: Entry,
  asked: Pick<Entry, 'batch' | 'arithmetic' | 'precision'>,
) {
  const own = batch !== asked.batch || arithmetic !== asked.arithmetic
  return `${own ? 'r' : ''}${precision === asked.precision ? '' : 'd'}`
}
