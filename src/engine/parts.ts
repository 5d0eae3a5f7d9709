// The parts of the engines that come later: the reference, the diagnosis and what a divergence ran into, which run core; the engine
// in WebAssembly; limits and normalization in place; and the comparison of a saved state.
export { coreEngine } from './core-engine.ts'
export { diagnose } from './diagnosis.ts'
export { divergence } from './divergence.ts'
export * as limits from './limits.ts'
export * as normalizing from './normalizing.ts'
export { checkState } from './session-state.ts'
export { isAvailable } from './wasm/host.ts'
export { webassemblyEngine } from './wasm/webassembly.ts'
