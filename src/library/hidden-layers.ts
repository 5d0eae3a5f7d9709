// Dropout and normalization as they are asked for: once for all hidden layers, or one for each.
import type { NormalizationKind } from '../core/normalization.ts'
import { refusals } from './refusals.ts'

/** What stands between the sums of a hidden layer and its activation. */
export type NormalizationOption = NormalizationKind | 'none'

/** For all hidden layers, or one for each. */
export type ForLayers<Value> = Value | readonly Value[]

export interface LayerSettings {
  readonly dropout?: ForLayers<number> | undefined
  readonly normalization?: ForLayers<NormalizationOption> | undefined
}

/** What each hidden layer has. */
export interface HiddenLayer {
  readonly units: number
  readonly dropout: number
  readonly normalization: NormalizationKind | undefined
}

/** @throws PasoError wrong-shape where a list does not have one for each hidden layer */
export function hiddenLayers(hidden: readonly number[], settings: LayerSettings): HiddenLayer[] {
  const dropout = forEach('dropout', settings.dropout ?? 0, hidden.length)
  const normalization = forEach('normalization', settings.normalization ?? 'none', hidden.length)
  return hidden.map((units, l) => {
    const kind = normalization[l]!
    return { units, dropout: dropout[l]!, normalization: kind === 'none' ? undefined : kind }
  })
}

function forEach<Value extends number | string>(
  option: 'dropout' | 'normalization',
  given: ForLayers<Value>,
  layers: number,
): readonly Value[] {
  if (typeof given !== 'object') return Array.from({ length: layers }, () => given)
  if (given.length !== layers) throw refusals.notOneForEachLayer(option, layers, given.length)
  return given
}
