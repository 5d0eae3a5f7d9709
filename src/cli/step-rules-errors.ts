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

/** An option beside an optimizer that searches for the length of its steps. */
export function notWithSearch(optimizer: OptimizerName, flag: string): PasoError {
  const instead = flag === '--weight-decay' ? '--l2' : undefined
  return refusal(
    'conflicting-options',
    {
      what: `the optimizer ${optimizer} does not take ${flag}.`,
      where: `options ${flag} and --optimizer.`,
      received: `${optimizer}.`,
      why: 'it finds the length of each step itself, on all rows at once, and on a loss that is the same at each look.',
      hint: instead
        ? `${instead} in its place, or --optimizer adam.`
        : `remove ${flag}, or --optimizer adam.`,
    },
    {
      what: `el optimizador ${optimizer} no admite ${flag}.`,
      where: `opciones ${flag} y --optimizer.`,
      received: `${optimizer}.`,
      why: 'halla él mismo la longitud de cada paso, con todas las filas a la vez, y en un error que es el mismo cada vez que lo mira.',
      hint: instead ? `${instead} en su lugar, o --optimizer adam.` : `quitar ${flag}, o --optimizer adam.`,
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
