// Why an optimizer that searches for its steps goes no further.

/**
 * flat: the gradient is 0, or as good as; no-descent: the direction does not lead downwards; no-decrease: no point along
 * it is low enough; non-finite: there, a loss or a gradient has no value.
 */
export const endings = ['flat', 'no-descent', 'no-decrease', 'non-finite'] as const

export type Ending = (typeof endings)[number]
