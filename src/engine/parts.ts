// The parts of the engines that come later: the reference, the diagnosis and what a divergence ran into, which run core; the engine
// in WebAssembly and the one in a native runtime; limits, penalties and normalization in place; steps that are searched for; schedules that wait for a plateau; and
// the comparison of a saved state.

export { randomFrom } from '../math/random-sources.ts'
export { answersOf } from './answers.ts'
export { automatic } from './automatic.ts'
export { coreEngine } from './core-engine.ts'
export { diagnose } from './diagnosis.ts'
export { divergence } from './divergence.ts'
export { engineWarnings } from './engine-warnings.ts'
export * as limits from './limits.ts'
export { nativeEngine } from './native/native.ts'
export * as normalizing from './normalizing.ts'
export { addPenalties } from './penalties.ts'
export { afterEpoch } from './plateau.ts'
export { SearchSession } from './search-session.ts'
export { checkState } from './session-state.ts'
export { webassemblyEngine } from './wasm/webassembly.ts'
export { addWeighted } from './weighted.ts'
