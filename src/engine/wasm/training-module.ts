// The module of one network, loss and optimizer: a pass of some rows, and a run of many steps in one call.
import { activationCode, type ImportedActivation, importActivation } from './activation-code.ts'
import type { Callable } from './assembler/code.ts'
import { ModuleBuilder } from './assembler/module.ts'
import { backwardFunction } from './backward-code.ts'
import type { Context, ModulePlan, Outside } from './context.ts'
import { forwardFunction, lossesFunction } from './forward-code.ts'
import { Functions } from './functions.ts'
import { gatherFunction } from './gather-code.ts'
import { vectorKind } from './kinds.ts'
import { writeRun } from './run-code.ts'
import { isTiny, writeTinyRun } from './tiny-code.ts'

export function trainingModule(plan: ModulePlan, pages: number): Uint8Array<ArrayBuffer> {
  const { network, layout } = plan
  const builder = new ModuleBuilder()
  builder.importMemory({ from: 'paso', name: 'memory' }, pages)
  const outsider = (name: string, count: number): Callable =>
    builder.importFunction(
      { from: 'paso', name },
      Array.from({ length: count }, () => 'i32' as const),
    )
  const outside: Outside = {
    masks: outsider('masks', 1),
    deltas: outsider('deltas', 2),
    losses: outsider('losses', 1),
    back: outsider('back', 2),
  }
  const imported = network.layers.map((layer, l) => importActivation(builder, layer, `layer${l}`))
  const functions = new Functions(builder, layout.lanes)
  const context: Context = {
    ...plan,
    builder,
    functions,
    outside,
    activations: network.layers.map((layer, l) =>
      activationCode(layer, imported[l]!, vectorKind(functions, layout.lanes)),
    ),
  }
  writeModule(context, imported)
  return builder.bytes()
}

function writeModule(context: Context, imported: readonly ImportedActivation[]): void {
  const gather = gatherFunction(context)
  const losses = lossesFunction(context)
  const evaluating = forwardFunction(context, false)
  const { builder } = context
  builder.function(
    ['i32', 'i32', 'i32', 'i32', 'i32'],
    undefined,
    (code) => {
      const given = code.parameters
      const rows = code.parameter('i32', 1)
      code.call(gather, ...given)
      code.call(evaluating, rows)
      code.call(losses, rows)
    },
    'pass',
  )
  if (isTiny(context)) {
    writeTinyRun(context, imported)
    return
  }
  const [forward, backward] = [forwardFunction(context, true), backwardFunction(context)]
  writeRun(context, { gather, losses, forward, backward })
}
