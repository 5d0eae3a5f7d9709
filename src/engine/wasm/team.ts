// Team: how threads share a step, as code. Each of them runs the same code on the same memory, and none adds to a sum that another
// one has begun: so the numbers are the same, to the bit, however many they are.
//
// What a kernel must obey: of rows it takes a part, which may be none, and writes nothing but those rows; of weights it takes the
// part of a layer's tiles, and reads all rows. A sum over rows, or over weights, is made whole by one thread, or by each of them
// for itself. Between writing of the one kind and reading of the other all threads meet. What JavaScript does, the first does alone.
import { atomic, TIMED_OUT } from './assembler/atomics.ts'
import type { Callable, Code } from './assembler/code.ts'
import type { ModuleBuilder } from './assembler/module.ts'
import { type Integer, i32, i64, type Value } from './assembler/values.ts'
import { type LayerLayout, type Layout, LINE, TILE, UNMOVED } from './layout.ts'

/** Some of many things in a row: from the first one up to `to`. There may be none. */
export interface Part {
  readonly from: Integer
  readonly to: Integer
}

/** One thread among those that run, from 0. */
export interface Member {
  readonly index: Integer
  readonly count: Integer
}

export interface Team {
  /** Whether there may be more threads than one. */
  readonly isShared: boolean
  readonly self: Member
  /** The number of bytes from the first thread's slot of the taint to this one's. */
  readonly slot: Integer
  /** This thread's part of so many things. */
  part(code: Code, count: Integer): Part
  /** This thread's rows: whole tiles, but at the end of the last part. */
  rows(code: Code, rows: Value<'i32'>): Part
  /** Goes on when all threads are here. What they wrote before it they all see after it. */
  meet(code: Code): void
  /** What the first thread does and the others don't. */
  first(code: Code, write: () => void): void
}

/** What JavaScript does for all rows: the first thread lets it, and all wait. */
export function byOne(code: Code, team: Team, write: () => void): void {
  team.meet(code)
  team.first(code, write)
  team.meet(code)
}

/** All of so many things. */
export const whole = (count: Integer): Part => ({ from: 0, to: count })

export const alone: Team = {
  isShared: false,
  self: { index: 0, count: 1 },
  slot: 0,
  part: (_, count) => whole(count),
  rows: (_, rows) => whole(rows),
  meet() {},
  first: (_, write) => write(),
}

/** Words of the meeting, from `layout.team` on: how many threads run, how many are here, and how often they have met. */
export const COUNT = 0
export const HERE = LINE
export const MEETINGS = 2 * LINE

/** How often a thread looks before it sleeps: some microseconds, which most meetings take. */
const LOOKS = 4000
/** How long it sleeps before it tells the program around it that it waits, in nanoseconds. */
const SLEEP = 1e8

/** Adds the imports: `paso.thread`, the number of this thread from 0, and `paso.late`, called while one waits: (meetings). */
export function sharedTeam(builder: ModuleBuilder): (layout: Layout) => Team {
  const index = builder.importNumber({ from: 'paso', name: 'thread' })
  const late = builder.importFunction({ from: 'paso', name: 'late' }, ['i32'])
  return (layout) => teamOf(layout, index, meetingFunction(builder, layout, late))
}

function teamOf({ team }: Layout, index: Value<'i32'>, meeting: Callable): Team {
  const self: Member = { index, count: i32.load(i32.constant(0), team + COUNT) }
  const part = (code: Code, count: Integer): Part => partOf(code, count, self)
  return {
    isShared: true,
    self,
    slot: i32.multiply(index, LINE),
    part,
    rows(code, rows) {
      const tiles = part(code, i32.divide(i32.add(rows, TILE - 1), TILE))
      const end = i32.minimum(rows, i32.multiply(tiles.to, TILE))
      return {
        from: code.local('i32', i32.multiply(tiles.from, TILE)),
        to: code.local('i32', end),
      }
    },
    meet: (code) => code.call(meeting),
    first: (code, write) => code.when(i32.not(index), write),
  }
}

/** A member's part of so many things: floor(count · index / members) is where it begins. */
export function partOf(code: Code, count: Integer, { index, count: members }: Member): Part {
  if (members === 1) return whole(count)
  const begin = (of: Integer): Value<'i32'> => i32.divide(i32.multiply(count, of), members)
  return { from: code.local('i32', begin(index)), to: code.local('i32', begin(i32.add(index, 1))) }
}

/** The last one to come opens the next meeting for all. */
function meetingFunction(builder: ModuleBuilder, { team }: Layout, late: Callable): Callable {
  const meetings = atomic.load(0, team + MEETINGS)
  return builder.function([], undefined, (code) => {
    const [meeting, looks, others] = [
      code.local('i32', meetings),
      code.local('i32'),
      code.local('i32', i32.subtract(i32.load(i32.constant(0), team + COUNT), 1)),
    ]
    code.when(i32.not(others), () => code.return())
    code.when(i32.equal(atomic.add(0, 1, team + HERE), others), () => {
      code.storeAtomic(0, 0, team + HERE)
      code.storeAtomic(0, i32.add(meeting, 1), team + MEETINGS)
      code.drop(atomic.notify(0, -1, team + MEETINGS))
      code.return()
    })
    code.countSome(looks, LOOKS, 1, () => code.when(i32.notEqual(meetings, meeting), () => code.return()))
    code.repeat((leaveWhen) => {
      const result = atomic.wait(0, meeting, i64.constant(SLEEP), team + MEETINGS)
      code.when(i32.equal(result, TIMED_OUT), () => code.call(late, meeting))
      leaveWhen(i32.notEqual(meetings, meeting))
    })
  })
}

/** Tiles of a layer's weights: as they lie in the memory, panel after panel. */
export const tilesOf = ({ unitPanels, weightRows }: LayerLayout): number => unitPanels * (weightRows / TILE)

/** Every vector of parameters that falls to this thread; `at` is its address. */
export function eachOwnVector(
  code: Code,
  { layout, team }: { readonly layout: Layout; readonly team: Team },
  layer: LayerLayout,
  visit: (at: Value<'i32'>, kind: 'weight' | 'bias' | 'normal') => void,
  shift = UNMOVED,
): void {
  const some = (count: number, first: number, bytes: number, kind: Parameters<typeof visit>[1]): void => {
    const { from, to } = team.part(code, count)
    const address = (n: Integer): Value<'i32'> =>
      i32.add(i32.add(i32.multiply(n, bytes), i32.constant(first)), shift.parameters)
    const [at, end] = [code.local('i32', address(from)), code.local('i32', address(to))]
    code.count(at, end, layout.rowBytes / 2, () => visit(at, kind))
  }
  some(tilesOf(layer), layer.weights, TILE * layout.rowBytes, 'weight')
  some(layer.unitPanels, layer.biases, layout.rowBytes, 'bias')
  if (!layer.normal) return
  for (const first of [layer.normal.scales, layer.normal.shifts]) {
    some(layer.unitPanels, first, layout.rowBytes, 'normal')
  }
}
