// Functions that a module imports from JavaScript, in each of its threads: those of formulas, and activations that have no code in it.
import { type ActivationName, activations } from '../../../math/activations.ts'
import type { ActivationDefinition } from '../../../math/definitions.ts'
import { normalCdf, normalPdf } from '../../../math/elementary/error-function.ts'
import { exp, expm1, log, log1p, tanh } from '../../../math/elementary.ts'
import type { Called } from '../formulas.ts'

/** What a module imports under `math`; each also serves where WebAssembly has no code of its own. */
export const importedFunctions: Readonly<Record<Called, (x: number) => number>> = {
  exp,
  tanh,
  ln: log,
  log1p,
  expm1,
  'normal-cdf': normalCdf,
  'normal-pdf': normalPdf,
}

/** An activation by its name, as plain data. */
export interface ActivationRef {
  readonly name: ActivationName
  readonly parameters: Readonly<Record<string, number>>
}

/** What a module imports for a layer, under `layer0`, `layer1`, ... */
export function layerFunctions(activation: ActivationRef): Record<string, (...x: number[]) => number> {
  const definition: ActivationDefinition = activations[activation.name]
  if (definition.kind === 'vector') return {}
  const { parameters } = activation
  return {
    f: (z) => definition.f(z!, parameters),
    slope: (z, a) => definition.derivative(z!, a!, parameters),
  }
}
