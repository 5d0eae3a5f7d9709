// The losses: each a sum of one term for each output, as formula and as code; and the output activations that they go with.
export { canonicalPair, canonicalPairs, legalPair } from './losses/pairs.ts'
export { canSmooth, smoothedClasses, smoothedTarget } from './losses/smoothing.ts'
export { isLossName, type LossName, losses, lossNames, lossOf, trainingLossNames } from './losses/table.ts'
