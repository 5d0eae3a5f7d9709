// JSON of a gradient check: whether all passed, the worst errors, and every parameter by its names.
import type { GradientReport } from '../core/gradient-check.ts'
import type { Shape } from '../math/formula.ts'
import { parameterNames } from '../print/parameters.ts'

export function checkJson(report: GradientReport, shape: Shape): object {
  const parameters = report.parameters.map(({ parameter, ...rest }) => {
    const notation = parameterNames(parameter, shape)
    return { name: notation.deck, notation, ...rest }
  })
  const { passed, worstRelativeError, worstScaledError } = report
  return { passed, worstRelativeError, worstScaledError, parameters }
}
