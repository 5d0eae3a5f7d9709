// L-BFGS: steps over all parameters at once, along a direction that the last steps suggest, as far as a line search says.
// Source: J. Nocedal and S. J. Wright, "Numerical optimization", 2nd ed. (2006), algorithm 7.5.
import type { VectorOptimizer } from '../definitions.ts'
import { closed, nonNegativeReals, openUnitInterval } from '../interval.ts'
import { laterParts } from '../later-parts.ts'

/** Counts beyond this are slips of the pen. */
const MOST = 1000

export const lbfgs: VectorOptimizer = {
  kind: 'vector',
  name: 'lbfgs',
  options: {
    historySize: { default: 10, domain: closed(1, MOST), whole: true },
    maxLineSearch: { default: 20, domain: closed(1, MOST), whole: true },
    c1: { default: 1e-4, domain: openUnitInterval, below: 'c2' },
    c2: { default: 0.9, domain: openUnitInterval },
    toleranceGrad: { default: 1e-7, domain: nonNegativeReals },
  },
  step: (...given) => laterParts.needed('lbfgs').lbfgsStep(...given),
}
