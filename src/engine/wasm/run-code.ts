// The run as code: step after step in one call.
import { afterFunction, penaltyFunction } from './after-code.ts'
import { type Callable, type Code, called, type Local } from './assembler/code.ts'
import { f64, i32 } from './assembler/values.ts'
import { type Context, EXCEPTIONS, isFused, SHARE } from './context.ts'
import { finishFunction, gradientsFunction } from './gradients-code.ts'
import type { Layout } from './layout.ts'

const runNames = ['order', 'count', 'steps', 'stride', 'losses', 'inputs', 'targets', 'weights'] as const

export const RUN_PARAMETERS = runNames.map(() => 'i32' as const)

/** By their names. */
export const runParameters = (code: Code) =>
  Object.fromEntries(runNames.map((name, n) => [name, code.parameter('i32', n)])) as Readonly<
    Record<(typeof runNames)[number], Local<'i32'>>
  >

interface Phases {
  readonly gather: Callable
  readonly forward: Callable
  readonly losses: Callable
  readonly backward: Callable
}

/**
 * (order, count, steps, stride, losses, inputs, targets, weights) -> how many steps were begun: batch after batch; `steps` has the
 * numbers of each step, `stride` bytes apart, `losses` takes each batch's loss. It ends with the first loss that is NaN or infinite, which made no step.
 */
export function writeRun(context: Context, phases: Phases): void {
  const { builder, layout, batchSize, network, weighted } = context
  const { gather, forward, losses: rowLosses, backward } = phases
  const gradients = gradientsFunction(context)
  const finish = isFused(context) ? undefined : finishFunction(context)
  const after = afterFunction(context)
  const penalty = penaltyFunction(context)
  builder.function(
    RUN_PARAMETERS,
    'i32',
    (code) => {
      const { order, count, steps, stride, losses, inputs, targets, weights } = runParameters(code)
      const [made, left, rows, begun] = Array.from({ length: 4 }, () => code.local('i32')) as [
        Local<'i32'>,
        Local<'i32'>,
        Local<'i32'>,
        Local<'i32'>,
      ]
      const size = code.local('i32')
      const [loss, share] = [code.local('f64'), code.local('f64')]
      code.store(i32.constant(0), f64.constant(0), layout.taint)
      code.repeat((leaveWhen) => {
        code.copy(layout.step, steps, 8 * EXCEPTIONS)
        code.set(size, i32.minimum(count, batchSize))
        code.set(share, f64.divide(f64.constant(1), f64.fromInteger(size)))
        code.store(layout.step, network.loss.reduction === 'mean' ? share : f64.constant(1), 8 * SHARE)
        code.set(loss, f64.constant(-0))
        code.set(left, size)
        code.set(begun, i32.constant(0))
        code.repeat((leaveChunks) => {
          code.set(rows, i32.minimum(left, layout.chunk))
          code.call(gather, order, rows, inputs, targets, weights)
          code.call(forward, rows)
          code.call(rowLosses, rows)
          addLosses(code, layout, rows, loss, weighted)
          code.set(left, i32.subtract(left, rows))
          if (finish) {
            code.call(backward, order, rows)
            code.call(gradients, rows, begun)
            code.set(begun, i32.constant(1))
          }
          code.advance(order, i32.shiftLeft(rows, 2))
          leaveChunks(i32.not(left))
        })
        code.set(loss, f64.multiply(f64.load(layout.step, 8 * SHARE), loss))
        if (penalty) code.set(loss, called(penalty, loss))
        code.set(loss, f64.add(loss, f64.load(i32.constant(0), layout.taint)))
        code.store(losses, loss)
        code.advance(made, 1)
        const isBad = i32.not(f64.less(f64.absolute(loss), f64.constant(Infinity)))
        leaveWhen(isBad)
        if (finish) code.call(finish)
        else {
          code.call(backward, i32.subtract(order, i32.shiftLeft(rows, 2)), rows)
          code.call(gradients, rows, i32.constant(0))
        }
        code.call(after)
        code.advance(losses, 8)
        code.advance(steps, stride)
        code.set(count, i32.subtract(count, size))
        leaveWhen(i32.not(count))
      })
      code.result(made)
    },
    'run',
  )
}

/** Adds the losses of the rows, each by its weight, in order. */
function addLosses(
  code: Code,
  { losses, rowWeights }: Layout,
  rows: Local<'i32'>,
  sum: Local<'f64'>,
  weighted: boolean,
): void {
  const [at, end] = [code.local('i32', i32.constant(0)), code.local('i32', i32.shiftLeft(rows, 3))]
  code.countSome(at, end, 8, () => {
    const loss = f64.load(at, losses)
    code.set(sum, f64.add(sum, weighted ? f64.multiply(f64.load(at, rowWeights), loss) : loss))
  })
}
