// The public names of paso/derive.
import '../whole.ts'

export { derive } from './derivation.ts'
export { gradient, sampleGradient, versioned } from './names.ts'
export { isTrained } from './order.ts'
export type { Derivation, Phase, Rule, Step, Told } from './step.ts'
