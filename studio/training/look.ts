// A look at a run: what its network answers the shown rows, and how large its gradients are.
import { tracesOf } from '../../src/core/batch.ts'
import { gradientsOf } from '../../src/core/gradients.ts'
import type { Network } from '../../src/core/network.ts'
import { type LogBins, logBins } from '../../src/engine/log-bins.ts'
import { outputsOfRows } from '../../src/library/answers.ts'
import { type RunPlan, sizeOf } from './run-plan.ts'

/** Weights times rows for which gradients are taken. */
const MOST_PRODUCTS = 2e5
const MOST_ROWS = 32

export interface Look {
  readonly outputs: Float64Array
  readonly gradients: readonly LogBins[]
}

export function lookAt(run: RunPlan, network: Network): Look {
  const { inputs, rows } = run.shown
  const outputs = outputsOfRows(network, [inputs], rows.length)
  const count = Math.max(1, Math.min(MOST_ROWS, Math.floor(MOST_PRODUCTS / sizeOf(network))))
  const gradients = gradientsOf(network, tracesOf(network, run.some(count)))
  return { outputs, gradients: gradients.map(({ weights }) => logBins(weights)) }
}
