// The names of a step's numbers as the messages of a divergence write them: in words and in the delta notation of print/.
import type { Language } from '../errors.ts'
import type { MemoryName, ParameterRef, Quantity } from '../math/quantity.ts'

/** Whether it is a loss: of an output, of a sample or of the batch. */
export const isLoss = ({ kind }: Quantity): boolean =>
  kind === 'unit-loss' || kind === 'sample-loss' || kind === 'batch-loss'

/** How many units each layer has, the inputs first. */
export type Widths = readonly number[]

/** z_2^(1), ∂L/∂w_31^(2); L for every loss. */
export function nameIn(quantity: Quantity, widths: Widths): string {
  switch (quantity.kind) {
    case 'pre-activation':
      return unitName('z', quantity)
    case 'activation':
      return unitName('a', quantity)
    case 'argument':
      return unitName('u', quantity)
    case 'delta':
      return unitName('δ', quantity)
    case 'weight':
    case 'bias':
    case 'scale':
    case 'shift':
      return parameterName(quantity, widths)
    case 'derivative':
      return `∂L/∂${nameIn(quantity.by, widths)}`
    default:
      return 'L'
  }
}

/** With what it is: the net input z_2^(1). */
export function wordsFor(quantity: Quantity, widths: Widths, language: Language): string {
  const en = language === 'en'
  switch (quantity.kind) {
    case 'statistic':
    case 'running': {
      const { name, layer, unit } = quantity
      const which = statisticWords[language][quantity.kind][name as 'mean' | 'variance']
      const place = en ? `of layer ${layer + 1}` : `de la capa ${layer + 1}`
      if (unit === 'all') return `${which} ${place}`
      return en ? `${which} of unit ${unit + 1} ${place}` : `${which} de la neurona ${unit + 1} ${place}`
    }
    case 'norm': {
      const { of } = quantity
      if (of === 'gradients') return en ? 'the norm of the gradients' : 'la norma de los gradientes'
      const [unit, layer] = [of.unit + 1, of.layer + 1]
      return en
        ? `the norm of the weights into unit ${unit} of layer ${layer}`
        : `la norma de los pesos hacia la neurona ${unit} de la capa ${layer}`
    }
    case 'memory':
      return en
        ? `the ${memoryWords.en[quantity.name]} of ${parameterName(quantity.parameter, widths)}`
        : `${memoryWords.es[quantity.name]} de ${parameterName(quantity.parameter, widths)}`
    case 'derivative':
      return `${en ? 'the gradient' : 'el gradiente'} ${nameIn(quantity, widths)}`
    default:
      return `${kindWords[language][quantity.kind as keyof (typeof kindWords)['en']]} ${nameIn(quantity, widths)}`
  }
}

const kindWords = {
  en: {
    'pre-activation': 'the net input',
    activation: 'the activation',
    argument: 'the normalized net input',
    delta: 'the delta',
    weight: 'the new weight',
    bias: 'the new bias',
    scale: 'the new scale',
    shift: 'the new shift',
  },
  es: {
    'pre-activation': 'la entrada de la neurona',
    activation: 'la salida de la neurona',
    argument: 'la entrada normalizada',
    delta: 'el delta',
    weight: 'el peso nuevo',
    bias: 'el umbral nuevo',
    scale: 'la escala nueva',
    shift: 'el desplazamiento nuevo',
  },
} as const

const statisticWords = {
  en: {
    statistic: { mean: 'the mean', variance: 'the variance' },
    running: { mean: 'the running mean', variance: 'the running variance' },
  },
  es: {
    statistic: { mean: 'la media', variance: 'la varianza' },
    running: { mean: 'la media móvil', variance: 'la varianza móvil' },
  },
} as const

const memoryWords = {
  en: {
    velocity: 'velocity',
    'first-moment': 'first moment m',
    'second-moment': 'second moment v',
    'mean-gradient': 'mean gradient',
    'square-sum': 'sum of squares',
    'step-taken': 'remembered step',
    'gradient-change': 'remembered change of the gradient',
  },
  es: {
    velocity: 'la velocidad',
    'first-moment': 'el primer momento m',
    'second-moment': 'el segundo momento v',
    'mean-gradient': 'el gradiente medio',
    'square-sum': 'la suma de cuadrados',
    'step-taken': 'el paso recordado',
    'gradient-change': 'el cambio recordado del gradiente',
  },
} as const satisfies Record<Language, Record<MemoryName, string>>

const unitName = (
  letter: string,
  { layer, unit }: { readonly layer: number; readonly unit: number },
): string => `${letter}_${unit + 1}^(${layer + 1})`

/** From so many units on, in the layer or before it, the two indices of a weight are separated by a comma. */
const WIDE_LAYER = 10

function parameterName(parameter: ParameterRef, widths: Widths): string {
  const { layer } = parameter
  if (parameter.kind !== 'weight')
    return `${parameterLetters[parameter.kind]}_${Number(parameter.unit) + 1}^(${layer + 1})`
  const comma = Math.max(widths[layer]!, widths[layer + 1]!) >= WIDE_LAYER ? ',' : ''
  return `w_${parameter.to + 1}${comma}${parameter.from + 1}^(${layer + 1})`
}

const parameterLetters = { bias: 'b', scale: 'γ', shift: 'β' } as const
