// The run as code: step after step in one call.
import { leastRows } from '../batches.ts'
import { afterFunction, penaltyFunction } from './after-code.ts'
import { type Callable, type Code, called, type Local } from './assembler/code.ts'
import { f64, i32, integer } from './assembler/values.ts'
import { type Context, EXCEPTIONS, isFused, SHARE } from './context.ts'
import { finishFunction, gradientsFunction } from './gradients-code.ts'
import { moveFunction } from './normalize-code.ts'
import { wholeTaint } from './taint-code.ts'
import { byOne } from './team.ts'

const runNames = ['order', 'count', 'steps', 'stride', 'losses', 'inputs', 'targets', 'weights'] as const

export const RUN_PARAMETERS = runNames.map(() => 'i32' as const)

/** By their names. */
export const runParameters = (code: Code) =>
  Object.fromEntries(runNames.map((name, n) => [name, code.parameter('i32', n)])) as Readonly<
    Record<(typeof runNames)[number], Local<'i32'>>
  >

export interface Phases {
  readonly gather: Callable
  readonly forward: Callable
  /** Left out where JavaScript has them. */
  readonly losses: Callable | undefined
  readonly backward: Callable
}

/**
 * (order, count, steps, stride, losses, inputs, targets, weights) -> how many steps were begun: batch after batch; `steps` has the
 * numbers of each step, `stride` bytes apart, `losses` takes each batch's loss. It ends with the first loss that is NaN or infinite, which made no step.
 * All threads of a team run it, with the same parameters.
 */
export function writeRun(context: Context, phases: Phases): void {
  const { builder, layout, batchSize, network, team } = context
  const gradients = gradientsFunction(context)
  const finish = isFused(context) ? undefined : finishFunction(context)
  const after = afterFunction(context)
  const penalty = penaltyFunction(context)
  const move = moveFunction(context)
  builder.function(
    RUN_PARAMETERS,
    'i32',
    (code) => {
      const { order, count, steps, stride, losses, ...table } = runParameters(code)
      const [made, left, rows, begun, size] = Array.from({ length: 5 }, () => code.local('i32')) as [
        Local<'i32'>,
        Local<'i32'>,
        Local<'i32'>,
        Local<'i32'>,
        Local<'i32'>,
      ]
      const [loss, share] = [code.local('f64'), code.local('f64', f64.constant(1))]
      code.store(team.slot, f64.constant(0), layout.taint)
      code.repeat((leaveWhen) => {
        code.set(size, i32.minimum(count, batchSize))
        // A last row that would be alone comes with the batch before it.
        if (leastRows(network) > 1) {
          code.when(i32.equal(i32.subtract(count, size), 1), () => code.set(size, count))
        }
        if (network.loss.reduction === 'mean') {
          code.set(share, f64.divide(f64.constant(1), f64.fromInteger(size)))
        }
        team.first(code, () => {
          code.copy(layout.step, steps, 8 * EXCEPTIONS)
          code.store(layout.step, share, 8 * SHARE)
        })
        code.set(loss, f64.constant(-0))
        code.set(left, size)
        code.set(begun, i32.constant(0))
        code.repeat((leaveChunks) => {
          code.set(rows, i32.minimum(left, layout.chunk))
          writeRows(code, context, phases, rows, { order, ...table })
          team.meet(code)
          addLosses(code, context, rows, loss)
          code.set(left, i32.subtract(left, rows))
          if (finish) {
            code.call(gradients, rows, begun)
            code.set(begun, i32.constant(1))
          }
          code.advance(order, i32.shiftLeft(rows, 2))
          leaveChunks(i32.not(left))
          team.meet(code)
        })
        code.set(loss, f64.multiply(share, loss))
        if (penalty) {
          code.set(loss, called(penalty, loss))
          // Each thread has read all weights: now they may change.
          team.meet(code)
        }
        code.set(loss, f64.add(loss, wholeTaint(layout)))
        team.first(code, () => code.store(losses, loss))
        code.advance(made, 1)
        leaveWhen(i32.not(f64.less(f64.absolute(loss), f64.constant(Infinity))))
        if (finish) code.call(finish)
        else code.call(gradients, rows, i32.constant(0))
        code.call(after)
        if (move) code.call(move, size)
        code.advance(losses, 8)
        code.advance(steps, stride)
        code.set(count, i32.subtract(count, size))
        leaveWhen(i32.not(count))
        team.meet(code)
      })
      team.meet(code)
      code.result(made)
    },
    'run',
  )
}

interface Table {
  readonly order: Local<'i32'>
  readonly inputs: Local<'i32'>
  readonly targets: Local<'i32'>
  readonly weights: Local<'i32'>
}

/** The rows of a chunk, this thread's of them: brought, forward, what they lose, and backward. */
export function writeRows(
  code: Code,
  { network, outside, team }: Context,
  { gather, forward, losses, backward }: Phases,
  rows: Local<'i32'>,
  { order, inputs, targets, weights }: Table,
): void {
  const own = team.rows(code, rows)
  const [from, to] = [integer(own.from), integer(own.to)]
  code.call(gather, order, from, to, inputs, targets, weights)
  if (network.layers.some(({ dropout }) => dropout > 0)) {
    byOne(code, team, () => code.call(outside.masks, rows))
  }
  code.call(forward, from, to, rows)
  if (losses) code.call(losses, from, to)
  else byOne(code, team, () => code.call(outside.losses, rows))
  code.call(backward, order, rows, from, to)
}

/** Adds the losses of the rows, each by its weight, in order; each thread does. */
export function addLosses(
  code: Code,
  { layout: { losses, rowWeights }, weighted }: Context,
  rows: Local<'i32'>,
  sum: Local<'f64'>,
): void {
  const [at, end] = [code.local('i32', i32.constant(0)), code.local('i32', i32.shiftLeft(rows, 3))]
  code.countSome(at, end, 8, () => {
    const loss = f64.load(at, losses)
    code.set(sum, f64.add(sum, weighted ? f64.multiply(f64.load(at, rowWeights), loss) : loss))
  })
}
