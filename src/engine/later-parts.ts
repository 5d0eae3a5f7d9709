// The parts of the engines that come later (docs/decisions/0006), and what stands in for them.
import { laterPart } from '../later.ts'
import { refusals } from '../math/refusals.ts'
import type { Engine } from './engine.ts'

/** What parts.ts names. */
export const laterParts = laterPart(
  () => import('./parts.ts'),
  (
    name:
      | 'core'
      | 'divergence'
      | 'lbfgs'
      | 'limits'
      | 'normalization'
      | 'penalties'
      | 'resume'
      | 'schedule'
      | 'wasm',
  ) => refusals.notLoaded(name),
)

/** The reference, by name; its `plan` throws PasoError not-loaded while it is not there. */
export const coreEngine: Engine = {
  name: 'core',
  plan: (...given) => laterParts.needed('core').coreEngine.plan(...given),
}

/** The engine in WebAssembly, by name, with the numbers of core; its `plan` throws PasoError not-loaded while it is not there. */
export const webassembly: Engine = {
  name: 'wasm',
  plan: (...given) =>
    laterParts
      .needed('wasm')
      .webassemblyEngine('float64')
      .plan(...given),
}
