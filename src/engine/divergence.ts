// Divergence: the message when a loss runs away, with its trail, the step, the reason and what to change.

import type { OptimizerSpec } from '../core/trace.ts'
import { type Language, PasoError } from '../errors.ts'
import { formatNumber } from '../print/numbers.ts'

/** What the user could change. */
export interface Advice {
  /** How the learning rate is asked for: `--learning-rate` on the command line. Default: in words. */
  readonly learningRateOption?: string
  /** The learning rate that would have been taken by default: a hint never asks for more. */
  readonly usualLearningRate?: number
  /** The input of the largest numbers, where inputs were left as they are. */
  readonly unscaled?: {
    readonly name: string
    readonly position: number
    readonly low: number
    readonly high: number
  }
  /** What to say at the end: that nothing was written. */
  readonly closing?: Readonly<Record<Language, string>>
}

export interface Divergence {
  /** From 1, as is the step within its epoch. */
  readonly epoch: number
  readonly step: number
  readonly totalSteps: number
  readonly stepsPerEpoch: number
  readonly batchSize: number
  /** The losses of the last steps, the runaway one last. */
  readonly trail: readonly number[]
  /** The mean loss of each epoch that ended. */
  readonly means: readonly number[]
  readonly optimizer: OptimizerSpec
  readonly advice: Advice
}

/** Exit code 1: the training failed while running. */
export function diverged(facts: Divergence): PasoError {
  const text = (language: Language) => ({
    what: whatHappened(facts, language),
    where: whereIt(facts, language),
    why: whySo(facts, language),
    hint: hintFor(facts, language),
  })
  return new PasoError('diverged', { en: text('en'), es: text('es') }, 1)
}

const shown = (value: number, language: Language): string =>
  formatNumber(value, { digits: 3, locale: language })

/** Below this share of the first epoch's mean loss, the training had worked before it ran away. */
const HAD_LEARNED = 0.99

function whatHappened({ trail, means, epoch }: Divergence, language: Language): string {
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

function whereIt(facts: Divergence, language: Language): string {
  const { epoch, step, totalSteps, stepsPerEpoch, batchSize } = facts
  const { unscaled } = facts.advice
  const en = language === 'en'
  const place = en ? `epoch ${epoch}, step ${step}` : `época ${epoch}, paso ${step}`
  if (unscaled) {
    const [low, high] = [shown(unscaled.low, language), shown(unscaled.high, language)]
    const { position, name } = unscaled
    return en
      ? `${place}; column ${position} (${name}) holds values from ${low} to ${high}.`
      : `${place}; la columna ${position} (${name}) tiene valores de ${low} a ${high}.`
  }
  const of = en ? `${place} of ${stepsPerEpoch}` : `${place} de ${stepsPerEpoch}`
  if (epoch > 1) return en ? `${of} (step ${totalSteps} of the run).` : `${of} (paso ${totalSteps} en total).`
  if (batchSize === 1) return en ? `${of}, one row at a time.` : `${of}, de a una fila.`
  return en ? `${of}, in batches of ${batchSize} rows.` : `${of}, en lotes de ${batchSize} filas.`
}

/** From this momentum on the speed adds up so much that it is the likely reason. */
const HIGH_MOMENTUM = 0.95

function whySo({ optimizer, advice }: Divergence, language: Language): string {
  const en = language === 'en'
  const momentum = Number(optimizer.options.momentum ?? 0)
  if (momentum >= HIGH_MOMENTUM) {
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
  return en
    ? 'each step jumps over the minimum and lands further away.'
    : 'cada paso salta por encima del mínimo y cae más lejos.'
}

function hintFor({ optimizer, advice }: Divergence, language: Language): string {
  const en = language === 'en'
  const closing = advice.closing ? ` ${advice.closing[language]}` : ''
  const momentum = Number(optimizer.options.momentum ?? 0)
  if (momentum >= HIGH_MOMENTUM) {
    return (
      (en
        ? 'momentum 0.9, or a learning rate 100 times smaller.'
        : 'momentum 0,9, o una tasa de aprendizaje 100 veces menor.') + closing
    )
  }
  if (advice.unscaled) {
    return (en ? 'standardize the inputs.' : 'estandarizar las entradas.') + closing
  }
  const usual = advice.usualLearningRate ?? Number.POSITIVE_INFINITY
  const rate = Number(Math.min(Number(optimizer.options.learningRate) / 10, usual).toPrecision(1))
  if (advice.learningRateOption) return `${advice.learningRateOption} ${rate}.${closing}`
  const shownRate = formatNumber(rate, { digits: 3, locale: language })
  return (en ? `a learning rate of ${shownRate}.` : `una tasa de aprendizaje de ${shownRate}.`) + closing
}
