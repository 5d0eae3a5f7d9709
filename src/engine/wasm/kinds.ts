// Kinds of numbers that formulas are computed in: vectors of a precision, or one number of it.
import type { Precision } from '../engine.ts'
import { type Arithmetic, doubles, type Lanes, type Numbers, singles } from './arithmetic.ts'
import { type Callable, type Code, called } from './assembler/code.ts'
import { f32, f64, type Value } from './assembler/values.ts'
import type { Called } from './formulas.ts'
import type { Functions } from './functions.ts'

export interface Kind<T extends Numbers, Mask extends 'i32' | 'v128'> {
  readonly arithmetic: Arithmetic<T, Mask>
  /** A function that formulas name. */
  readonly call: (name: Called, x: Value<T>) => Value<T>
  /** A function of doubles, number by number. */
  readonly apply: (code: Code, callable: Callable<'f64'>, ...x: readonly Value<T>[]) => Value<T>
}

export const vectorKind = (functions: Functions, lanes: Lanes): Kind<'v128', 'v128'> => ({
  arithmetic: lanes,
  call: functions.vector,
  apply(code, callable, ...x) {
    const done = code.local('v128', x[0]!)
    for (let n = 0; n < lanes.count; n++) {
      const own = x.map((vector) => lanes.lane(vector, n))
      code.set(done, lanes.withLane(done, n, called(callable, ...own)))
    }
    return done
  },
})

const doubleKind = (functions: Functions): Kind<'f64', 'i32'> => ({
  arithmetic: doubles,
  call: functions.scalar,
  apply: (_, callable, ...x) => called(callable, ...x),
})

/** Functions are those of doubles, rounded. */
const singleKind = (functions: Functions): Kind<'f32', 'i32'> => ({
  arithmetic: singles,
  call: (name, x) => f32.demote(functions.scalar(name, f64.promote(x))),
  apply: (_, callable, ...x) => f32.demote(called(callable, ...x.map((one) => f64.promote(one)))),
})

export const scalarKind = (functions: Functions, precision: Precision): Kind<'f64' | 'f32', 'i32'> =>
  (precision === 'float64' ? doubleKind(functions) : singleKind(functions)) as Kind<'f64' | 'f32', 'i32'>
