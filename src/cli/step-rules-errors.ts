// What the options of a step refuse: options that the optimizer or the schedule does not have.
import type { PasoError } from '../errors.ts'
import { type OptimizerName, optimizerNames, optimizerOf } from '../math/optimizers.ts'
import { either, refusal } from './usage-errors.ts'

/** @param option its name in the optimizers' own options */
export function notOfOptimizer(optimizer: OptimizerName, flag: string, option: string): PasoError {
  const having = optimizerNames.filter((name) => option in optimizerOf(name).options)
  const hint = `--optimizer ${having[0]}`
  return refusal(
    'conflicting-options',
    {
      what: `the optimizer ${optimizer} does not take ${flag}.`,
      where: `options ${flag} and --optimizer.`,
      expected: `${either(having, 'or')}, which take it.`,
      received: `${optimizer}.`,
      hint,
    },
    {
      what: `el optimizador ${optimizer} no admite ${flag}.`,
      where: `opciones ${flag} y --optimizer.`,
      expected: `${either(having, 'o')}, que lo admiten.`,
      received: `${optimizer}.`,
      hint,
    },
  )
}

/** @param flags those that the schedule takes */
export function notOfSchedule(schedule: string, flag: string, flags: readonly string[]): PasoError {
  return refusal(
    'conflicting-options',
    {
      what: `the schedule ${schedule} does not take ${flag}.`,
      where: `options ${flag} and --schedule.`,
      expected: `${either(flags, 'or')}.`,
      received: `${flag}.`,
      hint: `remove ${flag}, or choose another schedule.`,
    },
    {
      what: `el plan ${schedule} no admite ${flag}.`,
      where: `opciones ${flag} y --schedule.`,
      expected: `${either(flags, 'o')}.`,
      received: `${flag}.`,
      hint: `quitar ${flag}, o elegir otro plan.`,
    },
  )
}
