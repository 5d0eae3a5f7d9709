// The parts of the engines that come later: the reference, which runs core, and the diagnosis, which runs it too.
export { coreEngine } from './core-engine.ts'
export { diagnose } from './diagnosis.ts'
