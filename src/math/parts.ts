// The parts of mathematics that come later: what gelu, L-BFGS, orthogonal matrices and the Mersenne Twister alone need.
export { normalCdf, normalPdf } from './elementary/error-function.ts'
export { mersenneTwisterWords } from './mersenne-twister.ts'
export { lbfgsStep } from './optimizers/lbfgs-step.ts'
export { randomOrthogonal } from './orthogonal.ts'
