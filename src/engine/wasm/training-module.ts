// The module of one network, loss and optimizer: a pass of some rows, and a run of many steps in one call.
import { activationCode, type ImportedActivation, importActivation } from './activation-code.ts'
import type { Callable } from './assembler/code.ts'
import { ModuleBuilder } from './assembler/module.ts'
import { backwardFunction } from './backward-code.ts'
import type { Context, ModulePlan, Outside } from './context.ts'
import { writeEvaluation } from './evaluate-code.ts'
import { forwardFunction, lossesFunction } from './forward-code.ts'
import { Functions } from './functions.ts'
import { gatherFunction } from './gather-code.ts'
import { vectorKind } from './kinds.ts'
import { writeLook } from './look-code.ts'
import { MOST_PAGES } from './memory.ts'
import { writeRun } from './run-code.ts'
import { alone, sharedTeam } from './team.ts'
import { isTiny, writeTinyRun } from './tiny-code.ts'

export function trainingModule(plan: ModulePlan, pages: number): Uint8Array<ArrayBuffer> {
  const { network, layout } = plan
  const builder = new ModuleBuilder()
  const isShared = layout.threads > 1
  const shared = isShared ? { maximum: MOST_PAGES } : undefined
  builder.importMemory({ from: 'paso', name: 'memory' }, pages, shared)
  const team = isShared ? sharedTeam(builder) : () => alone
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
    team: team(layout),
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
  writeEvaluation(context, gather, losses)
  if (!context.onlyLooks && isTiny(context)) {
    writeTinyRun(context, imported)
    return
  }
  const [forward, backward] = [forwardFunction(context, true), backwardFunction(context)]
  const write = context.onlyLooks ? writeLook : writeRun
  write(context, { gather, losses, forward, backward })
}
