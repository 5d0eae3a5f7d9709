// An activation as code, forward and backward: from its formulas where their code is as good as its own, else by calling that.
import type { Layer } from '../../core/network.ts'
import { activationOf } from '../../math/activations.ts'
import type { ElementwiseActivation } from '../../math/definitions.ts'
import { type Expr, quantitiesOf } from '../../math/expr.ts'
import type { Quantity } from '../../math/quantity.ts'
import { toldActivation } from '../../math/told.ts'
import type { Lanes } from './arithmetic.ts'
import { type Callable, type Code, called } from './assembler/code.ts'
import type { ModuleBuilder } from './assembler/module.ts'
import type { Value } from './assembler/values.ts'
import { compile, isCompilable, withNumbers } from './formulas.ts'
import type { Functions } from './functions.ts'

type Vector = Value<'v128'>

export interface ActivationCode {
  /** f of a vector of z. */
  readonly f: (code: Code, z: Vector) => Vector
  /** f' of a vector of z, whose f is known. */
  readonly slope: (code: Code, z: Vector, f: Vector) => Vector
  /** Whether the way back needs z. */
  readonly needsZ: boolean
}

/** What a module imports for it, under `layer0`, `layer1`, ...; nothing where its formulas do. */
export function activationImports({ activation }: Layer): Record<string, (...x: number[]) => number> {
  const definition = activationOf(activation.name)
  if (definition.kind === 'vector' || isWritten(activation.name)) return {}
  const { parameters } = activation
  return {
    f: (z) => definition.f(z!, parameters),
    slope: (z, a) => definition.derivative(z!, a!, parameters),
  }
}

/** Undefined for an activation that ties the units of a layer together. */
export function activationCode(
  { activation: { name, parameters } }: Layer,
  imported: Readonly<Record<string, Callable<'f64'>>>,
  functions: Functions,
  lanes: Lanes,
): ActivationCode | undefined {
  const told = toldActivation(name)
  if (told.kind === 'vector') return undefined
  const { f, slope } = imported
  if (f && slope) return byCalls(f, slope, lanes)
  const formula = (code: Code, e: Expr, z: Vector, a: Vector): Vector =>
    compile(e, {
      arithmetic: lanes,
      call: functions.vector,
      quantity: (quantity) => (isVariable(quantity, 'a') ? a : z),
      keep: (value) => code.local('v128', value),
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

/** Each lane by itself. */
function byCalls(f: Callable<'f64'>, slope: Callable<'f64'>, lanes: Lanes): ActivationCode {
  const places = Array.from({ length: lanes.count }, (_, n) => n)
  const each = (code: Code, first: Vector, of: (lane: number) => Value<'f64'>): Vector => {
    const done = code.local('v128', first)
    for (const n of places) code.set(done, lanes.withLane(done, n, of(n)))
    return done
  }
  return {
    f: (code, z) => each(code, z, (n) => called(f, lanes.lane(z, n))),
    slope: (code, z, a) => each(code, z, (n) => called(slope, lanes.lane(z, n), lanes.lane(a, n))),
    needsZ: true,
  }
}

export function importActivation(
  builder: ModuleBuilder,
  layer: Layer,
  from: string,
): Readonly<Record<string, Callable<'f64'>>> {
  const parameters = { f: ['f64'], slope: ['f64', 'f64'] } as const
  const names = Object.keys(activationImports(layer)) as (keyof typeof parameters)[]
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
