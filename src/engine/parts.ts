// The parts of the engines that come later: the reference, which runs core, the diagnosis, which runs it too, and normalization.
export { coreEngine } from './core-engine.ts'
export { diagnose } from './diagnosis.ts'
export * as normalizing from './normalizing.ts'
