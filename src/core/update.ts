// Update: what an optimizer makes of the gradients: new parameters and a new memory, all from the old ones at once.
import type { ElementwiseOptimizer } from '../math/definitions.ts'
import { optimizerOf } from '../math/optimizers.ts'
import type { MemoryName } from '../math/quantity.ts'
import { mapValues, valuesOf, withValues } from './layer-values.ts'
import { clipped, withinNorm } from './limits.ts'
import type { LayerValues, Network } from './network.ts'
import { learningRateAt } from './optimizer.ts'
import type { OptimizerSpec, OptimizerState, StepTrace } from './trace.ts'

/** What the optimizer remembers before its first step: each memory at its initial value, for every parameter. */
export function initialState(network: Network, optimizer: OptimizerSpec): OptimizerState {
  const definition = optimizerOf(optimizer.name)
  if (definition.kind === 'vector') return { time: 0, rateFactor: 1, memory: {}, pairs: [] }
  const initial = definition.memories(optimizer.options)
  const values = network.layers.map(valuesOf)
  const memory = Object.fromEntries(
    Object.entries<number>(initial).map(([name, value]) => [name, mapValues(values, () => value)]),
  )
  return { time: 0, rateFactor: 1, memory }
}

/** What an update leaves, and the norms that its limits looked at, or how its step was searched for. */
export interface Updated extends Pick<StepTrace, 'learningRate' | 'gradientNorm' | 'unitNorms' | 'search'> {
  readonly network: Network
  readonly state: OptimizerState
}

/**
 * The network and the memory after one step of an elementwise optimizer: gradients clipped, the optimizer with the rate
 * of the schedule, the weights held within their norm. Fixed biases stay, and so does their memory; γ and β are trained.
 */
export function update(
  network: Network,
  gradients: readonly LayerValues[],
  definition: ElementwiseOptimizer,
  optimizer: OptimizerSpec,
  state: OptimizerState,
): Updated {
  const { clip, maxNorm } = optimizer
  const given = clip ? clipped(network, gradients, clip) : { gradients, gradientNorm: undefined }
  const learningRate = learningRateAt(optimizer, state.time + 1, state.rateFactor)!
  const scheduled = { ...optimizer, options: { ...optimizer.options, learningRate } }
  const after = optimized(network, given.gradients, definition, scheduled, state)
  const held = maxNorm === undefined ? undefined : withinNorm(after.network, maxNorm)
  return {
    network: held?.network ?? after.network,
    state: after.state,
    learningRate,
    gradientNorm: given.gradientNorm,
    unitNorms: held?.unitNorms,
  }
}

/** The optimizer's own step. */
function optimized(
  network: Network,
  gradients: readonly LayerValues[],
  definition: ElementwiseOptimizer,
  optimizer: OptimizerSpec,
  state: OptimizerState,
): { readonly network: Network; readonly state: OptimizerState } {
  const rule = { definition, optimizer, time: state.time + 1 }
  const names = Object.keys(state.memory) as MemoryName[]
  const memory: Partial<Record<MemoryName, LayerValues[]>> = {}
  for (const name of names) memory[name] = []

  const layers = network.layers.map((layer, l) => {
    const olds = rowsOf(valuesOf(layer))
    const slopes = rowsOf(gradients[l]!)
    const memories = names.map((name) => rowsOf(state.memory[name]![l]!))
    const fixed = network.biasPolicy === 'fixed' ? layer.weights.length : undefined
    const news = olds.map((row, r) => {
      const rows: Row = { parameters: row, memories: memories.map((m) => m[r]!) }
      return r === fixed ? rows : updateRow(rule, names, rows, slopes[r]!)
    })
    names.forEach((name, m) => {
      memory[name]!.push(
        fromRows(
          news.map((row) => row.memories[m]!),
          layer,
        ),
      )
    })
    return withValues(
      layer,
      fromRows(
        news.map((row) => row.parameters),
        layer,
      ),
    )
  })
  return { network: { ...network, layers }, state: { time: rule.time, rateFactor: state.rateFactor, memory } }
}

interface Rule {
  readonly definition: ElementwiseOptimizer
  readonly optimizer: OptimizerSpec
  readonly time: number
}

/** Some parameters with their memories: memories[name][parameter]. */
interface Row {
  readonly parameters: readonly number[]
  readonly memories: readonly (readonly number[])[]
}

function updateRow(
  { definition, optimizer, time }: Rule,
  names: readonly MemoryName[],
  row: Row,
  gradients: readonly number[],
): Row {
  const memories: number[][] = names.map(() => [])
  const parameters = row.parameters.map((old, i) => {
    const before: Partial<Record<MemoryName, number>> = {}
    names.forEach((name, m) => {
      before[name] = row.memories[m]![i]!
    })
    const after = definition.update(old, gradients[i]!, before, optimizer.options, time)
    names.forEach((name, m) => {
      memories[m]!.push(after.memory[name]!)
    })
    return after.parameter
  })
  return { parameters, memories }
}

/** A layer's numbers as rows: its weights unit by unit, then its biases, then γ and β where it is normalized. */
function rowsOf({ weights, biases, scales, shifts }: LayerValues): readonly (readonly number[])[] {
  return scales && shifts ? [...weights, biases, scales, shifts] : [...weights, biases]
}

function fromRows(rows: readonly (readonly number[])[], { weights: { length } }: LayerValues): LayerValues {
  const [biases, scales, shifts] = rows.slice(length)
  return { weights: rows.slice(0, length), biases: biases!, ...(scales && { scales, shifts }) }
}
