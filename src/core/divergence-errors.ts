// What is said when a forward pass leaves the numbers of 64 bits: where, and why.
import { type ErrorText, type Language, PasoError } from '../errors.ts'
import { formatNumber } from '../print/numbers.ts'

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

/** A unit, from 0, of a sample's place in its batch. */
export interface UnitPlace {
  readonly layer: number
  readonly unit: number
  readonly sample: number
}

/** A weight times what it weighs, beyond the largest double: w_11^(1) · x_1 = 10³⁰⁸ · 10. */
export interface WildProduct {
  readonly name: string
  readonly factors: readonly [number, number]
}

const nameOf = ({ layer, unit }: UnitPlace): string => `z_${unit + 1}^(${layer + 1})`

/** @param products into the unit, at most two */
export function undefinedValue(place: UnitPlace, products: readonly WildProduct[]): PasoError {
  const [first, second] = products.map(({ factors }) => factors[0]! * factors[1]!)
  const cancels = first === -second! && Math.abs(first) === Infinity
  const told = (number: (x: number) => string, and: string): string => {
    const bracketed = (x: number): string => (x < 0 ? `(${number(x)})` : number(x))
    const texts = products.map(({ name, factors }) => `${name} = ${factors.map(bracketed).join(' · ')}`)
    return texts.length === 0 ? '.' : `: ${texts.join(` ${and} `)}.`
  }
  const where = { layer: place.layer + 1, unit: place.unit + 1, sample: place.sample + 1 }
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

/** @param z of the unit */
export function overflow(place: UnitPlace, z: number): PasoError {
  const { layer, unit, sample } = place
  return failure(
    'overflow',
    (number) => ({
      what: `the activation of unit ${unit + 1} in layer ${layer + 1} passed 1.8·10³⁰⁸, the largest 64-bit number.`,
      where: `sample ${sample + 1}; ${nameOf(place)} = ${number(z)}.`,
      hint: smaller.en,
    }),
    (number) => ({
      what: `la salida de la neurona ${unit + 1} de la capa ${layer + 1} superó 1,8·10³⁰⁸, el mayor número de 64 bits.`,
      where: `muestra ${sample + 1}; ${nameOf(place)} = ${number(z)}.`,
      hint: smaller.es,
    }),
  )
}

/** An output of the last layer, from 0, at which a loss has no finite value. */
export interface OutputPlace {
  readonly loss: string
  readonly sample: number
  readonly unit: number
  readonly z: number
}

/** @param safe the loss computed from z */
export function infiniteLoss(
  { loss, sample, unit, z }: OutputPlace,
  {
    activation,
    a,
    target,
    safe,
  }: {
    readonly activation: string
    readonly a: number
    readonly target: number
    readonly safe: number
  },
): PasoError {
  return failure(
    'infinite-loss',
    (number) => ({
      what: `the loss ${loss} of sample ${sample + 1} is infinite.`,
      where: `output ${unit + 1}: z = ${number(z)}, a = ${number(a)}, target = ${number(target)}.`,
      why: `in 64 bits the ${activation} is exactly ${number(a)} there, and −ln 0 has no value.`,
      hint: `the same loss computed from z, without passing through a. It is ${number(safe)} here.`,
    }),
    (number) => ({
      what: `la función de error ${loss} es infinita en la muestra ${sample + 1}.`,
      where: `salida ${unit + 1}: z = ${number(z)}, a = ${number(a)}, target = ${number(target)}.`,
      why: `en 64 bits la función ${activation} vale ahí exactamente ${number(a)}, y −ln 0 no tiene valor.`,
      hint: `usar la misma función de error calculada desde z, sin pasar por a. Aquí vale ${number(safe)}.`,
    }),
  )
}

export function tooLargeLoss({ loss, sample, unit, z }: OutputPlace): PasoError {
  return failure(
    'overflow',
    (number) => ({
      what: `the loss ${loss} passed 1.8·10³⁰⁸, the largest 64-bit number.`,
      where: `sample ${sample + 1}, output ${unit + 1}; z = ${number(z)}.`,
      hint: smaller.en,
    }),
    (number) => ({
      what: `la función de error ${loss} superó 1,8·10³⁰⁸, el mayor número de 64 bits.`,
      where: `muestra ${sample + 1}, salida ${unit + 1}; z = ${number(z)}.`,
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
