// The words of a training that ran away: what became of which number, in which step and layer, the reason and what to change.
import type { StepNumber } from '../core/non-finite.ts'
import type { OptimizerSpec } from '../core/trace.ts'
import { type ErrorText, type Language, PasoError } from '../errors.ts'
import { formatNumber } from '../print/numbers.ts'
import { isLoss, nameIn, type Widths, wordsFor } from './divergence-names.ts'

/** What the user could change. */
export interface Advice {
  /** How the learning rate is asked for: `--learning-rate` on the command line. Default: in words. */
  readonly learningRateOption?: string
  /** The learning rate that would have been taken by default: a hint never asks for more. */
  readonly usualLearningRate?: number
  /** The input of the largest numbers, where inputs were left as they are. */
  readonly unscaled?:
    | {
        readonly name: string
        readonly position: number
        readonly low: number
        readonly high: number
      }
    | undefined
}

/** Where a training ran away. Epochs and steps from 1, layers and rows from 0. */
export interface DivergencePlace {
  readonly epoch: number
  /** Within its epoch. */
  readonly step: number
  /** Of the whole run. */
  readonly totalSteps: number
  /** That of the step; undefined where the optimizer searches for the length of each step. */
  readonly learningRate: number | undefined
  /** The first number of the step that was not finite; undefined where the loss had only grown beyond all bounds. */
  readonly first: StepNumber | undefined
  /** The largest gradient of the step, where all numbers were finite. */
  readonly largest: StepNumber | undefined
  /** The row of the first number, among those that the training was given. */
  readonly row: number | undefined
}

export interface Divergence extends DivergencePlace {
  readonly stepsPerEpoch: number
  readonly batchSize: number
  readonly widths: Widths
  /** The losses of the last steps, the runaway one last. */
  readonly trail: readonly number[]
  /** The mean loss of each epoch that ended. */
  readonly means: readonly number[]
  readonly optimizer: OptimizerSpec
  readonly advice: Advice
}

/** Exit code 1: the training failed while running. */
export function diverged(facts: Divergence): PasoError {
  const text = (language: Language): ErrorText => ({
    what: whatHappened(facts, language),
    where: `${whereIt(facts, language)}.`,
    why: whySo(facts, language),
    hint: hintFor(facts, language),
  })
  return new PasoError('diverged', { en: text('en'), es: text('es') }, 1)
}

const shown = (value: number, language: Language): string =>
  formatNumber(value, { digits: 3, locale: language })

function whatHappened(facts: Divergence, language: Language): string {
  const { first } = facts
  if (!first || isLoss(first.quantity)) return howItGrew(facts, language)
  const what = wordsFor(first.quantity, facts.widths, language)
  if (Number.isNaN(first.value)) return `${what} ${language === 'en' ? 'has no value' : 'no tiene valor'}.`
  return language === 'en'
    ? `${what} passed 1.8·10³⁰⁸, the largest 64-bit number.`
    : `${what} superó 1,8·10³⁰⁸, el mayor número de 64 bits.`
}

/** Below this share of the first epoch's mean loss, the training had worked before it ran away. */
const HAD_LEARNED = 0.99

function howItGrew({ trail, means, epoch }: Divergence, language: Language): string {
  const en = language === 'en'
  const finite = trail.filter(Number.isFinite)
  const lowest = means.reduce((least, mean) => Math.min(least, mean), Infinity)
  const at = means.indexOf(lowest) + 1
  if (epoch > 1 && at < epoch && lowest < means[0]! * HAD_LEARNED) {
    const low = shown(lowest, language)
    return en
      ? `the mean loss fell to ${low} in epoch ${at} and then grew without limit.`
      : `el error medio bajó a ${low} en la época ${at} y después creció sin límite.`
  }
  if (finite.length === 2 && trail.length === 2) {
    const [from, to] = finite.map((value) => shown(value, language))
    return en
      ? `the loss went from ${from} to ${to} in one step.`
      : `el error pasó de ${from} a ${to} en un solo paso.`
  }
  if (finite.length === 1) {
    const first = shown(finite[0]!, language)
    return en
      ? `the loss was ${first}, and had no value one step later.`
      : `el error era ${first}, y un paso después no tenía valor.`
  }
  const list = finite.slice(-5).map((value) => shown(value, language))
  if (list.length === 0) return en ? 'the loss has no value.' : 'el error no tiene valor.'
  return en
    ? `the loss grew without limit: ${list.join(', ')}.`
    : `el error creció sin límite: ${list.join('; ')}.`
}

/** The step and its rate, what else is known of the data, then the layer. */
function whereIt(facts: Divergence, language: Language): string {
  const { learningRate } = facts
  const named = language === 'en' ? 'learning rate' : 'tasa de aprendizaje'
  const rate = learningRate === undefined ? '' : `, ${named} ${shown(learningRate, language)}`
  const parts = [`${stepIn(facts, language)}${rate}`, unscaledIn(facts, language), layerIn(facts, language)]
  return parts.filter((part) => part !== undefined).join('; ')
}

function stepIn(
  { epoch, step, totalSteps, stepsPerEpoch, batchSize }: Divergence,
  language: Language,
): string {
  const en = language === 'en'
  const place = en
    ? `epoch ${epoch}, step ${step} of ${stepsPerEpoch}`
    : `época ${epoch}, paso ${step} de ${stepsPerEpoch}`
  if (epoch > 1) return `${place} (${en ? `step ${totalSteps} of the run` : `paso ${totalSteps} en total`})`
  if (batchSize === 1) return `${place}, ${en ? 'one row at a time' : 'de a una fila'}`
  return `${place}, ${en ? `in batches of ${batchSize} rows` : `en lotes de ${batchSize} filas`}`
}

function unscaledIn({ advice: { unscaled } }: Divergence, language: Language): string | undefined {
  if (!unscaled) return undefined
  const [low, high] = [shown(unscaled.low, language), shown(unscaled.high, language)]
  const { position, name } = unscaled
  return language === 'en'
    ? `column ${position} (${name}) holds values from ${low} to ${high}`
    : `la columna ${position} (${name}) tiene valores de ${low} a ${high}`
}

/** The layer of the first number that is not finite, and its row; or the layer of the largest gradient. */
function layerIn({ first, largest, row, widths }: Divergence, language: Language): string | undefined {
  const en = language === 'en'
  const number = first ?? largest
  if (!number) return undefined
  const count = widths.length - 1
  const layer = en ? `layer ${number.layer + 1} of ${count}` : `capa ${number.layer + 1} de ${count}`
  const name = nameIn(number.quantity, widths)
  if (!first) {
    const value = shown(number.value, language)
    return en
      ? `${layer} has the largest gradient, ${name} = ${value}`
      : `la ${layer} tiene el mayor gradiente, ${name} = ${value}`
  }
  const parts = [layer]
  if (isLoss(first.quantity)) parts.push(`${name} = ${formatNonFinite(first.value)}`)
  if (row !== undefined) parts.push(en ? `data row ${row + 1}` : `fila de datos ${row + 1}`)
  return parts.join(', ')
}

const formatNonFinite = (value: number): string => `${value}`.replace('-', '−')

/** From this momentum on the speed adds up so much that it is the likely reason. */
const HIGH_MOMENTUM = 0.95

function whySo(facts: Divergence, language: Language): string {
  const { optimizer, advice } = facts
  const en = language === 'en'
  if (squareOf(facts)) {
    return en
      ? 'the optimizer remembers the square of the gradient, and that square is too large.'
      : 'el optimizador recuerda el cuadrado del gradiente, y ese cuadrado es demasiado grande.'
  }
  const momentum = Number(optimizer.options.momentum ?? 0)
  if (momentum >= HIGH_MOMENTUM && facts.totalSteps > 1) {
    const times = Math.round(1 / (1 - momentum))
    const share = formatNumber(momentum, { digits: 9, locale: language })
    return en
      ? `with momentum ${share}, speed adds up over about 1/(1 − ${share}) = ${times} steps: the learning rate acts as if it were ${times} times larger.`
      : `con momentum ${share}, la velocidad se acumula durante unos 1/(1 − ${share}) = ${times} pasos: la tasa de aprendizaje actúa como si fuera ${times} veces mayor.`
  }
  if (advice.unscaled) {
    return en
      ? 'the inputs are not scaled, and a gradient grows with the size of its input.'
      : 'las entradas no están estandarizadas, y un gradiente crece con el tamaño de su entrada.'
  }
  if (fromTheStart(facts) || facts.learningRate === undefined) {
    return en
      ? 'no step had been made: the rows and the first weights alone lead there.'
      : 'no se había dado ningún paso: bastan las filas y los pesos iniciales.'
  }
  return en
    ? 'each step jumps over the minimum and lands further away.'
    : 'cada paso salta por encima del mínimo y cae más lejos.'
}

/** Whether the first number that is not finite is a memory of squares. */
const squareOf = ({ first }: Divergence): boolean =>
  first?.quantity.kind === 'memory' && ['second-moment', 'square-sum'].includes(first.quantity.name)

/** Whether the first step ran into it before its update, on which the learning rate has no influence. */
const fromTheStart = ({ first, totalSteps }: Divergence): boolean =>
  totalSteps === 1 && first !== undefined && !isUpdated(first)

const isUpdated = ({ quantity }: StepNumber): boolean => 'version' in quantity || quantity.kind === 'memory'

function hintFor(facts: Divergence, language: Language): string {
  const { optimizer, advice } = facts
  const en = language === 'en'
  const momentum = Number(optimizer.options.momentum ?? 0)
  if (momentum >= HIGH_MOMENTUM && facts.totalSteps > 1) {
    return en
      ? 'momentum 0.9, or a learning rate 100 times smaller.'
      : 'momentum 0,9, o una tasa de aprendizaje 100 veces menor.'
  }
  if (advice.unscaled) return en ? 'standardize the inputs.' : 'estandarizar las entradas.'
  if (fromTheStart(facts) || squareOf(facts) || facts.learningRate === undefined) {
    return en
      ? 'smaller inputs, targets or first weights.'
      : 'entradas, salidas esperadas o pesos iniciales menores.'
  }
  const usual = advice.usualLearningRate ?? Number.POSITIVE_INFINITY
  const rate = Number(Math.min(Number(optimizer.options.learningRate) / 10, usual).toPrecision(1))
  if (advice.learningRateOption) return `${advice.learningRateOption} ${rate}.`
  const shownRate = formatNumber(rate, { digits: 3, locale: language })
  return en ? `a learning rate of ${shownRate}.` : `una tasa de aprendizaje de ${shownRate}.`
}
