// The formulas of initializers.ts, for those who tell a step.
import { call, type Expr, maximum, num, quotient, sum, variable } from './expr.ts'
import { type InitializerName, numeratorOf } from './initializers.ts'

export interface InitializerFormulas {
  /** The spread, in fan_in, fan_out and the parameters. */
  readonly formula: Expr
  /** Where it was published; undefined where there is nothing to cite. */
  readonly source?: string
}

export function initializerFormulas(): Readonly<Record<InitializerName, InitializerFormulas>> {
  const [fanIn, fanOut] = [variable('fan_in'), variable('fan_out')]
  const root = (e: Expr): Expr => call('sqrt', e)
  const scaling = (distribution: 'uniform' | 'normal', share: number, source: string, fan: Expr) => ({
    formula: root(quotient(num(numeratorOf(distribution, share)), fan)),
    source,
  })
  const glorot =
    'X. Glorot & Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks" (2010)'
  const he = 'K. He et al., "Delving deep into rectifiers" (2015)'
  const lecun = 'Y. LeCun et al., "Efficient BackProp" (1998)'
  return {
    zeros: { formula: num(0) },
    uniform: { formula: variable('limit') },
    normal: { formula: variable('deviation') },
    'glorot-uniform': scaling('uniform', 2, glorot, sum(fanIn, fanOut)),
    'glorot-normal': scaling('normal', 2, glorot, sum(fanIn, fanOut)),
    'he-uniform': scaling('uniform', 2, he, fanIn),
    'he-normal': scaling('normal', 2, he, fanIn),
    'lecun-uniform': scaling('uniform', 1, lecun, fanIn),
    'lecun-normal': scaling('normal', 1, lecun, fanIn),
    orthogonal: {
      formula: quotient(variable('gain'), root(maximum(fanIn, fanOut))),
      source:
        'A. Saxe et al., "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks" (2013)',
    },
  }
}
