// The encoding in a network file: how a table's columns become inputs and targets. The data room makes it and reads it.

import type { Network } from '../core/network.ts'
import { PasoError } from '../errors.ts'
import { quoted, trainAgain } from './phrases.ts'

interface NumberColumn {
  readonly kind: 'number'
  readonly name: string
  /** (x - mean) / scale is the input. */
  readonly mean: number
  readonly scale: number
  /** What a missing cell counts as; left out where it is refused, as in every target. */
  readonly missing?: number
}

interface CategoryColumn {
  readonly kind: 'category'
  readonly name: string
  /** One input for each: 1 in its place. */
  readonly categories: readonly string[]
  /** What a missing cell counts as; left out where it is refused. */
  readonly missing?: string
}

interface ClassColumn {
  readonly kind: 'classes'
  readonly name: string
  /** Two are one output, the probability of the second; more are one output each. */
  readonly classes: readonly string[]
}

/** Several targets of numbers, one output each. */
interface NumberColumns {
  readonly kind: 'numbers'
  readonly columns: readonly Omit<NumberColumn, 'kind' | 'missing'>[]
}

/** Several targets of two classes, one output each: the probability of the second class. */
interface LabelColumns {
  readonly kind: 'labels'
  readonly columns: readonly { readonly name: string; readonly classes: readonly [string, string] }[]
}

export interface FileEncoding {
  /** In the order of the network's inputs. */
  readonly inputs: readonly (NumberColumn | CategoryColumn)[]
  readonly target: NumberColumn | ClassColumn | NumberColumns | LabelColumns
}

/**
 * @throws PasoError wrong-encoding when the columns are not as many as the network's inputs and outputs, or two of them,
 * two categories or two classes have one name
 */
export function checkEncoding({ inputs, target }: FileEncoding, network: Network): void {
  refuseRepeated(
    'encoding.inputs',
    [...inputs, ...('columns' in target ? target.columns : [target])].map(({ name }) => name),
  )
  inputs.forEach((column, i) => {
    if (column.kind === 'category') refuseRepeated(`encoding.inputs[${i}].categories`, column.categories)
  })
  if (target.kind === 'classes') refuseRepeated('encoding.target.classes', target.classes)
  if (target.kind === 'labels') {
    target.columns.forEach(({ classes }, k) => {
      refuseRepeated(`encoding.target.columns[${k}].classes`, classes)
    })
  }
  const given = inputs.reduce(
    (sum, column) => sum + (column.kind === 'number' ? 1 : column.categories.length),
    0,
  )
  if (given !== network.inputs) throw wrongEncoding('encoding.inputs', network.inputs, given)
  const outputs = network.layers.at(-1)!.biases.length
  const asked = outputsOf(target)
  if (asked !== outputs) throw wrongEncoding('encoding.target', outputs, asked)
}

function outputsOf(target: FileEncoding['target']): number {
  if ('columns' in target) return target.columns.length
  return target.kind === 'number' || target.classes.length === 2 ? 1 : target.classes.length
}

function refuseRepeated(where: string, names: readonly string[]): void {
  const repeated = names.find((name, i) => names.indexOf(name) < i)
  if (repeated === undefined) return
  const name = quoted(repeated)
  throw new PasoError('wrong-encoding', {
    en: {
      what: `the name ${name.en} stands twice in the encoding.`,
      where,
      expected: 'each name once.',
      received: `${name.en}, twice.`,
      hint: trainAgain.en,
    },
    es: {
      what: `el nombre ${name.es} está dos veces en la codificación.`,
      where,
      expected: 'cada nombre una sola vez.',
      received: `${name.es}, dos veces.`,
      hint: trainAgain.es,
    },
  })
}

function wrongEncoding(where: string, expected: number, received: number): PasoError {
  const inputs = where === 'encoding.inputs'
  return new PasoError('wrong-encoding', {
    en: {
      what: 'the encoding does not agree with the network.',
      where,
      expected: `${expected} ${inputs ? (expected === 1 ? 'input' : 'inputs') : expected === 1 ? 'output' : 'outputs'}.`,
      received: `${received}.`,
      hint: trainAgain.en,
    },
    es: {
      what: 'la codificación no coincide con la red.',
      where,
      expected: `${expected} ${inputs ? (expected === 1 ? 'entrada' : 'entradas') : expected === 1 ? 'salida' : 'salidas'}.`,
      received: `${received}.`,
      hint: trainAgain.es,
    },
  })
}
