// The names of what normalization adds: μ, σ², s, ẑ, u, and the running statistics with a bar.
import type { Mark } from '../math/expr.ts'
import type { Context } from '../math/formula.ts'
import type { NormalizedQuantity, StatisticName } from '../math/normalized-quantity.ts'
import { type Name, unitText } from './name.ts'

const statisticLetters = {
  mean: 'μ',
  variance: 'σ²',
  deviation: 's',
  'common-gradient': 'c',
  'aligned-gradient': 'p',
} as const satisfies Readonly<Record<StatisticName, string>>

export function normalizedName(q: NormalizedQuantity, { notation, shape }: Context, mark?: Mark): Name {
  const deck = notation === 'deck'
  /** Of a unit; of a whole layer by its number. */
  const placed = (name: Name, layer: number, unit: number | 'all', word?: string): Name => {
    if (!deck)
      return unit === 'all'
        ? { ...name, layer: layer + 1 }
        : { ...name, subscript: String(unit + 1), layer: layer + 1 }
    const subscript = unit === 'all' ? String(layer + 1) : unitText(layer, unit, shape)
    return word === undefined ? { ...name, subscript } : { base: word, upright: true, subscript }
  }
  switch (q.kind) {
    case 'statistic':
      return placed({ base: statisticLetters[q.name] }, q.layer, q.unit)
    case 'normalized':
      return placed({ base: 'z', accent: 'hat' }, q.layer, q.unit, 'norm')
    case 'argument':
      return placed({ base: 'u' }, q.layer, q.unit, 'arg')
    case 'running': {
      const name = placed({ base: q.name === 'mean' ? 'μ' : 'σ²', accent: 'bar' }, q.layer, q.unit)
      return mark === 'new' ? { ...name, mark: "'" } : name
    }
    case 'loss-sum':
      return { base: deck ? 'E' : 'L', subscript: 'Σ' }
  }
}
