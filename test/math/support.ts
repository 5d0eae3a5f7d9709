// What the tests of functions share: values for the letters of a formula, and errors counted in units in the last place.
import { readFileSync } from 'node:fs'
import type { Parameters } from '../../src/math/definitions.ts'
import { evaluate } from '../../src/math/evaluate.ts'
import type { Expr } from '../../src/math/expr.ts'
import { type HyperParameterName, keyOf } from '../../src/math/quantity.ts'

export type Letters = Readonly<Record<string, number | readonly number[]>>

/** The value of a formula of letters (z, or a_0, a_1 for a vector a) and hyper-parameters. */
export function numberOf(formula: Expr, letters: Letters, parameters: Parameters = {}): number {
  return evaluate(formula, (quantity) => {
    const found =
      quantity.kind === 'hyper-parameter'
        ? parameters[quantity.name as HyperParameterName]
        : quantity.kind === 'variable'
          ? pick(letters[quantity.name], quantity.index)
          : undefined
    if (found === undefined) throw new Error(`the formula uses ${keyOf(quantity)}`)
    return found
  })
}

function pick(value: number | readonly number[] | undefined, index: number | undefined): number | undefined {
  return typeof value === 'object' && index !== undefined ? value[index] : (value as number | undefined)
}

/** |computed - expected| in units of 2^-53 of the larger of |expected| and `size`; -0 counts as 0. */
export function errorOf(computed: number, expected: number, size = 0): number {
  if (computed === expected) return 0
  return Math.abs(computed - expected) / (2 ** -53 * Math.max(Math.abs(expected), size, 2 ** -1022))
}

interface ActivationRows {
  readonly name: string
  readonly parameters: Parameters
  readonly rows: readonly (readonly [z: number, f: number, slope: number])[]
}
interface LossRows {
  readonly name: string
  readonly parameters: Parameters
  readonly rows: readonly {
    readonly targets: readonly number[]
    readonly outputs: readonly number[]
    readonly terms: readonly number[]
    readonly derivatives: readonly number[]
  }[]
}
interface Oracle {
  readonly activations: readonly ActivationRows[]
  readonly softmax: readonly {
    readonly z: readonly number[]
    readonly a: readonly number[]
    readonly jacobian: readonly (readonly number[])[]
  }[]
  readonly losses: readonly LossRows[]
}

/** Written by scripts/oracle/functions.py. */
export const oracle = JSON.parse(
  readFileSync(new URL('../oracle/functions.json', import.meta.url), 'utf8'),
) as Oracle
