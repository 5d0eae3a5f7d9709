// Errors of core: networks, samples and options that do not fit. What a computation runs into is in divergence.ts.
import { type ErrorText, PasoError } from '../errors.ts'
import type { LossDefinition } from '../math/definitions.ts'
import { type Interval, intervalText } from '../math/interval.ts'
import type { ParameterRef } from '../math/quantity.ts'
import { nearest } from '../suggest.ts'

/** What a message says in the same way in both languages. */
type Common = Partial<Pick<ErrorText, 'where' | 'expected' | 'received'>>

const refusal = (code: string, common: Common, en: ErrorText, es: ErrorText): PasoError =>
  new PasoError(code, { en: { ...common, ...en }, es: { ...common, ...es } })

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`
const list = (names: readonly string[]): string => `${names.join(', ')}.`

const hints = {
  choose: { en: 'choose one of these.', es: 'elegir uno de esos nombres.' },
  remove: { en: 'remove it.', es: 'quitarlo.' },
} as const

/** The name that was probably meant, or else what to do. */
const meant = (word: string, names: readonly string[], otherwise: string): string =>
  nearest(word, names) ?? otherwise

export function notACount(where: string, received: number): PasoError {
  return refusal(
    'not-a-count',
    { where, expected: '1, 2, 3, ...', received: `${received}.` },
    { what: 'a count is not a whole number from 1 on.', hint: 'correct the number.' },
    { what: 'una cantidad no es un número entero a partir de 1.', hint: 'corregir el número.' },
  )
}

/** Weights that are not `units` rows of `inputs` numbers. */
export function wrongWeights(
  layer: number,
  units: number,
  inputs: number,
  weights: readonly (readonly number[])[],
): PasoError {
  const widths = [...new Set(weights.map((row) => row.length))]
  const width = widths.length === 1 ? widths[0]! : undefined
  const shape = (rows: string, of: string, one: string, many: string): string =>
    `${rows} ${of} ${widths.join(', ')} ${width === 1 ? one : many}.`
  const isTransposed = weights.length === inputs && width === units && units !== inputs
  const fitting = isTransposed ? transposeText(weights) : undefined
  return refusal(
    'wrong-shape',
    { where: `layers[${layer}].weights` },
    {
      what: `the weights of layer ${layer + 1} do not agree with the layers.`,
      expected: `${count(units, 'row', 'rows')} of ${count(inputs, 'weight', 'weights')}: one row for each unit, one weight for each input.`,
      received: shape(count(weights.length, 'row', 'rows'), 'of', 'weight', 'weights'),
      hint: fitting
        ? `transpose the matrix: ${fitting}`
        : 'weights[to][from]: correct the rows, or the layers.',
    },
    {
      what: `los pesos de la capa ${layer + 1} no coinciden con las capas.`,
      expected: `${count(units, 'fila', 'filas')} de ${count(inputs, 'peso', 'pesos')}: una fila por neurona, un peso por entrada.`,
      received: shape(count(weights.length, 'fila', 'filas'), 'de', 'peso', 'pesos'),
      hint: fitting
        ? `trasponer la matriz: ${fitting}`
        : 'weights[to][from]: corregir las filas, o las capas.',
    },
  )
}

/** The transposed matrix as JSON, where it is short enough to read. */
function transposeText(matrix: readonly (readonly number[])[]): string {
  const text = JSON.stringify(matrix[0]!.map((_, k) => matrix.map((row) => row[k]))).replaceAll(',', ', ')
  return text.length <= 60 ? `${text}.` : 'weights[to][from].'
}

export function wrongBiases(layer: number, units: number, received: number): PasoError {
  return refusal(
    'wrong-shape',
    { where: `layers[${layer}].biases`, received: `${received}.` },
    {
      what: `the biases of layer ${layer + 1} do not agree with its units.`,
      expected: `${count(units, 'bias', 'biases')}: one for each unit, or one number for all.`,
      hint: 'correct the list, or the number of units.',
    },
    {
      what: `los umbrales (bias) de la capa ${layer + 1} no coinciden con sus neuronas.`,
      expected: `${count(units, 'umbral', 'umbrales')}: uno por neurona, o un solo número para todas.`,
      hint: 'corregir la lista, o la cantidad de neuronas.',
    },
  )
}

export function notFinite(where: string, received: unknown): PasoError {
  return refusal(
    'not-finite',
    { where, received: `${received}.` },
    {
      what: 'a number is not finite.',
      expected: 'a number.',
      hint: 'correct the value. If it comes from a training, that training diverged before it was saved.',
    },
    {
      what: 'un número no es finito.',
      expected: 'un número.',
      hint: 'corregir el valor. Si salió de un entrenamiento, ese entrenamiento divergió antes de guardarlo.',
    },
  )
}

export function unequalBiases(layer: number, biases: readonly number[]): PasoError {
  return refusal(
    'unequal-biases',
    { where: `layers[${layer}].biases`, received: `${biases.join('; ')}.` },
    {
      what: `the units of layer ${layer + 1} share one bias, but their biases differ.`,
      expected: 'the same number for every unit, or one number for all.',
      hint: 'give one number, or use the bias policy per-neuron.',
    },
    {
      what: `las neuronas de la capa ${layer + 1} comparten un umbral (bias), pero sus umbrales difieren.`,
      expected: 'el mismo número en cada neurona, o un solo número para todas.',
      hint: 'dar un solo número, o usar umbrales por neurona (per-neuron).',
    },
  )
}

export function illegalOutput(activation: string, loss: string, legal: readonly string[]): PasoError {
  return refusal(
    'illegal-output',
    { expected: list(legal), received: `${activation}.` },
    {
      what: `the loss ${loss} cannot follow the activation ${activation}.`,
      where: 'the last layer.',
      why: 'what the activation gives must lie where the loss has a value.',
      hint: `"activation": "${legal[0]}" in the last layer, or another loss.`,
    },
    {
      what: `la función de error ${loss} no puede seguir a la activación ${activation}.`,
      where: 'la última capa.',
      why: 'lo que da la activación debe quedar donde la función de error tiene un valor.',
      hint: `"activation": "${legal[0]}" en la última capa, u otra función de error.`,
    },
  )
}

const kinds = {
  activation: { en: 'activation', es: 'la activación' },
  loss: { en: 'loss', es: 'la función de error' },
  optimizer: { en: 'optimizer', es: 'el optimizador' },
  initializer: { en: 'initializer', es: 'el inicializador' },
  schedule: { en: 'schedule of the learning rate', es: 'el plan de la tasa de aprendizaje (schedule)' },
  normalization: { en: 'normalization', es: 'la normalización' },
} as const

/** unknown-activation, unknown-loss, unknown-optimizer, unknown-initializer, unknown-schedule, unknown-normalization */
export function unknownName(
  kind: keyof typeof kinds,
  received: string,
  where: string,
  names: readonly string[],
): PasoError {
  return refusal(
    `unknown-${kind}`,
    { where, expected: list(names), received: `${received}.` },
    { what: `there is no ${kinds[kind].en} "${received}".`, hint: meant(received, names, hints.choose.en) },
    { what: `no existe ${kinds[kind].es} «${received}».`, hint: meant(received, names, hints.choose.es) },
  )
}

export function unknownOption(optimizer: string, received: string, names: readonly string[]): PasoError {
  return refusal(
    'unknown-option',
    { expected: list(names), received: `${received}.` },
    {
      what: `the optimizer ${optimizer} has no option "${received}".`,
      hint: meant(received, names, hints.remove.en),
    },
    {
      what: `el optimizador ${optimizer} no tiene la opción «${received}».`,
      hint: meant(received, names, hints.remove.es),
    },
  )
}

export function optionType(option: string, expected: string, received: unknown): PasoError {
  const isBoolean = expected === 'boolean'
  return refusal(
    'option-type',
    { received: `${received}.` },
    {
      what: `the option ${option} has a value of the wrong kind.`,
      expected: isBoolean ? 'true or false.' : 'a number.',
      hint: `correct ${option}, or remove it.`,
    },
    {
      what: `la opción ${option} tiene un valor de otra clase.`,
      expected: isBoolean ? 'true o false.' : 'un número.',
      hint: `corregir ${option}, o quitarla.`,
    },
  )
}

/** option-out-of-domain, parameter-out-of-range */
export function outOfRange(code: string, where: string, received: number, range: Interval): PasoError {
  return refusal(
    code,
    { where, received: `${received}.` },
    {
      what: 'a number is out of its range.',
      expected: `a number in ${intervalText(range)}.`,
      hint: 'correct the number.',
    },
    {
      what: 'un número está fuera de su rango.',
      expected: `un número en ${intervalText(range)}.`,
      hint: 'corregir el número.',
    },
  )
}

export function unknownFunctionParameter(
  definition: { readonly name: string; readonly parameters: object },
  received: string,
  where: string,
): PasoError {
  const names = Object.keys(definition.parameters)
  return refusal(
    'unknown-function-parameter',
    { where, received: `${received}.` },
    {
      what: `the function ${definition.name} has no parameter "${received}".`,
      expected: names.length === 0 ? 'no parameters.' : list(names),
      hint: meant(received, names, hints.remove.en),
    },
    {
      what: `la función ${definition.name} no tiene el parámetro «${received}».`,
      expected: names.length === 0 ? 'ningún parámetro.' : list(names),
      hint: meant(received, names, hints.remove.es),
    },
  )
}

export function inputCount(sample: number, inputs: number, received: number): PasoError {
  return refusal(
    'input-count',
    { where: `samples[${sample}].input`, received: `${received}.` },
    {
      what: `the network has ${count(inputs, 'input', 'inputs')}.`,
      expected: `${count(inputs, 'number', 'numbers')}.`,
      hint: 'give one number for each input.',
    },
    {
      what: `la red tiene ${count(inputs, 'entrada', 'entradas')}.`,
      expected: `${count(inputs, 'número', 'números')}.`,
      hint: 'dar un número por entrada.',
    },
  )
}

export function targetCount(sample: number, outputs: number, received: number): PasoError {
  return refusal(
    'target-count',
    { where: `samples[${sample}].target`, received: `${received}.` },
    {
      what: `the network has ${count(outputs, 'output', 'outputs')}, each with a target.`,
      expected: `${count(outputs, 'number', 'numbers')}.`,
      hint: 'give one number for each output.',
    },
    {
      what: `la red tiene ${count(outputs, 'salida', 'salidas')}, cada una con su salida esperada.`,
      expected: `${count(outputs, 'número', 'números')}.`,
      hint: 'dar un número por salida.',
    },
  )
}

export function targetOutOfDomain(
  sample: number,
  unit: number,
  received: number,
  { name, targetDomain }: LossDefinition,
): PasoError {
  return refusal(
    'target-out-of-domain',
    { where: `samples[${sample}].target[${unit}]`, received: `${received}.` },
    {
      what: `the loss ${name} has no value for this target.`,
      expected: `a number in ${intervalText(targetDomain)}.`,
      hint: 'correct the target, or choose another loss.',
    },
    {
      what: `la función de error ${name} no tiene valor para esta salida esperada.`,
      expected: `un número en ${intervalText(targetDomain)}.`,
      hint: 'corregir la salida esperada, o elegir otra función de error.',
    },
  )
}

export function targetsNotProbabilities(sample: number, sum: number, loss: string): PasoError {
  return refusal(
    'targets-not-probabilities',
    { where: `samples[${sample}].target` },
    {
      what: `the targets of a sample do not add up to 1, as the loss ${loss} needs.`,
      expected: 'probabilities: a 1 for the true class and 0 for the others, or shares of 1.',
      received: `the sum ${sum}.`,
      hint: 'correct the targets.',
    },
    {
      what: `las salidas esperadas de una muestra no suman 1, como pide la función de error ${loss}.`,
      expected: 'probabilidades: 1 para la clase verdadera y 0 para las otras, o partes de 1.',
      received: `la suma ${sum}.`,
      hint: 'corregir las salidas esperadas.',
    },
  )
}

export function emptyBatch(): PasoError {
  return refusal(
    'empty-batch',
    {},
    { what: 'the batch has no samples.', expected: 'at least one sample.' },
    { what: 'el lote no tiene muestras.', expected: 'al menos una muestra.' },
  )
}

export function unknownRow(row: number, rows: number): PasoError {
  return refusal(
    'unknown-row',
    { received: `${row}.` },
    { what: `there is no row ${row}.`, expected: `0 to ${rows - 1}.` },
    { what: `no existe la fila ${row}.`, expected: `de 0 a ${rows - 1}.` },
  )
}

const lists = { bias: 'biases', scale: 'normalization.scales', shift: 'normalization.shifts' } as const
const parameterKinds = { weight: 'un peso', bias: 'un umbral (bias)', scale: 'un γ', shift: 'un β' } as const

export function unknownParameter(layers: number, ref: ParameterRef): PasoError {
  const { kind, layer } = ref
  const place = ref.kind === 'weight' ? `weights[${ref.to}][${ref.from}]` : `${lists[ref.kind]}[${ref.unit}]`
  return refusal(
    'unknown-parameter',
    { received: `layers[${layer}].${place}.` },
    {
      what: `the network has no ${kind} there.`,
      expected: `a layer from 0 to ${layers - 1}, and a unit and an input that it has; 'all' where a layer's biases are equal.`,
    },
    {
      what: `la red no tiene ${parameterKinds[kind]} ahí.`,
      expected: `una capa de 0 a ${layers - 1}, y una neurona y una entrada que existan; 'all' donde los umbrales de la capa son iguales.`,
    },
  )
}
