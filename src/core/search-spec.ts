// What an optimizer that searches for its steps is asked for: counts, options in their order, and nothing that changes what is searched.
import type { OptimizerOptions, VectorOptimizer } from '../math/definitions.ts'
import { reals } from '../math/interval.ts'
import { limitsOfSearch } from './line-search-errors.ts'
import { refusals } from './refusals.ts'

/**
 * @param limits of the gradients and the weights, and the schedule, where there are any
 * @throws PasoError not-a-count, option-out-of-domain where an option is not below another, conflicting-options for a limit
 */
export function checkSearch(
  { name, options: known }: VectorOptimizer,
  options: OptimizerOptions,
  limits: Readonly<Record<string, unknown>>,
): void {
  for (const [key, { whole, below, domain = reals }] of Object.entries(known)) {
    if (whole && !Number.isInteger(options[key])) throw refusals.notACount(key, options[key] as number)
    if (below === undefined || options[key]! < options[below]!) continue
    const high = options[below] as number
    throw refusals.outOfRange('option-out-of-domain', key, options[key] as number, { ...domain, high })
  }
  const limit = Object.keys(limits).find((one) => limits[one] !== undefined)
  if (limit) throw limitsOfSearch(name, limit)
}
