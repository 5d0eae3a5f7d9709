// Runs: layers of one shape, one after the other. Their code is written once, and goes from layer to layer by moving its addresses.
import type { Layer } from '../../core/network.ts'
import { activationOf } from '../../math/activations.ts'
import type { Code } from './assembler/code.ts'
import { i32 } from './assembler/values.ts'
import type { Context, ModulePlan } from './context.ts'
import { type LayerLayout, type Shift, UNMOVED } from './layout.ts'

interface Run {
  /** The layer whose addresses are in the code. */
  readonly layer: number
  readonly count: number
  /** From one layer to the next. */
  readonly parameters: number
  readonly rows: number
}

/** Fewer are not worth a loop. */
const FEWEST = 3

/** Addresses that move with the parameters, and with the rows. */
const ofParameters = ['weights', 'biases', 'end'] as const
const ofRows = ['z', 'f', 'a', 'masks', 'deltas', 'argumentDeltas', 'transposed'] as const

/** The layers in runs. The first of some equal ones follows another one, and stands alone. */
export function runsOf(plan: Pick<ModulePlan, 'network' | 'layout'>): readonly Run[] {
  const { layers } = plan.layout
  const runs: Run[] = []
  for (let l = 0; l < layers.length; ) {
    const step = stepTo(plan, l)
    let end = l + 1
    while (step && isSame(stepTo(plan, end), step)) end++
    const isLong = step !== undefined && end - l >= FEWEST
    const count = isLong ? end - l : 1
    runs.push({ layer: l, count, ...(isLong ? step : { parameters: 0, rows: 0 }) })
    l += count
  }
  return runs
}

type Step = Pick<Run, 'parameters' | 'rows'>

const isSame = (a: Step | undefined, b: Step): boolean => a?.parameters === b.parameters && a.rows === b.rows

/** How far all addresses of a layer are from those of the one before; undefined where the two are not alike. */
function stepTo({ network, layout }: Pick<ModulePlan, 'network' | 'layout'>, l: number): Step | undefined {
  const [own, before] = [layout.layers[l], layout.layers[l - 1]]
  // The first layer has no weights the other way, and a bias that a layer's units share is no vector.
  if (!own || !before || l < 2 || network.biasPolicy === 'shared') return undefined
  const isAlike = own.inputs === before.inputs && own.units === before.units
  const [kind, other] = [kindOf(network.layers[l]!), kindOf(network.layers[l - 1]!)]
  if (!isAlike || kind === undefined || kind !== other) return undefined
  const stepOf = (names: readonly (keyof LayerLayout)[]): number | undefined => {
    const used = names.filter((name) => own[name] !== 0)
    const steps = new Set(used.map((name) => (own[name] as number) - (before[name] as number)))
    return steps.size === 1 ? [...steps][0] : undefined
  }
  const [parameters, rows] = [stepOf(ofParameters), stepOf(ofRows)]
  return parameters === undefined || rows === undefined ? undefined : { parameters, rows }
}

/** What the code of a layer depends on, besides its shape; undefined for layers whose code knows where they are. */
function kindOf({ activation, dropout, normalization }: Layer): string | undefined {
  const isPlain = !normalization && activationOf(activation.name).kind === 'elementwise'
  return isPlain ? JSON.stringify([activation, dropout > 0]) : undefined
}

/** Visits each layer, the first one first or last: in a run once, in a loop. */
export function eachLayer(
  code: Code,
  context: Context,
  visit: (layer: number, shift: Shift) => void,
  order: 'forward' | 'backward' = 'forward',
): void {
  const runs = runsOf(context)
  for (const { layer, count, parameters, rows } of order === 'forward' ? runs : runs.toReversed()) {
    if (count === 1) {
      visit(layer, UNMOVED)
      continue
    }
    const isForward = order === 'forward'
    const start = (step: number) => code.local('i32', i32.constant(isForward ? 0 : (count - 1) * step))
    const shift = { parameters: start(parameters), rows: start(rows) }
    const left = code.local('i32', i32.constant(count))
    code.repeat((leaveWhen) => {
      visit(layer, shift)
      code.advance(shift.parameters, isForward ? parameters : -parameters)
      code.advance(shift.rows, isForward ? rows : -rows)
      code.advance(left, -1)
      leaveWhen(i32.not(left))
    })
  }
}
