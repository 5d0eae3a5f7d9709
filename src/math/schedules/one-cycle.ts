// One cycle: the learning rate rises to its value and then falls to almost nothing, each along half a cosine wave.
// As PyTorch's OneCycleLR with two phases; its div_factor is 1/q_1 and its final_div_factor q_1/q_T.
// Source: L. N. Smith and N. Topin, "Super-convergence: very fast training of neural networks using large learning rates" (2017).
import type { ScheduleDefinition, ScheduleOptions } from '../definitions.ts'
import { cosPi } from '../elementary.ts'
import { openUnitInterval } from '../interval.ts'
import { counted, option, share } from './options.ts'

/** The step of the peak, p T − 1: how many steps it has behind it. */
export const peakOf = (options: ScheduleOptions): number =>
  option(options, 'rise') * option(options, 'steps') - 1

/** From a share of α to another one: to + (from − to) · (1 + cos(π x)) / 2. */
const shareBetween = (from: number, to: number, x: number): number => to + (from - to) * ((1 + cosPi(x)) / 2)

export const oneCycle: ScheduleDefinition = {
  name: 'one-cycle',
  options: {
    steps: counted(),
    rise: { default: 0.3, domain: openUnitInterval },
    first: share(0.04),
    last: share(4e-6),
  },
  firstRate: (learningRate, options) => learningRate * option(options, 'first'),
  rate(learningRate, options, made) {
    const [steps, first, last] = [option(options, 'steps'), option(options, 'first'), option(options, 'last')]
    if (made >= steps) return learningRate * last
    const peak = peakOf(options)
    if (made < peak) return learningRate * shareBetween(first, 1, made / peak)
    return learningRate * shareBetween(1, last, (made - peak) / (steps - 1 - peak))
  },
}
