// Divergence: where a forward pass leaves the numbers of 64 bits, and why.
import { type ErrorText, type Language, PasoError } from '../errors.ts'
import { type LossName, lossOf } from '../math/losses.ts'
import { formatNumber } from '../print/numbers.ts'
import { addUp } from './forward.ts'
import type { Network } from './network.ts'
import type { ForwardTrace } from './trace.ts'

/** What the messages say in each language, and how a number reads there: three digits tell enough. */
type Text = (number: (x: number) => string) => ErrorText

/** A failure while running: exit code 1. */
function failure(code: string, en: Text, es: Text): PasoError {
  const text = (locale: Language, of: Text): ErrorText =>
    of((x) => (Number.isFinite(x) ? formatNumber(x, { digits: 3, locale }) : `${x}`.replace('-', '−')))
  return new PasoError(code, { en: text('en', en), es: text('es', es) }, 1)
}

const smaller = {
  en: 'smaller weights or inputs; in training, a smaller learning rate.',
  es: 'usar pesos o entradas menores; al entrenar, una tasa de aprendizaje menor.',
} as const

/**
 * Why a forward pass has no finite loss: the first unit without a value (undefined-value), the first too large for 64
 * bits (overflow), or an output at which the loss is infinite (infinite-loss). Exit code 1.
 * @param index the sample's place in its batch, for the message.
 * @returns undefined when the loss is finite and every number has a value.
 */
export function explainNonFinite(network: Network, trace: ForwardTrace, index = 0): PasoError | undefined {
  const undefinedUnit = firstUnit(trace, (z, a) => Number.isNaN(z) || Number.isNaN(a))
  if (undefinedUnit) return undefinedValue(network, trace, index, undefinedUnit)
  if (Number.isFinite(trace.loss)) return undefined
  const infiniteUnit = firstUnit(trace, (_, a) => Math.abs(a) === Infinity)
  if (infiniteUnit) return overflow(trace, index, infiniteUnit)
  return infiniteLoss(network, trace, index)
}

interface UnitPlace {
  readonly layer: number
  readonly unit: number
}

function firstUnit(trace: ForwardTrace, matches: (z: number, a: number) => boolean): UnitPlace | undefined {
  for (const [layer, z] of trace.preActivations.entries()) {
    const unit = z.findIndex((value, j) => matches(value, trace.activations[layer]![j]!))
    if (unit !== -1) return { layer, unit }
  }
  return undefined
}

const nameOf = ({ layer, unit }: UnitPlace): string => `z_${unit + 1}^(${layer + 1})`

/** The products into a unit that pass the largest double, at most two: w_11^(1) · x_1 = 10³⁰⁸ · 10. */
function wildProducts(network: Network, trace: ForwardTrace, { layer, unit }: UnitPlace) {
  const signal = layer === 0 ? trace.sample.input : trace.activations[layer - 1]!
  const wild = network.layers[layer]!.weights[unit]!.flatMap((weight, k) => {
    if (Number.isFinite(weight * signal[k]!)) return []
    const from = layer === 0 ? `x_${k + 1}` : `a_${k + 1}^(${layer})`
    return [{ name: `w_${unit + 1}${k + 1}^(${layer + 1}) · ${from}`, factors: [weight, signal[k]!] }]
  })
  return wild.slice(0, 2)
}

function undefinedValue(network: Network, trace: ForwardTrace, index: number, place: UnitPlace): PasoError {
  const products = wildProducts(network, trace, place)
  const [first, second] = products.map(({ factors }) => factors[0]! * factors[1]!)
  const cancels = first === -second! && Math.abs(first) === Infinity
  const told = (number: (x: number) => string, and: string): string => {
    const bracketed = (x: number): string => (x < 0 ? `(${number(x)})` : number(x))
    const texts = products.map(({ name, factors }) => `${name} = ${factors.map(bracketed).join(' · ')}`)
    return texts.length === 0 ? '.' : `: ${texts.join(` ${and} `)}.`
  }
  const where = { layer: place.layer + 1, unit: place.unit + 1, sample: index + 1 }
  return failure(
    'undefined-value',
    (number) => ({
      what: cancels
        ? `${nameOf(place)} is Infinity − Infinity.`
        : `${nameOf(place)} or its activation has no value.`,
      where: `sample ${where.sample}, layer ${where.layer}, unit ${where.unit}${told(number, 'and')}`,
      why: `${cancels ? 'both products pass' : 'a number on the way passed'} the largest double, 1.8·10³⁰⁸.`,
      hint: smaller.en,
    }),
    (number) => ({
      what: cancels
        ? `${nameOf(place)} es Infinity − Infinity.`
        : `${nameOf(place)} o su activación no tiene valor.`,
      where: `muestra ${where.sample}, capa ${where.layer}, neurona ${where.unit}${told(number, 'y')}`,
      why: `${cancels ? 'los dos productos superan' : 'un número intermedio superó'} el mayor número de 64 bits, 1,8·10³⁰⁸.`,
      hint: smaller.es,
    }),
  )
}

function overflow(trace: ForwardTrace, index: number, place: UnitPlace): PasoError {
  const { layer, unit } = place
  const z = trace.preActivations[layer]![unit]!
  return failure(
    'overflow',
    (number) => ({
      what: `the activation of unit ${unit + 1} in layer ${layer + 1} passed 1.8·10³⁰⁸, the largest 64-bit number.`,
      where: `sample ${index + 1}; ${nameOf(place)} = ${number(z)}.`,
      hint: smaller.en,
    }),
    (number) => ({
      what: `la salida de la neurona ${unit + 1} de la capa ${layer + 1} superó 1,8·10³⁰⁸, el mayor número de 64 bits.`,
      where: `muestra ${index + 1}; ${nameOf(place)} = ${number(z)}.`,
      hint: smaller.es,
    }),
  )
}

function infiniteLoss(network: Network, trace: ForwardTrace, index: number): PasoError {
  const unit = trace.unitLosses.findIndex((term) => !Number.isFinite(term))
  if (unit === -1) return batchOverflow()
  const outputs = trace.preActivations.at(-1)!
  const [z, a, target] = [outputs[unit]!, trace.activations.at(-1)![unit]!, trace.targets[unit]!]
  const { activation } = network.layers.at(-1)!
  const safe = lossFromLogits(network, trace.targets, outputs)
  if (safe === undefined) return tooLargeLoss(network, index, unit, z)
  return failure(
    'infinite-loss',
    (number) => ({
      what: `the loss ${network.loss.name} of sample ${index + 1} is infinite.`,
      where: `output ${unit + 1}: z = ${number(z)}, a = ${number(a)}, target = ${number(target)}.`,
      why: `in 64 bits the ${activation.name} is exactly ${number(a)} there, and −ln 0 has no value.`,
      hint: `the same loss computed from z, without passing through a. It is ${number(safe)} here.`,
    }),
    (number) => ({
      what: `la función de error ${network.loss.name} es infinita en la muestra ${index + 1}.`,
      where: `salida ${unit + 1}: z = ${number(z)}, a = ${number(a)}, target = ${number(target)}.`,
      why: `en 64 bits la función ${activation.name} vale ahí exactamente ${number(a)}, y −ln 0 no tiene valor.`,
      hint: `usar la misma función de error calculada desde z, sin pasar por a. Aquí vale ${number(safe)}.`,
    }),
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
  return addUp(z.map((_, unit) => loss.term(unit, target, z, loss.parameters)))
}

function tooLargeLoss(network: Network, index: number, unit: number, z: number): PasoError {
  return failure(
    'overflow',
    (number) => ({
      what: `the loss ${network.loss.name} passed 1.8·10³⁰⁸, the largest 64-bit number.`,
      where: `sample ${index + 1}, output ${unit + 1}; z = ${number(z)}.`,
      hint: smaller.en,
    }),
    (number) => ({
      what: `la función de error ${network.loss.name} superó 1,8·10³⁰⁸, el mayor número de 64 bits.`,
      where: `muestra ${index + 1}, salida ${unit + 1}; z = ${number(z)}.`,
      hint: smaller.es,
    }),
  )
}

/** Each sample's loss is finite, and their sum is not. */
export function batchOverflow(): PasoError {
  return failure(
    'overflow',
    () => ({ what: 'the loss of the batch passed 1.8·10³⁰⁸, the largest 64-bit number.', hint: smaller.en }),
    () => ({ what: 'el error del lote superó 1,8·10³⁰⁸, el mayor número de 64 bits.', hint: smaller.es }),
  )
}
