// The elementary functions, computed from + - * / and square roots alone: one seed gives the same bits in every JavaScript engine.
export { cosPi } from './elementary/cosine.ts'
export { exp, expm1 } from './elementary/exponential.ts'
export { log, log1p } from './elementary/logarithm.ts'
export { power } from './elementary/power.ts'
export { logSigmoid, logSumExp, sigmoid, softplus, tanh } from './elementary/sigmoid.ts'
