// The refusals of loading: networks that are not found, samples that do not fit them.
import { basename, dirname, join } from 'node:path'
import type { Column, Table } from '../data/index.ts'
import type { PasoError, Warning } from '../errors.ts'
import { nearest, nearestFile } from '../suggest.ts'
import type { LoadedNetwork } from './loaded-network.ts'
import { either, refusal } from './usage-errors.ts'

/** `code` is what the system said. */
export async function networkNotFound(
  path: string,
  code: string,
  examples: readonly string[],
): Promise<PasoError> {
  if (code === 'EISDIR') {
    return refusal(
      'file-is-folder',
      {
        what: `${path} is a folder.`,
        expected: 'a network file.',
        hint: 'give the name of a file in that folder.',
      },
      {
        what: `${path} es una carpeta.`,
        expected: 'un archivo de red.',
        hint: 'dar el nombre de un archivo de esa carpeta.',
      },
    )
  }
  if (code !== 'ENOENT' && code !== 'ENOTDIR') {
    const denied = code === 'EACCES' || code === 'EPERM'
    return refusal(
      'file-unreadable',
      {
        what: `${path} could not be read.`,
        received: denied ? 'no permission.' : `${code}.`,
        hint: 'see whether this is the right file.',
      },
      {
        what: `no se pudo leer ${path}.`,
        received: denied ? 'sin permiso.' : `${code}.`,
        hint: 'revisar si es el archivo correcto.',
      },
    )
  }
  const { readdir } = await import('node:fs/promises')
  const folder = dirname(path)
  const all = await readdir(folder).catch(() => undefined)
  const files = all?.filter(mayBeNetwork).sort()
  const near = nearestFile(basename(path), files ?? [])
  const meant = nearest(path, examples) ?? (near === undefined ? undefined : join(folder, near))
  const held = files === undefined || files.length === 0 ? undefined : files.slice(0, 8)
  const here = folder === '.'
  return refusal(
    'file-not-found',
    {
      what: `${path} was not found.`,
      where: `${here ? 'this folder' : `folder ${folder}`}${inEnglish(held, all)}.`,
      expected: `a network file, or one of the examples ${either(examples, 'or')}.`,
      hint: meant ?? 'see whether the name and the folder are right.',
    },
    {
      what: `no se encontró ${path}.`,
      where: `${here ? 'esta carpeta' : `carpeta ${folder}`}${inSpanish(held, all)}.`,
      expected: `un archivo de red, o uno de los ejemplos ${either(examples, 'o')}.`,
      hint: meant ?? 'revisar si el nombre y la carpeta son correctos.',
    },
  )
}

/** Not the settings of editors and of packages. */
const mayBeNetwork = (name: string): boolean =>
  name.endsWith('.json') && !/^(?:\.|package|tsconfig)/.test(name)

/** A table where the network should be. */
export function tableForNetwork(path: string): PasoError {
  return refusal(
    'table-for-network',
    {
      what: `${path} is a table, not a network.`,
      expected: 'a network file, or the name of an example.',
      hint: `paso train ${path} --target COLUMN -o model.json; a command on a network takes its rows with --data ${path}.`,
    },
    {
      what: `${path} es una tabla, no una red.`,
      expected: 'un archivo de red, o el nombre de un ejemplo.',
      hint: `paso train ${path} --target COLUMNA -o modelo.json; un comando sobre una red toma sus filas con --data ${path}.`,
    },
  )
}

function inEnglish(held: readonly string[] | undefined, all: readonly string[] | undefined): string {
  if (all === undefined) return ', which does not exist either'
  return held ? `; it holds ${held.join(', ')}` : '; no .json files in it'
}

function inSpanish(held: readonly string[] | undefined, all: readonly string[] | undefined): string {
  if (all === undefined) return ', que tampoco existe'
  return held ? `; contiene ${held.join(', ')}` : '; no contiene archivos .json'
}

/** `-` is standard input. */
export function fileName(path: string): { en: string; es: string } {
  return path === '-' ? { en: 'standard input', es: 'la entrada estándar' } : { en: path, es: path }
}

/** Bytes where text should be. */
export function notText(path: string, kind: 'utf-16' | 'bytes'): PasoError {
  const name = fileName(path)
  const wide = kind === 'utf-16'
  return refusal(
    'not-text',
    {
      what: 'the file is not text.',
      where: `${name.en}.`,
      expected: 'text in UTF-8.',
      received: wide ? 'text in UTF-16.' : 'bytes that are not text.',
      hint: wide ? 'save the file again in UTF-8.' : 'see whether this is the right file.',
    },
    {
      what: 'el archivo no es texto.',
      where: `${name.es}.`,
      expected: 'texto en UTF-8.',
      received: wide ? 'texto en UTF-16.' : 'bytes que no son texto.',
      hint: wide ? 'guardar de nuevo el archivo en UTF-8.' : 'revisar si es el archivo correcto.',
    },
  )
}

/** @param most characters that a text may have */
export function textTooLong(path: string, most: number): PasoError {
  const name = fileName(path)
  const megabytes = Math.floor(most / 1e6)
  return refusal(
    'text-too-long',
    {
      what: `${name.en} holds too much text.`,
      expected: `at most ${megabytes} MB.`,
      hint: 'see whether this is the right file: only a table may hold more.',
    },
    {
      what: `${name.es} tiene demasiado texto.`,
      expected: `${megabytes} MB como máximo.`,
      hint: 'revisar si es el archivo correcto: solo una tabla puede tener más.',
    },
  )
}

export function notUtf8(path: string, line: number): PasoError {
  const name = fileName(path)
  return refusal(
    'not-utf8',
    {
      what: 'the text is not UTF-8.',
      where: `${name.en}, line ${line}.`,
      why: 'an accented letter would be read as another one.',
      hint: 'save the file again in UTF-8.',
    },
    {
      what: 'el texto no está en UTF-8.',
      where: `${name.es}, línea ${line}.`,
      why: 'una letra con acento se leería como otra.',
      hint: 'guardar de nuevo el archivo en UTF-8.',
    },
  )
}

/** --input or --target without as many numbers as the network has inputs or outputs. */
export function notNumbers(
  option: 'input' | 'target',
  parts: readonly string[],
  count: number,
  { title }: LoadedNetwork,
): PasoError {
  const isInput = option === 'input'
  const en = isInput ? (count === 1 ? 'input' : 'inputs') : count === 1 ? 'output' : 'outputs'
  const es = isInput ? (count === 1 ? 'entrada' : 'entradas') : count === 1 ? 'salida' : 'salidas'
  const bad = parts.find((part) => readNumber(part) === undefined)
  const list = parts.map((part) => part.trim()).join('; ')
  const n = parts.length
  const meant = halves(parts, count)
  return refusal(
    isInput ? 'input-count' : 'target-count',
    {
      what: `the network ${title} has ${count} ${en}.`,
      where: `option --${option}.`,
      expected:
        count === 1
          ? 'one number, with a decimal point.'
          : `${count} numbers separated by commas, with a decimal point.`,
      received:
        bad === undefined
          ? `${n} ${n === 1 ? 'number' : 'numbers'}: ${list}.`
          : `"${bad}", which is not a number.`,
      hint: meant
        ? `--${option} ${meant}. In options a comma separates values.`
        : `--${option} ${sample(count)}`,
    },
    {
      what: `la red ${title} tiene ${count} ${es}.`,
      where: `opción --${option}.`,
      expected:
        count === 1
          ? 'un número, con punto decimal.'
          : `${count} números separados por comas, con punto decimal.`,
      received:
        bad === undefined
          ? `${n} ${n === 1 ? 'número' : 'números'}: ${list}.`
          : `«${bad}», que no es un número.`,
      hint: meant
        ? `--${option} ${meant}. En las opciones la coma separa valores.`
        : `--${option} ${sample(count)}`,
    },
  )
}

/** --input 0,3 for two inputs: read as 0 and 3. */
export function commaSeparates(option: 'input' | 'target', text: string): Warning {
  const [first, second] = text.split(',') as [string, string]
  const point = `${first}.${second}`
  return {
    code: 'comma-separates',
    texts: {
      en: {
        what: `${text} was read as two numbers: ${first} and ${second}.`,
        where: `option --${option}.`,
        why: `in options the comma separates values; ${point} is written with a point.`,
      },
      es: {
        what: `${text} se leyó como dos números: ${first} y ${second}.`,
        where: `opción --${option}.`,
        why: `en las opciones la coma separa valores; ${point} se escribe con punto.`,
      },
    },
  }
}

const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i

/** One number of --input or --target; undefined for what is none, or passes the largest double. */
export function readNumber(text: string): number | undefined {
  const value = NUMBER.test(text) ? Number(text) : Number.NaN
  return Number.isFinite(value) ? value : undefined
}

/** 0,05,0,1 for two inputs was meant as 0.05,0.1. */
function halves(parts: readonly string[], count: number): string | undefined {
  if (parts.length !== 2 * count || !parts.every((part) => /^\s*-?\d+\s*$/.test(part))) return undefined
  return Array.from({ length: count }, (_, i) => `${parts[2 * i]!.trim()}.${parts[2 * i + 1]!.trim()}`).join(
    ',',
  )
}

const sample = (count: number): string =>
  Array.from({ length: Math.min(count, 6) }, (_, i) => `0.${i + 1}`).join(',') + (count > 6 ? ',...' : '')

export function noSamples(
  { title, network, encoding }: LoadedNetwork,
  missing: 'input' | 'target' | undefined = undefined,
): PasoError {
  const input = `--input ${sample(network.inputs)}`
  const target = `--target ${sample(network.layers.at(-1)!.biases.length)}`
  const hintWith = (file: string): string => {
    if (missing !== undefined) return missing === 'input' ? input : target
    return encoding === undefined ? `${input} ${target}` : `--data ${file}.csv --rows 1,2`
  }
  return refusal(
    'no-samples',
    {
      what:
        missing === undefined
          ? `the network ${title} brings no sample.`
          : `the option --${missing} is missing.`,
      expected: 'an input and its target: from the options, or from the rows of a table.',
      hint: hintWith('FILE'),
    },
    {
      what:
        missing === undefined ? `la red ${title} no trae ninguna muestra.` : `falta la opción --${missing}.`,
      expected: 'una entrada y su salida esperada: de las opciones, o de las filas de una tabla.',
      hint: hintWith('ARCHIVO'),
    },
  )
}

export function rowOutOfRange(row: number, rows: number, source: string): PasoError {
  return refusal(
    'row-out-of-range',
    {
      what: `there is no row ${row}.`,
      where: 'option --rows.',
      expected:
        rows === 1 ? `1, the only row of ${source}.` : `a number from 1 to ${rows}, as ${source} has.`,
      received: `${row}.`,
      hint: `--rows ${rows}`,
    },
    {
      what: `no existe la fila ${row}.`,
      where: 'opción --rows.',
      expected:
        rows === 1 ? `1, la única fila de ${source}.` : `un número de 1 a ${rows}, como tiene ${source}.`,
      received: `${row}.`,
      hint: `--rows ${rows}`,
    },
  )
}

/** The first names of a list, and how many more there are. */
const some = (names: readonly string[], more: string): string =>
  names.length <= 12 ? names.join(', ') : `${names.slice(0, 11).join(', ')}, ${names.length - 11} ${more}`

/** A table without an encoding must have the columns of the network, all of numbers. */
export function tableDoesNotFit({ title, network }: LoadedNetwork, table: Table, column?: Column): PasoError {
  const [inputs, outputs] = [network.inputs, network.layers.at(-1)!.biases.length]
  const classes = outputs > 1
  return refusal(
    'table-does-not-fit',
    {
      what: `the table does not fit the network ${title}.`,
      where: column ? `${table.source}, column ${column.position} (${column.name}).` : `${table.source}.`,
      expected: `${inputs} columns for the inputs, then ${outputs} for the targets${classes ? `, or one with the class from 1 to ${outputs}` : ''}; all numbers.`,
      received: column
        ? `${column.kind === 'number' ? 'another number' : 'text'}.`
        : `${table.names.length} columns: ${some(table.names, 'more')}.`,
      hint: 'keep the columns of the network, in that order.',
    },
    {
      what: `la tabla no coincide con la red ${title}.`,
      where: column ? `${table.source}, columna ${column.position} (${column.name}).` : `${table.source}.`,
      expected: `${inputs} columnas para las entradas y después ${outputs} para las salidas esperadas${classes ? `, o una con la clase de 1 a ${outputs}` : ''}; todas con números.`,
      received: column
        ? `${column.kind === 'number' ? 'otro número' : 'texto'}.`
        : `${table.names.length} columnas: ${some(table.names, 'más')}.`,
      hint: 'dejar las columnas de la red, en ese orden.',
    },
  )
}

export function modelHasNoTable(path: string): PasoError {
  return refusal(
    'no-encoding',
    {
      what: `${path} was not trained on a table.`,
      expected: 'a model that paso train wrote, with the scaling and the classes of its table.',
      hint: 'paso train data.csv --target column -o model.json',
    },
    {
      what: `${path} no se entrenó con una tabla.`,
      expected: 'un modelo escrito por paso train, con el escalado y las clases de su tabla.',
      hint: 'paso train datos.csv --target columna -o modelo.json',
    },
  )
}

/** Two sources of samples at once: one would be left unread. */
export function conflictingOptions(first: string, second: string): PasoError {
  return refusal(
    'conflicting-options',
    {
      what: `the options --${first} and --${second} do not go together.`,
      where: `options --${first} and --${second}.`,
      expected: 'samples from one place.',
      hint: `remove --${first} or --${second}.`,
    },
    {
      what: `las opciones --${first} y --${second} no van juntas.`,
      where: `opciones --${first} y --${second}.`,
      expected: 'muestras de un solo lugar.',
      hint: `quitar --${first} o --${second}.`,
    },
  )
}
