// Atomics: numbers in a memory that threads share, which each of them sees whole and in order; and waiting until one changes.
// Source: WebAssembly Core Specification, release 3.0, with the threads proposal, for the bytes of each instruction.
import { unsignedLeb } from './bytes.ts'
import { type Integer, integer, type Value, type ValueType } from './values.ts'

/** Four bytes, at a multiple of four: here that is demanded. */
const place = (offset: number): number[] => [2, ...unsignedLeb(offset)]

const instruction =
  (opcode: number) =>
  (offset: number, ...operands: readonly Value<ValueType>[]): Value<'i32'> => ({
    type: 'i32',
    code: [operands.map(({ code }) => code), [0xfe, opcode], place(offset)],
  })

const [notify, wait, load, add] = [0x00, 0x01, 0x10, 0x1e].map(instruction) as [
  ReturnType<typeof instruction>,
  ReturnType<typeof instruction>,
  ReturnType<typeof instruction>,
  ReturnType<typeof instruction>,
]

/** What `wait` gives: woken, nothing to wait for, or the time was over. */
export const WOKEN = 0
export const NOT_EQUAL = 1
export const TIMED_OUT = 2

/** The bytes of the instruction that stores; `Code.storeAtomic` writes it. */
export const storingAtomic = (offset: number): number[] => [0xfe, 0x17, ...place(offset)]

export const atomic = {
  load: (address: Integer, offset = 0): Value<'i32'> => load(offset, integer(address)),
  /** Adds to what is there; gives what was there. */
  add: (address: Integer, by: Integer, offset = 0): Value<'i32'> =>
    add(offset, integer(address), integer(by)),
  /**
   * Waits as long as `expected` is there, until it is notified; memory that is not shared, and a page's own thread, may not.
   * @param nanoseconds at most; for ever where it is below 0
   */
  wait: (address: Integer, expected: Integer, nanoseconds: Value<'i64'>, offset = 0): Value<'i32'> =>
    wait(offset, integer(address), integer(expected), nanoseconds),
  /** Wakes those who wait there, at most `count` of them; gives how many they were. */
  notify: (address: Integer, count: Integer, offset = 0): Value<'i32'> =>
    notify(offset, integer(address), integer(count)),
} as const
