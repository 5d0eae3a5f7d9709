// What the methods of an estimator are asked for: data, targets and options, in the forms in which programs give them.
import { type Data, type TargetChoice, type Targets, tableWithTarget } from './data.ts'
import { type FitOptions, type MlpOptions, settingsOf } from './options.ts'
import { type PlannedTraining, planTraining } from './training.ts'

export interface Asked {
  readonly data: unknown
  readonly targets: Targets | undefined
  readonly options: FitOptions & { readonly target?: TargetChoice }
}

/** (data, options?) and (inputs, targets, options?): options are a plain object, targets never are. */
export function asked(data: unknown, second: unknown = {}, third: unknown = {}): Asked {
  const isTargets = Array.isArray(second) || ArrayBuffer.isView(second) || isShape(second)
  if (isTargets) return { data, targets: second as Targets, options: third as FitOptions }
  return { data, targets: undefined, options: second as FitOptions }
}

const isShape = (value: unknown): boolean => typeof value === 'object' && value !== null && 'shape' in value

/** @throws PasoError those of `tableWithTarget` and `planTraining` */
export function planned(options: MlpOptions, data: Data, { targets, options: fit }: Asked): PlannedTraining {
  const { table, target } = tableWithTarget(data, targets, fit.target, { missing: options.missing })
  return planTraining(table, target, settingsOf(options, fit, table.rows))
}
