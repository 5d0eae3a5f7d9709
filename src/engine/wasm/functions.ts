// The functions that formulas call: written in WebAssembly where training spends its time, asked of the program around it elsewhere.
import type { Lanes } from './arithmetic.ts'
import { type Callable, called } from './assembler/code.ts'
import type { ModuleBuilder } from './assembler/module.ts'
import type { Value } from './assembler/values.ts'
import * as float32 from './elementary-float32.ts'
import { expFunction, lnFunction, tanhFunction } from './elementary-float64.ts'
import * as float64x2 from './elementary-float64x2.ts'
import type { Called } from './formulas.ts'
import { importedFunctions } from './threads/helper-functions.ts'

export class Functions {
  readonly #builder: ModuleBuilder
  readonly #lanes: Lanes
  readonly #imported: ReadonlyMap<string, Callable<'f64'>>
  readonly #scalars = new Map<Called, Callable<'f64'>>()
  readonly #vectors = new Map<Called, Callable<'v128'>>()

  /** Adds the imports; so it comes before the module's functions. */
  constructor(builder: ModuleBuilder, lanes: Lanes) {
    this.#builder = builder
    this.#lanes = lanes
    const names = Object.keys(importedFunctions)
    this.#imported = new Map(
      names.map((name) => [name, builder.importFunction({ from: 'math', name }, ['f64'], 'f64')]),
    )
  }

  /** Of a double. */
  readonly scalar = (name: Called, x: Value<'f64'>): Value<'f64'> =>
    called(
      made(this.#scalars, name, () => this.#scalarFunction(name)),
      x,
    )

  /** Of all lanes. */
  readonly vector = (name: Called, x: Value<'v128'>): Value<'v128'> =>
    called(
      made(this.#vectors, name, () => this.#vectorFunction(name)),
      x,
    )

  #scalarFunction(name: Called): Callable<'f64'> {
    const imported = this.#imported.get(name)!
    if (name === 'exp') return expFunction(this.#builder, imported)
    if (name === 'ln') return lnFunction(this.#builder, imported)
    if (name !== 'tanh') return imported
    this.scalar('exp', { type: 'f64', code: [] })
    return tanhFunction(this.#builder, this.#scalars.get('exp')!, imported)
  }

  #vectorFunction(name: Called): Callable<'v128'> {
    const builder = this.#builder
    if (this.#lanes.precision === 'float64') return this.#pairFunction(name)
    const other = (needed: Called): Callable<'v128'> =>
      made(this.#vectors, needed, () => this.#vectorFunction(needed))
    switch (name) {
      case 'exp':
        return float32.expFunction(builder)
      case 'expm1':
        return float32.expm1Function(builder, other('exp'))
      case 'tanh':
        return float32.tanhFunction(builder)
      case 'ln':
        return float32.lnFunction(builder)
      case 'log1p':
        return float32.log1pFunction(builder, other('ln'))
      default:
        return this.#laneByLane(name)
    }
  }

  /** Of two doubles. */
  #pairFunction(name: Called): Callable<'v128'> {
    if (name !== 'exp' && name !== 'tanh') return this.#laneByLane(name)
    this.scalar(name, { type: 'f64', code: [] })
    const scalar = this.#scalars.get(name)!
    if (name === 'exp') return float64x2.expFunction(this.#builder, scalar)
    const exp = made(this.#vectors, 'exp', () => this.#pairFunction('exp'))
    return float64x2.tanhFunction(this.#builder, exp, scalar)
  }

  #laneByLane(name: Called): Callable<'v128'> {
    const { count, lane, withLane } = this.#lanes
    this.scalar(name, { type: 'f64', code: [] })
    return this.#builder.function(['v128'], 'v128', (code) => {
      const x = code.parameter('v128', 0)
      const places = Array.from({ length: count }, (_, n) => n)
      code.result(
        places.reduce<Value<'v128'>>((done, n) => withLane(done, n, this.scalar(name, lane(x, n))), x),
      )
    })
  }
}

function made<Key, T>(known: Map<Key, T>, key: Key, make: () => T): T {
  const found = known.get(key)
  if (found !== undefined) return found
  const fresh = make()
  known.set(key, fresh)
  return fresh
}
