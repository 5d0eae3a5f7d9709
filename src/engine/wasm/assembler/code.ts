// Code: the body of a function, statement by statement, with its locals, loops and branches.
import { storingAtomic } from './atomics.ts'
import { type Bytes, measured, unsignedLeb } from './bytes.ts'
import { type Integer, i32, integer, storing, typeByte, type Value, type ValueType } from './values.ts'

/** A function that can be called: of this module or of the program around it. */
export interface Callable<Result extends ValueType = ValueType> {
  readonly index: number
  readonly parameters: readonly ValueType[]
  /** Left out where it gives nothing. */
  readonly result?: Result | undefined
}

/** A named place of the function's own; as a value it is what it holds. */
export interface Local<T extends ValueType = ValueType> extends Value<T> {
  readonly index: number
}

const END = 0x0b
const EMPTY = 0x40

export class Code {
  readonly parameters: readonly Local[]
  readonly #locals: ValueType[] = []
  readonly #parameterCount: number
  readonly #bytes: Bytes[] = []

  constructor(parameters: readonly ValueType[]) {
    this.#parameterCount = parameters.length
    this.parameters = parameters.map((type, index) => localAt(type, index))
  }

  /** The parameter at that place. */
  parameter<T extends ValueType>(type: T, at: number): Local<T> {
    const found = this.parameters[at]
    if (found?.type !== type) throw new TypeError(`parameter ${at} is no ${type}`)
    return found as Local<T>
  }

  /** A new local. @param first what it holds; 0 where it is left out */
  local<T extends ValueType>(type: T, first?: Value<T>): Local<T> {
    const local = localAt(type, this.#parameterCount + this.#locals.length)
    this.#locals.push(type)
    if (first) this.set(local, first)
    return local
  }

  set<T extends ValueType>(local: Local<T>, value: Value<T>): void {
    this.#add(value.code, [0x21], unsignedLeb(local.index))
  }

  /** Adds to a local. */
  advance(local: Local<'i32'>, by: Integer): void {
    this.set(local, i32.add(local, by))
  }

  store(address: Integer, value: Value<Exclude<ValueType, 'i64'>>, offset = 0): void {
    this.#add(integer(address).code, value.code, storing[value.type], [0], unsignedLeb(offset))
  }

  /** For other threads to see, after all that this one stored before. */
  storeAtomic(address: Integer, value: Integer, offset = 0): void {
    this.#add(integer(address).code, integer(value).code, storingAtomic(offset))
  }

  /** Computes a value for what it does. */
  drop(value: Value): void {
    this.#add(value.code, [0x1a])
  }

  /** Copies bytes; the two places may overlap. */
  copy(to: Integer, from: Integer, bytes: Integer): void {
    this.#add(integer(to).code, integer(from).code, integer(bytes).code, [0xfc, 0x0a, 0, 0])
  }

  /** Sets bytes to 0. */
  clear(from: Integer, bytes: Integer): void {
    this.#add(integer(from).code, integer(0).code, integer(bytes).code, [0xfc, 0x0b, 0])
  }

  call(callable: Callable, ...operands: readonly Value[]): void {
    this.#add(callBytes(callable, operands), callable.result ? [0x1a] : [])
  }

  when(condition: Value<'i32'>, then: () => void, otherwise?: () => void): void {
    this.#add(condition.code, [0x04, EMPTY])
    then()
    if (otherwise) {
      this.#add([0x05])
      otherwise()
    }
    this.#add([END])
  }

  /** Counts `counter` from where it is up to `end`, which it then has reached; no round where it is there already. */
  count(counter: Local<'i32'>, end: Integer, step: Integer, round: () => void): void {
    this.when(i32.less(counter, end), () => this.countSome(counter, end, step, round))
  }

  /** The same where at least one round is certain. */
  countSome(counter: Local<'i32'>, end: Integer, step: Integer, round: () => void): void {
    this.#add([0x03, EMPTY])
    round()
    this.advance(counter, step)
    this.#add(i32.less(counter, end).code, [0x0d, 0, END])
  }

  /** Rounds until `leave` is called; `leave` may be called outside of inner loops and branches only. */
  repeat(round: (leaveWhen: (condition: Value<'i32'>) => void) => void): void {
    this.#add([0x02, EMPTY, 0x03, EMPTY])
    round((condition) => this.#add(condition.code, [0x0d, 1]))
    this.#add([0x0c, 0, END, END])
  }

  return(value?: Value): void {
    this.#add(value?.code ?? [], [0x0f])
  }

  /** The value that the function gives when it comes to its end. */
  result(value: Value): void {
    this.#add(value.code)
  }

  /** As the code section has it. */
  body(): Bytes {
    const groups = this.#locals.flatMap((type) => [1, typeByte[type]])
    return measured([unsignedLeb(this.#locals.length), groups, this.#bytes, END])
  }

  #add(...parts: readonly Bytes[]): void {
    for (const part of parts) this.#bytes.push(part)
  }
}

const localAt = <T extends ValueType>(type: T, index: number): Local<T> => ({
  type,
  index,
  code: [0x20, ...unsignedLeb(index)],
})

function callBytes({ index, parameters }: Callable, operands: readonly Value[]): Bytes {
  const given = operands.map(({ type }) => type).join()
  if (given !== parameters.join())
    throw new TypeError(`a function of (${parameters.join()}) was called with (${given})`)
  return [operands.map(({ code }) => code), 0x10, unsignedLeb(index)]
}

/** What a function gives. */
export function called<Result extends ValueType>(
  callable: Callable<Result>,
  ...operands: readonly Value[]
): Value<Result> {
  if (!callable.result) throw new TypeError('a function without a result was used as a value')
  return { type: callable.result, code: callBytes(callable, operands) }
}
