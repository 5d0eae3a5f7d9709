// The parts of mathematics that come later: what gelu, L-BFGS, orthogonal matrices and losses from logits alone need.
export { normalCdf, normalPdf } from './elementary/error-function.ts'
export * as logits from './losses/from-logits-code.ts'
export { lbfgsStep } from './optimizers/lbfgs-step.ts'
export { randomOrthogonal } from './orthogonal.ts'
