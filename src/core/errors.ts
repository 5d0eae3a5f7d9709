// Errors of core: networks and samples that do not fit. What a computation runs into is in divergence.ts.

import { PasoError } from '../errors.ts'
import type { LossDefinition } from '../math/definitions.ts'
import { type Interval, intervalText } from '../math/interval.ts'
import type { ParameterRef } from '../math/quantity.ts'
import type { Network } from './network.ts'

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`

export function notACount(where: string, received: number): PasoError {
  return new PasoError('not-a-count', {
    en: {
      what: 'a count is not a whole number from 1 on.',
      where,
      expected: '1, 2, 3, ...',
      received: `${received}`,
    },
    es: {
      what: 'una cantidad no es un número entero a partir de 1.',
      where,
      expected: '1, 2, 3, ...',
      received: `${received}`,
    },
  })
}

/** Weights that are not `units` rows of `inputs` numbers. */
export function wrongWeights(
  layer: number,
  units: number,
  inputs: number,
  weights: readonly (readonly number[])[],
): PasoError {
  const where = `layers[${layer}].weights`
  const widths = [...new Set(weights.map((row) => row.length))]
  const regular = widths.length === 1
  const shape = {
    en: `${count(weights.length, 'row', 'rows')} of ${widths.join(', ')} ${widths[0] === 1 && regular ? 'weight' : 'weights'}`,
    es: `${count(weights.length, 'fila', 'filas')} de ${widths.join(', ')} ${widths[0] === 1 && regular ? 'peso' : 'pesos'}`,
  }
  const transposed = regular && weights.length === inputs && widths[0] === units && units !== inputs
  return new PasoError('wrong-shape', {
    en: {
      what: `the weights of layer ${layer + 1} do not agree with the layers.`,
      where,
      expected: `${count(units, 'row', 'rows')} of ${count(inputs, 'weight', 'weights')}: one row for each unit, one weight for each input.`,
      received: `${shape.en}.`,
      ...(transposed && { hint: `transpose the matrix: ${transposeText(weights)}` }),
    },
    es: {
      what: `los pesos de la capa ${layer + 1} no coinciden con las capas.`,
      where,
      expected: `${count(units, 'fila', 'filas')} de ${count(inputs, 'peso', 'pesos')}: una fila por neurona, un peso por entrada.`,
      received: `${shape.es}.`,
      ...(transposed && { hint: `trasponer la matriz: ${transposeText(weights)}` }),
    },
  })
}

/** The transposed matrix as JSON, where it is short enough to read. */
function transposeText(matrix: readonly (readonly number[])[]): string {
  const text = JSON.stringify(matrix[0]!.map((_, k) => matrix.map((row) => row[k]))).replaceAll(',', ', ')
  return text.length <= 60 ? `${text}.` : 'weights[to][from].'
}

export function wrongBiases(layer: number, units: number, received: number): PasoError {
  const where = `layers[${layer}].biases`
  return new PasoError('wrong-shape', {
    en: {
      what: `the biases of layer ${layer + 1} do not agree with its units.`,
      where,
      expected: `${count(units, 'bias', 'biases')}: one for each unit, or one number for all.`,
      received: `${received}.`,
    },
    es: {
      what: `los umbrales (bias) de la capa ${layer + 1} no coinciden con sus neuronas.`,
      where,
      expected: `${count(units, 'umbral', 'umbrales')}: uno por neurona, o un solo número para todas.`,
      received: `${received}.`,
    },
  })
}

export function notFinite(where: string, received: unknown): PasoError {
  const hint = {
    en: 'correct the value. If it comes from a training, that training diverged before it was saved.',
    es: 'corregir el valor. Si salió de un entrenamiento, ese entrenamiento divergió antes de guardarlo.',
  }
  return new PasoError('not-finite', {
    en: {
      what: 'a number is not finite.',
      where,
      expected: 'a number.',
      received: `${received}.`,
      hint: hint.en,
    },
    es: {
      what: 'un número no es finito.',
      where,
      expected: 'un número.',
      received: `${received}.`,
      hint: hint.es,
    },
  })
}

export function unequalBiases(layer: number, biases: readonly number[]): PasoError {
  const where = `layers[${layer}].biases`
  return new PasoError('unequal-biases', {
    en: {
      what: `the units of layer ${layer + 1} share one bias, but their biases differ.`,
      where,
      expected: 'the same number for every unit, or one number for all.',
      received: `${biases.join(', ')}.`,
      hint: 'give one number, or use the bias policy per-neuron.',
    },
    es: {
      what: `las neuronas de la capa ${layer + 1} comparten un umbral (bias), pero sus umbrales difieren.`,
      where,
      expected: 'el mismo número en cada neurona, o un solo número para todas.',
      received: `${biases.join('; ')}.`,
      hint: 'dar un solo número, o usar umbrales por neurona (per-neuron).',
    },
  })
}

export function illegalOutput(activation: string, loss: string, legal: readonly string[]): PasoError {
  return new PasoError('illegal-output', {
    en: {
      what: `the loss ${loss} cannot follow the activation ${activation}.`,
      where: 'the last layer.',
      expected: `${legal.join(', ')}.`,
      received: `${activation}.`,
      why: 'what the activation gives must lie where the loss has a value.',
    },
    es: {
      what: `la función de error ${loss} no puede seguir a la activación ${activation}.`,
      where: 'la última capa.',
      expected: `${legal.join(', ')}.`,
      received: `${activation}.`,
      why: 'lo que da la activación debe quedar donde la función de error tiene un valor.',
    },
  })
}

const functionKinds = {
  activation: { en: 'activation', es: 'la activación' },
  loss: { en: 'loss', es: 'la función de error' },
  optimizer: { en: 'optimizer', es: 'el optimizador' },
  initializer: { en: 'initializer', es: 'el inicializador' },
} as const

/** unknown-activation, unknown-loss, unknown-optimizer, unknown-initializer */
export function unknownName(
  kind: keyof typeof functionKinds,
  received: string,
  where: string,
  names: readonly string[],
): PasoError {
  const expected = `${names.join(', ')}.`
  return new PasoError(`unknown-${kind}`, {
    en: {
      what: `there is no ${functionKinds[kind].en} "${received}".`,
      where,
      expected,
      received: `${received}.`,
    },
    es: {
      what: `no existe ${functionKinds[kind].es} «${received}».`,
      where,
      expected,
      received: `${received}.`,
    },
  })
}

export function unknownOption(optimizer: string, received: string, names: readonly string[]): PasoError {
  const expected = `${names.join(', ')}.`
  return new PasoError('unknown-option', {
    en: {
      what: `the optimizer ${optimizer} has no option "${received}".`,
      expected,
      received: `${received}.`,
    },
    es: {
      what: `el optimizador ${optimizer} no tiene la opción «${received}».`,
      expected,
      received: `${received}.`,
    },
  })
}

export function optionType(option: string, expected: string, received: unknown): PasoError {
  const yesOrNo = expected === 'boolean'
  return new PasoError('option-type', {
    en: {
      what: `the option ${option} has a value of the wrong kind.`,
      expected: yesOrNo ? 'true or false.' : 'a number.',
      received: `${received}.`,
    },
    es: {
      what: `la opción ${option} tiene un valor de otra clase.`,
      expected: yesOrNo ? 'true o false.' : 'un número.',
      received: `${received}.`,
    },
  })
}

export function optionOutOfDomain(option: string, received: number, domain: Interval): PasoError {
  return outOfDomain('option-out-of-domain', option, received, domain)
}

export function parameterOutOfRange(where: string, received: number, domain: Interval): PasoError {
  return outOfDomain('parameter-out-of-range', where, received, domain)
}

function outOfDomain(code: string, where: string, received: number, domain: Interval): PasoError {
  const range = intervalText(domain)
  return new PasoError(code, {
    en: {
      what: 'a number is out of its range.',
      where,
      expected: `a number in ${range}.`,
      received: `${received}.`,
    },
    es: {
      what: 'un número está fuera de su rango.',
      where,
      expected: `un número en ${range}.`,
      received: `${received}.`,
    },
  })
}

export function unknownFunctionParameter(
  definition: { readonly name: string; readonly parameters: Readonly<Record<string, unknown>> },
  received: string,
  where: string,
): PasoError {
  const names = Object.keys(definition.parameters).join(', ')
  return new PasoError('unknown-function-parameter', {
    en: {
      what: `the function ${definition.name} has no parameter "${received}".`,
      where,
      expected: names === '' ? 'no parameters.' : `${names}.`,
      received: `${received}.`,
    },
    es: {
      what: `la función ${definition.name} no tiene el parámetro «${received}».`,
      where,
      expected: names === '' ? 'ningún parámetro.' : `${names}.`,
      received: `${received}.`,
    },
  })
}

export function inputCount(sample: number, inputs: number, received: number): PasoError {
  return new PasoError('input-count', {
    en: {
      what: `the network has ${count(inputs, 'input', 'inputs')}.`,
      where: `samples[${sample}].input`,
      expected: `${count(inputs, 'number', 'numbers')}.`,
      received: `${received}.`,
    },
    es: {
      what: `la red tiene ${count(inputs, 'entrada', 'entradas')}.`,
      where: `samples[${sample}].input`,
      expected: `${count(inputs, 'número', 'números')}.`,
      received: `${received}.`,
    },
  })
}

export function targetCount(sample: number, outputs: number, received: number): PasoError {
  return new PasoError('target-count', {
    en: {
      what: `the network has ${count(outputs, 'output', 'outputs')}, each with a target.`,
      where: `samples[${sample}].target`,
      expected: `${count(outputs, 'number', 'numbers')}.`,
      received: `${received}.`,
    },
    es: {
      what: `la red tiene ${count(outputs, 'salida', 'salidas')}, cada una con su salida esperada.`,
      where: `samples[${sample}].target`,
      expected: `${count(outputs, 'número', 'números')}.`,
      received: `${received}.`,
    },
  })
}

export function targetOutOfDomain(
  sample: number,
  unit: number,
  received: number,
  loss: LossDefinition,
): PasoError {
  const where = `samples[${sample}].target[${unit}]`
  const domain = intervalText(loss.targetDomain)
  return new PasoError('target-out-of-domain', {
    en: {
      what: `the loss ${loss.name} has no value for this target.`,
      where,
      expected: `a number in ${domain}.`,
      received: `${received}.`,
    },
    es: {
      what: `la función de error ${loss.name} no tiene valor para esta salida esperada.`,
      where,
      expected: `un número en ${domain}.`,
      received: `${received}.`,
    },
  })
}

export function targetsNotProbabilities(sample: number, sum: number, loss: string): PasoError {
  const where = `samples[${sample}].target`
  return new PasoError('targets-not-probabilities', {
    en: {
      what: `the targets of a sample do not add up to 1, as the loss ${loss} needs.`,
      where,
      expected: 'probabilities: a 1 for the true class and 0 for the others, or shares of 1.',
      received: `the sum ${sum}.`,
    },
    es: {
      what: `las salidas esperadas de una muestra no suman 1, como pide la función de error ${loss}.`,
      where,
      expected: 'probabilidades: 1 para la clase verdadera y 0 para las otras, o partes de 1.',
      received: `la suma ${sum}.`,
    },
  })
}

export function emptyBatch(): PasoError {
  return new PasoError('empty-batch', {
    en: { what: 'the batch has no samples.', expected: 'at least one sample.' },
    es: { what: 'el lote no tiene muestras.', expected: 'al menos una muestra.' },
  })
}

export function unknownRow(row: number, rows: number): PasoError {
  return new PasoError('unknown-row', {
    en: { what: `there is no row ${row}.`, expected: `0 to ${rows - 1}.`, received: `${row}.` },
    es: { what: `no existe la fila ${row}.`, expected: `de 0 a ${rows - 1}.`, received: `${row}.` },
  })
}

export function unknownParameter(network: Network, ref: ParameterRef): PasoError {
  const { kind, layer } = ref
  const received =
    kind === 'weight'
      ? `layers[${layer}].weights[${ref.to}][${ref.from}]`
      : `layers[${layer}].biases[${ref.unit}]`
  const last = network.layers.length - 1
  return new PasoError('unknown-parameter', {
    en: {
      what: `the network has no ${kind} there.`,
      expected: `a layer from 0 to ${last}, and a unit and an input that it has; 'all' where a layer's biases are equal.`,
      received: `${received}.`,
    },
    es: {
      what: `la red no tiene ${kind === 'weight' ? 'un peso' : 'un umbral (bias)'} ahí.`,
      expected: `una capa de 0 a ${last}, y una neurona y una entrada que existan; 'all' donde los umbrales de la capa son iguales.`,
      received: `${received}.`,
    },
  })
}
