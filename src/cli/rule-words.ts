// Penalties, smoothing, limits and schedules in a few words, for the report of a training and for inspect.
import type { Network } from '../core/network.ts'
import type { OptimizerSpec } from '../core/trace.ts'
import type { Language } from '../errors.ts'
import type { ScheduleName } from '../math/schedules.ts'

interface RuleWords
  extends Readonly<Record<'l1' | 'l2' | 'labelSmoothing' | 'clipValue' | 'clipNorm' | 'maxNorm', string>> {
  readonly schedule: Readonly<Record<ScheduleName, string>>
}

const words = {
  en: {
    l1: 'L1 penalty',
    l2: 'L2 penalty',
    labelSmoothing: 'label smoothing',
    clipValue: 'gradients clipped by value',
    clipNorm: 'gradients clipped by norm',
    maxNorm: 'max-norm',
    schedule: {
      constant: 'constant schedule',
      step: 'step schedule',
      exponential: 'exponential schedule',
      cosine: 'cosine schedule',
      'one-cycle': 'one-cycle schedule',
      plateau: 'plateau schedule',
      inverse: 'inverse schedule',
    },
  },
  es: {
    l1: 'penalización L1',
    l2: 'penalización L2',
    labelSmoothing: 'suavizado (label smoothing)',
    clipValue: 'gradientes recortados por valor',
    clipNorm: 'gradientes recortados por norma',
    maxNorm: 'norma máxima',
    schedule: {
      constant: 'plan constante',
      step: 'plan por escalones',
      exponential: 'plan exponencial',
      cosine: 'plan coseno',
      'one-cycle': 'plan de un ciclo',
      plateau: 'plan de meseta',
      inverse: 'plan de escala inversa',
    },
  },
} as const satisfies Record<Language, RuleWords>

type Print = (value: number) => string

/** What the loss has beside the samples' own: L2 penalty 0.01. */
export function lossRuleWords({ loss }: Network, language: Language, number: Print): string[] {
  return (['l1', 'l2', 'labelSmoothing'] as const)
    .filter((name) => loss[name] > 0)
    .map((name) => `${words[language][name]} ${number(loss[name])}`)
}

/** What stands around the optimizer: gradients clipped by norm 1, cosine schedule (steps 100, lowest 0). */
export function updateRuleWords(
  { clip, maxNorm, schedule }: OptimizerSpec,
  language: Language,
  number: Print,
): string[] {
  const text = words[language]
  const limits = { clipValue: clip?.value, clipNorm: clip?.norm, maxNorm }
  const told = (Object.keys(limits) as (keyof typeof limits)[]).flatMap((name) =>
    limits[name] === undefined ? [] : [`${text[name]} ${number(limits[name])}`],
  )
  if (!schedule) return told
  // By the names in a network file.
  const numbers = { ...schedule.options, ...(schedule.warmup > 0 && { warmup: schedule.warmup }) }
  const own = Object.entries(numbers).map(([name, value]) => `${name} ${number(value)}`)
  const name = text.schedule[schedule.name]
  return [...told, own.length === 0 ? name : `${name} (${own.join(', ')})`]
}
