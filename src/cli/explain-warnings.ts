// What is worth a word before a step is told: a network so saturated that almost no gradient passes.
import type { StepTrace } from '../core/trace.ts'
import type { Language, Warning } from '../errors.ts'
import { formatNumber } from '../print/numbers.ts'
import { formulaText } from '../print/unicode.ts'
import type { LoadedNetwork } from './load.ts'

/** Below this every gradient is as good as none, where the loss is not small as well. */
const ALMOST_NONE = 1e-9
/** A slope that lets almost nothing pass. */
const FLAT = 1e-6
/** Units named in the warning. */
const FEW = 3

/** A warning where all gradients are almost 0 because units are far out on a flat activation. */
export function saturation(trace: StepTrace, file: LoadedNetwork): Warning | undefined {
  const { gradients, loss, stateBefore } = trace
  const sizes = gradients.flatMap(({ weights }) => weights.flatMap((row) => row.map(Math.abs)))
  const largest = sizes.reduce((a, b) => (a > b ? a : b), 0)
  const flat = flatUnits(trace)
  if (!(largest < ALMOST_NONE) || loss < ALMOST_NONE || flat.length === 0) return undefined
  const nets = (locale: Language): string =>
    flat
      .slice(0, FEW)
      .map(({ name, value }) => `${name} ≈ ${formatNumber(value, { digits: 4, locale })}`)
      .join(locale === 'es' ? '; ' : ', ')
  const size = (locale: Language): string => formatNumber(largest, { digits: 3, locale })
  const { learningRate } = file.optimizer.options
  const smaller = learningRate === undefined ? undefined : `--learning-rate ${learningRate}`
  const steps = stateBefore.time
  return {
    code: 'saturated',
    texts: {
      en: {
        what: `the largest weight gradient is ${size('en')}.`,
        where: `after ${steps} ${steps === 1 ? 'step' : 'steps'}, ${nets('en')}.`,
        why: 'so far from 0 the activation is flat: its slope is almost 0, and so is every gradient that passes through it.',
        hint: smaller ? `${smaller}, the value of ${file.title}, or smaller weights.` : 'smaller weights.',
      },
      es: {
        what: `el mayor gradiente de los pesos es ${size('es')}.`,
        where: `después de ${steps} ${steps === 1 ? 'paso' : 'pasos'}, ${nets('es')}.`,
        why: 'tan lejos de 0 la activación es plana: su pendiente es casi 0, y con ella todo gradiente que la atraviesa.',
        hint: smaller
          ? `${smaller}, el valor de ${file.title}, o pesos más pequeños.`
          : 'pesos más pequeños.',
      },
    },
  }
}

/** The units of the first sample that stand on a flat part, from the outputs back. */
function flatUnits({ network, samples }: StepTrace): { readonly name: string; readonly value: number }[] {
  const shape = {
    inputs: network.inputs,
    units: network.layers.map(({ biases }) => biases.length),
    oneBiasPerLayer: false,
    samples: samples.length,
  }
  const context = { notation: 'deck', shape, locale: 'en', digits: 4, tableDigits: 4 } as const
  const { slopes, preActivations, normalized, masks } = samples[0]!
  const found = slopes.flatMap((layer, l) =>
    layer.flatMap((slope, unit) => {
      if (Math.abs(slope) >= FLAT || masks?.[l]?.[unit] === 0) return []
      const u = normalized?.[l]?.arguments[unit]
      const kind = u === undefined ? 'pre-activation' : 'argument'
      const quantity = { kind, layer: l, unit, sample: 0 } as const
      return [
        {
          layer: l,
          name: formulaText({ kind: 'quantity', quantity }, context),
          value: u ?? preActivations[l]![unit]!,
        },
      ]
    }),
  )
  return found.toSorted((a, b) => b.layer - a.layer)
}
