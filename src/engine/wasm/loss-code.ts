// The loss as code: each row's loss, and dL/da of its outputs or, where output and loss are a canonical pair, dL/dz at once.
import type { Network } from '../../core/network.ts'
import { activationOf } from '../../math/activations.ts'
import { childrenOf, type Expr, quantitiesOf } from '../../math/expr.ts'
import { lossOf } from '../../math/losses.ts'
import { toldLoss, toldPair } from '../../math/told.ts'
import { numberOf } from './activation-code.ts'
import { doubles } from './arithmetic.ts'
import type { Code } from './assembler/code.ts'
import { f64, i32, type Value } from './assembler/values.ts'
import { compile, isCompilable, withNumbers } from './formulas.ts'
import type { Functions } from './functions.ts'
import type { Layout } from './layout.ts'
import { eachColumn } from './panels.ts'
import type { Part } from './team.ts'

/** How the deltas of the outputs come about. */
export type Way =
  /** The short form of a pair, where it holds for the row. */
  | { readonly kind: 'pair'; readonly formula: Expr }
  /** dL/da times the slope, output by output. */
  | { readonly kind: 'product'; readonly formula: Expr }
  /** As the engine in JavaScript does it, row by row. */
  | { readonly kind: 'outside' }

/** In variable('y', 0) and variable('a', 0). */
export function wayOf(network: Network, outputs: number): Way {
  const { name } = network.layers.at(-1)!.activation
  const pair = toldPair(name, network.loss.name)
  if (pair) return { kind: 'pair', formula: withNumbers(pair.deltaFormula(0, outputs), () => undefined) }
  const formula = numbered(toldLoss(network.loss.name).derivativeFormula(0, outputs), network)
  const isSimple = !lossOf(network.loss.name).targetsAreProbabilities && hasOneOutput(formula)
  const isOwn = activationOf(name).kind === 'elementwise' && isSimple && !hasPole(formula)
  return isOwn ? { kind: 'product', formula } : { kind: 'outside' }
}

/** A row's loss output by output, where it is a sum of such terms; undefined where it is left to the loss's own code. */
export function termOf(network: Network, outputs: number): Expr | undefined {
  const formula = numbered(toldLoss(network.loss.name).termFormula(0, outputs), network)
  return lossOf(network.loss.name).from === 'outputs' && hasOneOutput(formula) && isCompilable(formula)
    ? formula
    : undefined
}

/** With the loss's own parameters as numbers. */
const numbered = (formula: Expr, { loss }: Network): Expr =>
  withNumbers(formula, (quantity) => numberOf(quantity, loss.parameters))

const hasOneOutput = (formula: Expr): boolean =>
  quantitiesOf(formula).every((quantity) => quantity.kind !== 'variable' || quantity.index === 0)

/** Whether it divides by something that may be 0 at the edge of the outputs' domain. */
const hasPole = (e: Expr): boolean =>
  (e.kind === 'quotient' && quantitiesOf(e.denominator).length > 0) || childrenOf(e).some(hasPole)

/** The terms of a row in order, from `targets` and `outputs` in panels; the row's loss goes to the losses. */
export function writeRowLosses(
  code: Code,
  layout: Layout,
  rows: Part,
  term: Expr,
  functions: Functions,
): void {
  const { rowBytes, lanes, targets, losses } = layout
  const { units, a: outputs } = layout.layers.at(-1)!
  const [row, column, loss] = [code.local('i32'), code.local('i32'), code.local('i32')]
  const [sum, y, a] = [code.local('f64'), code.local('f64'), code.local('f64')]
  code.set(row, i32.multiply(rows.from, rowBytes))
  code.set(loss, i32.multiply(rows.from, 8))
  code.count(row, i32.multiply(rows.to, rowBytes), rowBytes, () => {
    code.set(sum, f64.constant(-0))
    eachColumn(code, layout, row, column, units, () => {
      code.set(y, lanes.load(column, targets))
      code.set(a, lanes.load(column, outputs))
      code.set(sum, f64.add(sum, termCode(code, term, functions, { y, a })))
    })
    code.store(loss, sum, losses)
    code.advance(loss, 8)
  })
}

export interface Pair {
  readonly y: Value<'f64'>
  readonly a: Value<'f64'>
}

/** A term of doubles. A logarithm that nothing multiplies is not computed. */
export function termCode(code: Code, term: Expr, functions: Functions, { y, a }: Pair): Value<'f64'> {
  const context: Parameters<typeof compile<'f64', 'i32'>>[1] = {
    arithmetic: doubles,
    call: functions.scalar,
    quantity: (quantity) => (quantity.kind === 'variable' && quantity.name === 'y' ? y : a),
    keep: (value) => code.local('f64', value),
    whole: (e) => {
      if (e.kind !== 'product' || e.factors.length !== 2 || !isLogarithm(e.factors[1]!)) return undefined
      const share = code.local('f64', compile(e.factors[0]!, context))
      const value = code.local('f64', f64.constant(0))
      const isNothing = f64.equal(share, f64.constant(0))
      code.when(i32.not(isNothing), () =>
        code.set(value, f64.multiply(share, compile(e.factors[1]!, context))),
      )
      return value
    },
  }
  return compile(term, context)
}

const isLogarithm = (e: Expr): boolean => e.kind === 'function' && (e.name === 'ln' || e.name === 'log1p')
