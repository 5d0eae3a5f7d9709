// Evaluation as code: what the network answers to some rows now, and what they lose, with nothing dropped and running statistics.
import type { Callable, Local } from './assembler/code.ts'
import { i32 } from './assembler/values.ts'
import type { Context } from './context.ts'
import { forwardFunction } from './forward-code.ts'
import { addLosses } from './run-code.ts'

const names = ['order', 'count', 'inputs', 'targets', 'weights'] as const

/**
 * pass: (order, count, inputs, targets, weights): one chunk, whose outputs and losses stay in the memory.
 * score: (order, count, inputs, targets, weights, sum) -> the sum of losses with those of any number of rows, each by its weight.
 * @param losses left out where JavaScript has them
 */
export function writeEvaluation(context: Context, gather: Callable, losses: Callable | undefined): void {
  const { builder, layout, outside } = context
  const forward = forwardFunction(context, false)
  const parameters = names.map(() => 'i32' as const)
  const pass = builder.function(
    parameters,
    undefined,
    (code) => {
      const [order, rows, ...table] = code.parameters
      const first = i32.constant(0)
      code.call(gather, order!, first, rows!, ...table)
      code.call(forward, first, rows!, rows!)
      if (losses) code.call(losses, first, rows!)
      else code.call(outside.losses, rows!)
    },
    'pass',
  )
  builder.function(
    [...parameters, 'f64'],
    'f64',
    (code) => {
      const [order, count, ...table] = names.map((_, n) => code.parameter('i32', n)) as [
        Local<'i32'>,
        Local<'i32'>,
        ...Local<'i32'>[],
      ]
      const sum = code.parameter('f64', names.length)
      const rows = code.local('i32')
      code.repeat((leaveWhen) => {
        code.set(rows, i32.minimum(count, layout.chunk))
        code.call(pass, order, rows, ...table)
        addLosses(code, context, rows, sum)
        code.advance(order, i32.shiftLeft(rows, 2))
        code.set(count, i32.subtract(count, rows))
        leaveWhen(i32.not(count))
      })
      code.result(sum)
    },
    'score',
  )
}
