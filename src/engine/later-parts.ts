// The parts of the engines that come later (docs/decisions/0006), and what stands in for them.
import { laterPart } from '../later.ts'
import { refusals } from '../math/refusals.ts'
import type { Engine, Precision } from './engine.ts'

/** What parts.ts names. */
export const laterParts = laterPart(
  () => import('./parts.ts'),
  (
    name:
      | 'core'
      | 'divergence'
      | 'lbfgs'
      | 'limits'
      | 'native'
      | 'normalization'
      | 'penalties'
      | 'resume'
      | 'schedule'
      | 'wasm'
      | 'weights',
  ) => refusals.notLoaded(name),
)

/** The reference, by name; its `plan` throws PasoError not-loaded while it is not there. */
export const coreEngine: Engine = {
  name: 'core',
  plan: (...given) => laterParts.needed('core').coreEngine.plan(...given),
}

/** The engine in WebAssembly, by name too. */
const webassemblyIn = (precision: Precision): Engine => ({
  name: 'wasm',
  plan: (...given) =>
    laterParts
      .needed('wasm')
      .webassemblyEngine(precision)
      .plan(...given),
})

/** With the numbers of core. */
export const webassembly = webassemblyIn('float64')

export const webassemblyInFloat32 = webassemblyIn('float32')

/** The engine in the runtime that is installed, by name too. */
const nativeIn = (precision: Precision): Engine => ({
  name: 'native',
  plan: (...given) =>
    laterParts
      .needed('native')
      .nativeEngine(precision)
      .plan(...given),
})

export const native = nativeIn('float64')

export const nativeInFloat32 = nativeIn('float32')
