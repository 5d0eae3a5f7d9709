// The parts of mathematics that come later: what gelu, L-BFGS and orthogonal matrices alone need.
export { normalCdf, normalPdf } from './elementary/error-function.ts'
export { lbfgsStep } from './optimizers/lbfgs-step.ts'
export { randomOrthogonal } from './orthogonal.ts'
