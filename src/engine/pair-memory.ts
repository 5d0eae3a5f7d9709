// The pairs of a vector optimizer as flat arrays by name, as plain data: the oldest first, empty places at the end.
import { type CurvaturePair, curvaturePair } from '../math/optimizers/two-loop.ts'
import type { SessionState } from './engine.ts'

/**
 * Always of the same size, however many pairs there are.
 * @param most pairs that are remembered.
 * @param size trained parameters, each counted once.
 */
export function memoryOf(
  pairs: readonly CurvaturePair[],
  most: number,
  size: number,
): SessionState['memory'] {
  const [steps, changes] = [new Float64Array(most * size), new Float64Array(most * size)]
  const times = new Float64Array(most)
  for (const [p, { time, step, change }] of pairs.entries()) {
    times[p] = time
    steps.set(step, p * size)
    changes.set(change, p * size)
  }
  return { 'step-taken': steps, 'gradient-change': changes, 'pair-time': times }
}

/** The pairs again, to the bit. */
export function pairsFrom(memory: SessionState['memory'], size: number): CurvaturePair[] {
  const { 'step-taken': steps, 'gradient-change': changes, 'pair-time': times } = memory
  return Array.from(times!.filter((time) => time > 0)).flatMap((time, p) => {
    const part = (values: Float64Array): Float64Array => values.slice(p * size, (p + 1) * size)
    return curvaturePair(time, part(steps!), part(changes!)) ?? []
  })
}
