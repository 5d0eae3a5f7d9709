// What checkpoints refuse: a file that another run writes, another table, options that contradict the training that goes on.
import type { PasoError, Warning } from '../errors.ts'
import { type Phrase, refusal, same, shown } from './phrases.ts'

/** Who holds a lock. */
export interface Holder {
  readonly pid: number
  readonly host: string
  /** When the process began, as the system counts it; null where the system does not tell. */
  readonly began: string | null
}

export function fileInUse(path: string, { pid, host }: Holder, lock: string): PasoError {
  return refusal('file-in-use', {
    what: { en: `another run is writing ${path}.`, es: `otro entrenamiento está escribiendo ${path}.` },
    where: {
      en: `process ${pid} on ${host}; the lock is ${lock}.`,
      es: `proceso ${pid} en ${host}; el bloqueo es ${lock}.`,
    },
    hint: {
      en: 'wait until it ends, or write to another file. If there is no such run, delete the lock.',
      es: 'esperar a que termine, o escribir en otro archivo. Si no existe tal entrenamiento, borrar el bloqueo.',
    },
  })
}

/** The run before ended without a word: it was killed, or its machine stopped. */
export function lockTakenOver(path: string, { pid, host }: Holder): Warning {
  const what: Phrase = {
    en: `the run that was writing ${path} ended without a word; its lock was taken over.`,
    es: `el entrenamiento que escribía ${path} terminó sin aviso; se retomó su bloqueo.`,
  }
  const where: Phrase = { en: `process ${pid} on ${host}.`, es: `proceso ${pid} en ${host}.` }
  return {
    code: 'lock-taken-over',
    texts: { en: { what: what.en, where: where.en }, es: { what: what.es, where: where.es } },
  }
}

/** What a table has another way. */
export type TableDifference =
  | { readonly kind: 'rows'; readonly expected: number; readonly received: number }
  | { readonly kind: 'missing' | 'extra' | 'order'; readonly name: string; readonly position: number }
  | { readonly kind: 'cells'; readonly name: string; readonly position: number }
  | { readonly kind: 'number' | 'category'; readonly name: string; readonly position: number }
  | { readonly kind: 'target'; readonly expected: string; readonly received: string }

/** @param source the table's file, '' for none */
export function otherTable(source: string, difference: TableDifference): PasoError {
  const { where, expected, received } = phrasesOf(source, difference)
  return refusal('other-table', {
    what: {
      en: 'the table is not the one that the training began with.',
      es: 'la tabla no es aquella con la que empezó el entrenamiento.',
    },
    ...(where && { where }),
    expected,
    received,
    hint: {
      en: 'give the table as it was, or train from the start.',
      es: 'dar la tabla como era, o entrenar desde el principio.',
    },
  })
}

interface DifferencePhrases {
  readonly where?: Phrase
  readonly expected: Phrase
  readonly received: Phrase
}

function phrasesOf(source: string, difference: TableDifference): DifferencePhrases {
  const file = source === '' ? undefined : source === '-' ? standardInput : same(source)
  if (difference.kind === 'rows') {
    const rows = (count: number): Phrase => ({
      en: `${count} ${count === 1 ? 'row' : 'rows'}.`,
      es: `${count} ${count === 1 ? 'fila' : 'filas'}.`,
    })
    return {
      ...(file && { where: { en: `${file.en}.`, es: `${file.es}.` } }),
      expected: rows(difference.expected),
      received: rows(difference.received),
    }
  }
  if (difference.kind === 'target') {
    return {
      ...(file && { where: { en: `${file.en}.`, es: `${file.es}.` } }),
      expected: {
        en: `the target ${difference.expected}.`,
        es: `la columna objetivo ${difference.expected}.`,
      },
      received: same(`${difference.received}.`),
    }
  }
  const { name, position } = difference
  const prefix = { en: file ? `${file.en}, ` : '', es: file ? `${file.es}, ` : '' }
  const where = {
    en: `${prefix.en}column ${position} (${name}).`,
    es: `${prefix.es}columna ${position} (${name}).`,
  }
  return { where, ...cellPhrases[difference.kind] }
}

const standardInput: Phrase = { en: 'standard input', es: 'la entrada estándar' }

const cellPhrases = {
  missing: {
    expected: { en: 'this column.', es: 'esta columna.' },
    received: { en: 'no column of that name.', es: 'ninguna columna de ese nombre.' },
  },
  extra: {
    expected: { en: 'no such column.', es: 'ninguna columna así.' },
    received: { en: 'one more column.', es: 'una columna más.' },
  },
  order: {
    expected: { en: 'the columns in their order.', es: 'las columnas en su orden.' },
    received: { en: 'another order.', es: 'otro orden.' },
  },
  cells: {
    expected: { en: 'the same cells.', es: 'las mismas celdas.' },
    received: { en: 'other cells.', es: 'otras celdas.' },
  },
  number: {
    expected: { en: 'numbers.', es: 'números.' },
    received: { en: 'texts.', es: 'textos.' },
  },
  category: {
    expected: { en: 'texts.', es: 'textos.' },
    received: { en: 'numbers.', es: 'números.' },
  },
} as const satisfies Record<string, { readonly expected: Phrase; readonly received: Phrase }>

/**
 * @param option as it is written: --hidden, hidden
 * @param resume the option that names the checkpoint
 */
export function contradictsCheckpoint(
  option: string,
  resume: string,
  { expected, received }: { readonly expected: unknown; readonly received: unknown },
): PasoError {
  const none = { en: 'not given', es: 'sin indicar' }
  const text = (value: unknown): Phrase => (value === undefined ? none : same(plain(value)))
  return refusal('contradicts-checkpoint', {
    what: {
      en: `${option} is not what the training of the checkpoint began with.`,
      es: `${option} no es lo que tenía el entrenamiento del punto de control.`,
    },
    expected: { en: `${text(expected).en}.`, es: `${text(expected).es}.` },
    received: { en: `${text(received).en}.`, es: `${text(received).es}.` },
    hint: {
      en: `leave ${option} out, or train from the start, without ${resume}.`,
      es: `quitar ${option}, o entrenar desde el principio, sin ${resume}.`,
    },
  })
}

/** Lists as the command line writes them. */
const plain = (value: unknown): string =>
  Array.isArray(value) ? value.join(',') : typeof value === 'string' ? value : shown(value)
