// Small pieces of sentences that both languages need.
import type { Language } from '../../errors.ts'
import { type Expr, num, q } from '../../math/expr.ts'
import type { WhyId } from '../../math/why.ts'
import { formatNumber } from '../../print/numbers.ts'
import type { Content, Formula } from '../document.ts'
import type { ActivationWords, FunctionWords, LossWords, OptimizerWords, Sentences } from './functions.ts'
import type { FunctionProse } from './prose.ts'

/** A count in a sentence, with its thousands mark. */
export const count = (value: number, language: Language): string =>
  formatNumber(value, { digits: 15, locale: language, grouping: true })

const small: Readonly<Record<Language, readonly string[]>> = {
  en: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
  es: ['cero', 'uno', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve', 'diez'],
}

/** A count in a sentence: in letters up to ten. */
export const inWords = (n: number, language: Language): string => small[language][n] ?? count(n, language)

/** one path, seven paths */
export const counted = (n: number, one: string, many: string, language: Language): string =>
  `${inWords(n, language)} ${n === 1 ? one : many}`

/** w5 = 0.4, rounded or exact as the printers find. */
export const is = (left: Expr, value: number): Formula => ({ kind: 'relation', sides: [left, num(value)] })

/** A letter of a sentence as a formula: h, t. */
export const letter = (name: string): Expr => q({ kind: 'variable', name })

/** a, b and c */
export function enumerated(items: readonly Content[], comma: string, and: string): Content {
  return items.flatMap((item, i) => [...(i === 0 ? [] : [i === items.length - 1 ? and : comma]), ...item])
}

/** Of two numbers of opposite sign, the one that the sum keeps a part of. */
export const larger = (values: readonly number[]): number =>
  values.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best))

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Cross-entropy: looks only at ... */
const described = ({ name, describe }: FunctionWords): Content => [
  `${capital(name)}: ${describe.charAt(0).toLowerCase()}${describe.slice(1)}`,
]

/** What a language says of functions by name. */
export function functionProse(
  sentences: Sentences,
  activations: ActivationWords,
  losses: LossWords,
  optimizers: OptimizerWords,
): FunctionProse {
  return {
    nameOfActivation: (name) => activations[name as keyof ActivationWords].name,
    nameOfLoss: (name) => losses[name as keyof LossWords].name,
    nameOfOptimizer: (name) => optimizers[name as keyof OptimizerWords].name,
    describeLoss: (name) => described(losses[name as keyof LossWords]),
    describeOptimizer: (name) => described(optimizers[name as keyof OptimizerWords]),
    whyOfLines: (lines, symbols) => {
      const ids = [...new Set(lines.flatMap(({ why }) => (why ? [why as WhyId] : [])))]
      return ids.flatMap((id, i) => [...(i === 0 ? [] : [' ']), ...sentences[id](symbols)])
    },
    whyOfRule: (rule, symbols) => sentences[rule](symbols),
  }
}
