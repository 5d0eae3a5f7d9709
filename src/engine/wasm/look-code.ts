// A look as code: losses and gradients of all rows of a batch where the parameters are, without an update.
import { penaltyFunction, transposeFunction } from './after-code.ts'
import { called, type Local } from './assembler/code.ts'
import { f64, i32 } from './assembler/values.ts'
import { type Context, SHARE } from './context.ts'
import { gradientsFunction, slopesFunction } from './gradients-code.ts'
import { moveFunction } from './normalize-code.ts'
import { addLosses, type Phases, writeRows } from './run-code.ts'
import { wholeTaint } from './taint-code.ts'

const lookNames = ['order', 'count', 'begun', 'inputs', 'targets', 'weights'] as const

/**
 * look: (order, count, begun, inputs, targets, weights, sum) -> the sum of the losses with those of the rows: adds their gradients to those
 * that are there where `begun` is 1. whole: (sum) -> the loss of the batch, from the sums over all its rows, whose gradients become whole.
 */
export function writeLook(context: Context, phases: Phases): void {
  writeSums(context, phases)
  transposeFunction(context)
  moveFunction(context, 'move')
  const { builder, layout } = context
  const slopes = slopesFunction(context)
  const penalty = penaltyFunction(context)
  builder.function(
    ['f64'],
    'f64',
    (code) => {
      const mean = f64.multiply(f64.load(layout.step, 8 * SHARE), code.parameter('f64', 0))
      const loss = code.local('f64', mean)
      code.call(slopes)
      if (penalty) code.set(loss, called(penalty, loss))
      code.result(f64.add(loss, wholeTaint(layout)))
    },
    'whole',
  )
}

function writeSums(context: Context, phases: Phases): void {
  const { builder, layout, team } = context
  const gradients = gradientsFunction(context)
  builder.function(
    [...lookNames.map(() => 'i32' as const), 'f64'],
    'f64',
    (code) => {
      const [order, count, begun, inputs, targets, weights] = lookNames.map((_, n) =>
        code.parameter('i32', n),
      ) as [Local<'i32'>, Local<'i32'>, Local<'i32'>, Local<'i32'>, Local<'i32'>, Local<'i32'>]
      const sum = code.parameter('f64', lookNames.length)
      const rows = code.local('i32')
      code.repeat((leaveWhen) => {
        code.set(rows, i32.minimum(count, layout.chunk))
        writeRows(code, context, phases, rows, { order, inputs, targets, weights })
        team.meet(code)
        addLosses(code, context, rows, sum)
        code.call(gradients, rows, begun)
        code.set(begun, i32.constant(1))
        code.advance(order, i32.shiftLeft(rows, 2))
        code.set(count, i32.subtract(count, rows))
        team.meet(code)
        leaveWhen(i32.not(count))
      })
      code.result(sum)
    },
    'look',
  )
}
