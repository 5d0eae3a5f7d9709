// How a step is told when nobody says: in which notation, with how many digits, and how much of it.
import type { NotationName, Shape } from './document.ts'

/** Significant digits in formulas. */
export const USUAL_DIGITS = 9

/** A network with more parameters than this is told parameter by parameter. */
export const MOST_PARAMETERS = 2000

/** Networks with a layer wider than this are told with layer numbers and indices. */
const DECK_WIDTH = 8

/** The deck's names for small networks, indices for others. */
export function usualNotation(shape: Shape): NotationName {
  return [shape.inputs, ...shape.units].every((n) => n <= DECK_WIDTH) ? 'deck' : 'delta'
}

/** How many weights and biases there are, γ and β of normalized layers too. */
export function parameterCount({ inputs, units, normalized = [] }: Shape): number {
  const own = (layer: number): number => (normalized.includes(layer) ? 3 : 1)
  return units.reduce((sum, width, layer) => sum + width * ((units[layer - 1] ?? inputs) + own(layer)), 0)
}
