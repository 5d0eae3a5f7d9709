// An activation as code, forward and backward: from its formulas where their code is as good as its own, else by calling that.
import type { Layer } from '../../core/network.ts'
import { activationOf } from '../../math/activations.ts'
import type { ElementwiseActivation } from '../../math/definitions.ts'
import { type Expr, quantitiesOf } from '../../math/expr.ts'
import type { Quantity } from '../../math/quantity.ts'
import { toldActivation } from '../../math/told.ts'
import type { Numbers } from './arithmetic.ts'
import type { Callable, Code } from './assembler/code.ts'
import type { ModuleBuilder } from './assembler/module.ts'
import type { Value } from './assembler/values.ts'
import { compile, isCompilable, withNumbers } from './formulas.ts'
import type { Kind } from './kinds.ts'
import { type ActivationRef, layerFunctions } from './threads/helper-functions.ts'

export interface ActivationCode<T extends Numbers = 'v128'> {
  /** f of z. */
  readonly f: (code: Code, z: Value<T>) => Value<T>
  /** f' of z, whose f is known. */
  readonly slope: (code: Code, z: Value<T>, f: Value<T>) => Value<T>
  /** Whether the way back needs z. */
  readonly needsZ: boolean
}

/** The functions of doubles that a layer imports. */
export type ImportedActivation = Readonly<Record<string, Callable<'f64'>>>

/** The activation whose own functions a module imports; undefined where its formulas do. */
export const importedActivation = ({ activation }: Layer): ActivationRef | undefined =>
  activationOf(activation.name).kind === 'vector' || isWritten(activation.name) ? undefined : activation

/** Undefined for an activation that ties the units of a layer together. */
export function activationCode<T extends Numbers, Mask extends 'i32' | 'v128'>(
  { activation: { name, parameters } }: Layer,
  imported: ImportedActivation,
  { arithmetic, call, apply }: Kind<T, Mask>,
): ActivationCode<T> | undefined {
  const told = toldActivation(name)
  if (told.kind === 'vector') return undefined
  const { f, slope } = imported
  if (f && slope) {
    return {
      f: (code, z) => apply(code, f, z),
      slope: (code, z, a) => apply(code, slope, z, a),
      needsZ: true,
    }
  }
  const formula = (code: Code, e: Expr, z: Value<T>, a: Value<T>): Value<T> =>
    compile(e, {
      arithmetic,
      call,
      quantity: (quantity) => (isVariable(quantity, 'a') ? a : z),
      keep: (value) => code.local(arithmetic.type, value),
    })
  const [ownFormula, slopeFormula] = [told.formula, told.derivativeFormula].map((e) =>
    withNumbers(e, (quantity) => numberOf(quantity, parameters)),
  ) as [Expr, Expr]
  return {
    f: (code, z) => formula(code, ownFormula, z, z),
    slope: (code, z, a) => formula(code, slopeFormula, z, a),
    needsZ: quantitiesOf(slopeFormula).some((quantity) => isVariable(quantity, 'z')),
  }
}

export function importActivation(builder: ModuleBuilder, layer: Layer, from: string): ImportedActivation {
  const parameters = { f: ['f64'], slope: ['f64', 'f64'] } as const
  const own = importedActivation(layer)
  const names = Object.keys(own ? layerFunctions(own) : {}) as (keyof typeof parameters)[]
  return Object.fromEntries(
    names.map((name) => [name, builder.importFunction({ from, name }, parameters[name], 'f64')]),
  )
}

function isWritten(name: string): boolean {
  const told = toldActivation(name) as ElementwiseActivation & { formula: Expr; derivativeFormula: Expr }
  return isCompilable(told.formula) && isCompilable(told.derivativeFormula)
}

const isVariable = (quantity: Quantity, name: string): boolean =>
  quantity.kind === 'variable' && quantity.name === name

/** The number of a function's own parameter. */
export function numberOf(
  quantity: Quantity,
  parameters: Readonly<Record<string, number | undefined>>,
): number | undefined {
  return quantity.kind === 'hyper-parameter' ? parameters[quantity.name] : undefined
}
