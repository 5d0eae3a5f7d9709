// Divergence: where a forward pass leaves the numbers of 64 bits, and why.
import { PasoError } from '../errors.ts'
import { type LossName, lossOf } from '../math/losses.ts'
import type { Network } from './network.ts'
import type { ForwardTrace } from './trace.ts'

/** How a number that ran away reads: three digits tell enough. */
const short = (x: number): string =>
  (Number.isFinite(x) ? String(Number(x.toPrecision(3))) : String(x)).replace('-', '−')

/**
 * Why a forward pass has no finite loss: the first pre-activation or activation without a value (undefined-value), the
 * first too large for 64 bits (overflow), or an output at which the loss is infinite (infinite-loss). Exit code 1.
 * @param index the sample's place in its batch, for the message.
 * @returns undefined when the loss is finite and every number has a value.
 */
export function explainNonFinite(network: Network, trace: ForwardTrace, index = 0): PasoError | undefined {
  const undefinedUnit = firstUnit(trace, Number.isNaN)
  if (undefinedUnit) return undefinedValue(network, trace, index, undefinedUnit)
  if (Number.isFinite(trace.loss)) return undefined
  const infiniteUnit = firstUnit(trace, (x) => Math.abs(x) === Infinity, 'activations')
  if (infiniteUnit) return overflow(trace, index, infiniteUnit)
  return infiniteLoss(network, trace, index)
}

interface UnitPlace {
  readonly layer: number
  readonly unit: number
}

function firstUnit(
  trace: ForwardTrace,
  matches: (x: number) => boolean,
  kind?: 'activations',
): UnitPlace | undefined {
  for (const [layer, a] of trace.activations.entries()) {
    const z = trace.preActivations[layer]!
    const unit = a.findIndex((value, j) => matches(value) || (kind === undefined && matches(z[j]!)))
    if (unit !== -1) return { layer, unit }
  }
  return undefined
}

/** The signals into a unit that carry it out of the numbers, written as products: w_11^(1) · x_1 = 1e308 · 10. */
function wildProducts(network: Network, trace: ForwardTrace, { layer, unit }: UnitPlace): string[] {
  const signal = layer === 0 ? trace.sample.input : trace.activations[layer - 1]!
  return network.layers[layer]!.weights[unit]!.flatMap((weight, k) => {
    if (Number.isFinite(weight * signal[k]!)) return []
    const from = layer === 0 ? `x_${k + 1}` : `a_${k + 1}^(${layer})`
    const factor = weight < 0 ? `(${short(weight)})` : short(weight)
    return [`w_${unit + 1}${k + 1}^(${layer + 1}) · ${from} = ${factor} · ${short(signal[k]!)}`]
  })
}

function undefinedValue(network: Network, trace: ForwardTrace, index: number, place: UnitPlace): PasoError {
  const { layer, unit } = place
  const products = wildProducts(network, trace, place)
  const z = `z_${unit + 1}^(${layer + 1})`
  const known = Number.isNaN(trace.preActivations[layer]![unit]!) && products.length > 1
  const where = {
    en: `sample ${index + 1}, layer ${layer + 1}, unit ${unit + 1}`,
    es: `muestra ${index + 1}, capa ${layer + 1}, neurona ${unit + 1}`,
  }
  return new PasoError(
    'undefined-value',
    {
      en: {
        what: known ? `${z} is Infinity − Infinity.` : `${z} or its activation has no value.`,
        where: products.length > 0 ? `${where.en}: ${products.slice(0, 2).join(' and ')}.` : `${where.en}.`,
        why: `${products.length > 1 ? 'both products pass' : 'a number on the way passes'} the largest double, 1.8·10³⁰⁸.`,
        hint: 'smaller weights or inputs; in training, a smaller learning rate.',
      },
      es: {
        what: known ? `${z} es Infinity − Infinity.` : `${z} o su activación no tiene valor.`,
        where: products.length > 0 ? `${where.es}: ${products.slice(0, 2).join(' y ')}.` : `${where.es}.`,
        why: `${products.length > 1 ? 'los dos productos superan' : 'un número intermedio supera'} el mayor número de 64 bits, 1,8·10³⁰⁸.`,
        hint: 'usar pesos o entradas menores; al entrenar, una tasa de aprendizaje menor.',
      },
    },
    1,
  )
}

function overflow(trace: ForwardTrace, index: number, { layer, unit }: UnitPlace): PasoError {
  const z = `z_${unit + 1}^(${layer + 1})`
  const value = short(trace.preActivations[layer]![unit]!)
  return new PasoError(
    'overflow',
    {
      en: {
        what: `the activation of unit ${unit + 1} in layer ${layer + 1} passed 1.8·10³⁰⁸, the largest 64-bit number.`,
        where: `sample ${index + 1}; ${z} = ${value}.`,
        hint: 'smaller weights or inputs; in training, a smaller learning rate.',
      },
      es: {
        what: `la salida de la neurona ${unit + 1} de la capa ${layer + 1} superó 1,8·10³⁰⁸, el mayor número de 64 bits.`,
        where: `muestra ${index + 1}; ${z} = ${value}.`,
        hint: 'usar pesos o entradas menores; al entrenar, una tasa de aprendizaje menor.',
      },
    },
    1,
  )
}

function infiniteLoss(network: Network, trace: ForwardTrace, index: number): PasoError {
  const unit = trace.unitLosses.findIndex((term) => !Number.isFinite(term))
  if (unit === -1) return batchOverflow()
  const z = trace.preActivations.at(-1)!
  const a = trace.activations.at(-1)!
  const { target } = trace.sample
  const activation = network.layers.at(-1)!.activation.name
  const numbers = `z = ${short(z[unit]!)}, a = ${short(a[unit]!)}, target = ${short(target[unit]!)}.`
  const safe = lossFromLogits(network, target, z)
  return new PasoError(
    'infinite-loss',
    {
      en: {
        what: `the loss ${network.loss.name} of sample ${index + 1} is infinite.`,
        where: `output ${unit + 1}: ${numbers}`,
        ...(safe !== undefined && {
          why: `in 64 bits the ${activation} is exactly ${short(a[unit]!)} there, and −ln 0 has no value.`,
          hint: `the same loss computed from z, without passing through a. It is ${short(safe)} here.`,
        }),
      },
      es: {
        what: `la función de error ${network.loss.name} es infinita en la muestra ${index + 1}.`,
        where: `salida ${unit + 1}: ${numbers}`,
        ...(safe !== undefined && {
          why: `en 64 bits la función ${activation} vale ahí exactamente ${short(a[unit]!)}, y −ln 0 no tiene valor.`,
          hint: `usar la misma función de error calculada desde z, sin pasar por a. Aquí vale ${short(safe)}.`,
        }),
      },
    },
    1,
  )
}

/** The losses that have a form computed from z. */
const logitsForm: Partial<Record<LossName, LossName>> = {
  'binary-cross-entropy': 'binary-cross-entropy-from-logits',
  'cross-entropy': 'cross-entropy-from-logits',
}

/** The loss again, computed from the last layer's z, where the table has that form. */
function lossFromLogits(
  network: Network,
  target: readonly number[],
  z: readonly number[],
): number | undefined {
  const name = logitsForm[network.loss.name]
  if (!name) return undefined
  const loss = lossOf(name)
  return z.map((_, unit) => loss.term(unit, target, z, loss.parameters)).reduce((a, b) => a + b)
}

/** Each sample's loss is finite, and their sum is not. */
export function batchOverflow(): PasoError {
  return new PasoError(
    'overflow',
    {
      en: {
        what: 'the loss of the batch passed 1.8·10³⁰⁸, the largest 64-bit number.',
        hint: 'smaller targets or weights; in training, a smaller learning rate.',
      },
      es: {
        what: 'el error del lote superó 1,8·10³⁰⁸, el mayor número de 64 bits.',
        hint: 'usar salidas esperadas o pesos menores; al entrenar, una tasa de aprendizaje menor.',
      },
    },
    1,
  )
}
