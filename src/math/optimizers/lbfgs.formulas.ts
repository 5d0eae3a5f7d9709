// The lines of a step of L-BFGS for one parameter, as people read them: the two loops over the pairs, the direction, the step.
import type { SearchFormulas, VectorRule, VectorRuleSite } from '../definitions.ts'
import { call, difference, group, maximum, negative, num, product, q, quotient, sum } from '../expr.ts'
import type {
  Auxiliary,
  AuxiliaryName,
  Coefficient,
  CoefficientName,
  Memory,
  MemoryName,
  Quantity,
  ScalarProduct,
} from '../quantity.ts'
import type { RuleId } from '../why.ts'

/** The index of q when the first loop has no pair left. */
const NONE = 0

export const lbfgsFormulas: SearchFormulas = { rules }

/** All lines; for a gradient that is flat, only that the parameter stays. */
function rules(site: VectorRuleSite): VectorRule[] {
  const { parameter, version, pairs, length } = site
  const { d, t } = lettersOf(site)
  const old = q({ ...parameter, version })
  const renewed = { ...parameter, version: version + 1 }
  const direction = pairs ? directionRules(site, pairs) : []
  if (length === undefined) return [...direction, line(renewed, old, 'lbfgs.stay')]
  return [
    ...direction,
    line(t, num(length), 'lbfgs.length'),
    line(renewed, sum(old, product(q(t), q(d))), 'lbfgs.step'),
  ]
}

function directionRules(site: VectorRuleSite, pairs: readonly number[]): VectorRule[] {
  const { g, d, gamma, forward, backward } = lettersOf(site)
  const [oldest, newest] = [pairs[0], pairs.at(-1)]
  if (oldest === undefined || newest === undefined) {
    const size = call('sqrt', q(times(g, g)))
    return [
      line(gamma, quotient(num(1), maximum(num(1), size)), 'lbfgs.first-scale'),
      line(d, negative(product(q(gamma), q(g))), 'lbfgs.direction'),
    ]
  }
  const { time } = site
  return [
    line(backward(newest), q(g), 'lbfgs.start'),
    ...firstLoop(site, pairs.toReversed()),
    ...scaling(site, newest),
    line(forward(oldest), product(q(gamma), q(backward(NONE))), 'lbfgs.between'),
    ...secondLoop(site, pairs),
    line(d, negative(q(forward(time))), 'lbfgs.direction'),
  ]
}

/** From the newest pair to the oldest. */
function firstLoop(site: VectorRuleSite, pairs: readonly number[]): VectorRule[] {
  const { s, y, rho, alpha, backward } = lettersOf(site)
  return pairs.flatMap((pair, i) => {
    const [here, next] = [backward(pair), backward(pairs[i + 1] ?? NONE)]
    return [
      line(rho(pair), quotient(num(1), q(times(y(pair), s(pair)))), 'lbfgs.rho'),
      line(alpha(pair), product(q(rho(pair)), q(times(s(pair), here))), 'lbfgs.alpha'),
      line(next, difference(q(here), product(q(alpha(pair)), q(y(pair)))), 'lbfgs.backward'),
    ]
  })
}

function scaling(site: VectorRuleSite, newest: number): VectorRule[] {
  const { gamma, s, y } = lettersOf(site)
  const formula = quotient(q(times(s(newest), y(newest))), q(times(y(newest), y(newest))))
  return [line(gamma, formula, 'lbfgs.scale')]
}

/** From the oldest pair to the newest. */
function secondLoop(site: VectorRuleSite, pairs: readonly number[]): VectorRule[] {
  const { s, y, rho, alpha, forward } = lettersOf(site)
  return pairs.map((pair, i) => {
    const [here, next] = [forward(pair), forward(pairs[i + 1] ?? site.time)]
    const rest = difference(q(alpha(pair)), product(q(rho(pair)), q(times(y(pair), here))))
    return line(next, sum(q(here), product(group(rest), q(s(pair)))), 'lbfgs.forward')
  })
}

const line = (target: Quantity, formula: VectorRule['formula'], why: RuleId): VectorRule => ({
  target,
  formula,
  why,
})

/** The quantities of a step by the letters of the literature, whose q and r are `backward` and `forward` here. */
function lettersOf({ parameter, time }: Pick<VectorRuleSite, 'parameter' | 'time'>) {
  const auxiliary = (name: AuxiliaryName): Auxiliary => ({ kind: 'auxiliary', name, parameter, time })
  const coefficient = (name: CoefficientName): Coefficient => ({ kind: 'coefficient', name, time })
  const memory = (name: MemoryName, pair: number): Memory => ({ kind: 'memory', name, parameter, time: pair })
  return {
    g: auxiliary('gradient'),
    d: auxiliary('search-direction'),
    gamma: coefficient('initial-scale'),
    t: coefficient('step-length'),
    s: (pair: number) => memory('step-taken', pair),
    y: (pair: number) => memory('gradient-change', pair),
    rho: (pair: number): Coefficient => ({ ...coefficient('inverse-curvature'), pair }),
    alpha: (pair: number): Coefficient => ({ ...coefficient('multiplier'), pair }),
    /** When the first loop comes to a pair. */
    backward: (pair: number): Auxiliary => ({ ...auxiliary('backward-vector'), pair }),
    /** When the second loop does. */
    forward: (pair: number): Auxiliary => ({ ...auxiliary('forward-vector'), pair }),
  }
}

/** aᵀb of the vectors that two quantities are entries of. */
function times(a: Memory | Auxiliary, b: Memory | Auxiliary): ScalarProduct {
  const { parameter: _, ...left } = a
  const { parameter: __, ...right } = b
  return { kind: 'scalar-product', left, right }
}
