// The parts of mathematics that come later: what gelu, orthogonal matrices and the Mersenne Twister alone need.
export { normalCdf, normalPdf } from './elementary/error-function.ts'
export { mersenneTwisterWords } from './mersenne-twister.ts'
export { randomOrthogonal } from './orthogonal.ts'
