// What train refuses before it reads or computes: options that contradict each other, a network beyond the memory.
import type { Language, PasoError } from '../errors.ts'
import { formatNumber } from '../print/numbers.ts'
import type { OutputOption } from './atomic-file.ts'
import { refusal } from './usage-errors.ts'

type Words = Readonly<Record<Language, string>>

export function targetIgnored(name: string): PasoError {
  return refusal(
    'conflicting-options',
    {
      what: `the column "${name}" cannot be the target and left out.`,
      where: 'options --target and --ignore.',
      expected: 'different columns.',
      received: `${name}, in both.`,
      hint: `remove --ignore ${name}, or choose another target.`,
    },
    {
      what: `la columna «${name}» no puede ser la columna objetivo y quedar fuera.`,
      where: 'opciones --target y --ignore.',
      expected: 'columnas distintas.',
      received: `${name}, en las dos.`,
      hint: `quitar --ignore ${name}, o elegir otra columna objetivo.`,
    },
  )
}

export function weightIgnored(name: string): PasoError {
  return refusal(
    'conflicting-options',
    {
      what: `the column "${name}" cannot be the weight of the rows and left out.`,
      where: 'options --sample-weight and --ignore.',
      expected: 'different columns.',
      received: `${name}, in both.`,
      hint: `remove --ignore ${name}: a column of weights is no input.`,
    },
    {
      what: `la columna «${name}» no puede ser el peso de las filas y quedar fuera.`,
      where: 'opciones --sample-weight y --ignore.',
      expected: 'columnas distintas.',
      received: `${name}, en las dos.`,
      hint: `quitar --ignore ${name}: una columna de pesos no es una entrada.`,
    },
  )
}

/** What stands in the file of an option. */
const contents = {
  '--output': { en: 'the model', es: 'el modelo' },
  '--log': { en: 'the log', es: 'el registro' },
  '--checkpoint': { en: 'the checkpoint', es: 'el punto de control' },
} as const satisfies Record<OutputOption, Words>

export function oneFileTwice(path: string, one: OutputOption, other: OutputOption): PasoError {
  const [first, second] = [contents[one], contents[other]]
  return refusal(
    'conflicting-options',
    {
      what: `${path} cannot hold ${first.en} and ${second.en}.`,
      where: `options ${one} and ${other}.`,
      expected: 'two files.',
      hint: `choose another name for ${second.en}.`,
    },
    {
      what: `${path} no puede contener ${first.es} y ${second.es}.`,
      where: `opciones ${one} y ${other}.`,
      expected: 'dos archivos.',
      hint: `elegir otro nombre para ${second.es}.`,
    },
  )
}

/** A range test trains nothing that could be kept, logged or scored. */
export function rangeKeepsNothing(
  option: 'output' | 'log' | 'folds' | 'checkpoint' | 'resume' | 'tensorboard',
): PasoError {
  return refusal(
    'conflicting-options',
    {
      what: `the options --range-test and --${option} do not go together.`,
      where: `options --range-test and --${option}.`,
      expected: 'one of them: the test trains no model.',
      hint: `remove --${option}, and train with the rate that the test suggests.`,
    },
    {
      what: `las opciones --range-test y --${option} no van juntas.`,
      where: `opciones --range-test y --${option}.`,
      expected: 'una de ellas: la prueba no entrena ningún modelo.',
      hint: `quitar --${option}, y entrenar con la tasa que sugiera la prueba.`,
    },
  )
}

export function networkTooLarge(parameters: number, most: number): PasoError {
  const text = (value: number, locale: 'en' | 'es'): string => formatNumber(value, { digits: 3, locale })
  return refusal(
    'network-too-large',
    {
      what: `the network would have ${text(parameters, 'en')} parameters.`,
      where: 'option --hidden, and the columns of the table.',
      expected: `at most ${text(most, 'en')}.`,
      hint: '--hidden 64,32',
    },
    {
      what: `la red tendría ${text(parameters, 'es')} parámetros.`,
      where: 'opción --hidden, y las columnas de la tabla.',
      expected: `como máximo ${text(most, 'es')}.`,
      hint: '--hidden 64,32',
    },
  )
}
