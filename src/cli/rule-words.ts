// Penalties, smoothing, limits and schedules in a few words, for the report of a training and for inspect.
import type { Network } from '../core/network.ts'
import type { NormalizationKind } from '../core/normalization.ts'
import type { OptimizerSpec } from '../core/trace.ts'
import type { Language } from '../errors.ts'
import type { ScheduleName } from '../math/schedule-names.ts'

interface RuleWords
  extends Readonly<Record<'l1' | 'l2' | 'labelSmoothing' | 'clipValue' | 'clipNorm' | 'maxNorm', string>> {
  readonly normalization: Readonly<Record<NormalizationKind, string>>
  layers(count: number): string
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
    normalization: { batch: 'batch normalization', layer: 'layer normalization' },
    layers: (count) => (count === 1 ? 'hidden layer' : 'hidden layers'),
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
    normalization: { batch: 'normalización por lotes', layer: 'normalización por capa' },
    layers: (count) => (count === 1 ? 'capa oculta' : 'capas ocultas'),
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

/** What hidden layers have beside their activation: batch normalization, dropout 0.5; of some layers with their numbers. */
export function layerRuleWords({ layers }: Network, language: Language, number: Print): string[] {
  const hidden = layers.slice(0, -1)
  const text = words[language]
  const told = (own: (layer: Network['layers'][number]) => string | undefined): string[] => {
    const found = hidden.map(own)
    return [...new Set(found)].flatMap((one) => {
      if (one === undefined) return []
      const at = found.flatMap((other, l) => (other === one ? [l + 1] : []))
      return at.length === hidden.length ? [one] : [`${one} (${text.layers(at.length)} ${at.join(', ')})`]
    })
  }
  return [
    ...told(({ normalization }) => normalization && text.normalization[normalization.kind]),
    ...told(({ dropout }) => (dropout > 0 ? `dropout ${number(dropout)}` : undefined)),
  ]
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
