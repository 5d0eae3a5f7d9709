// Asked: the parameter that a large network is told for, since nobody follows a hundred thousand of them.
import { checkParameter } from '../../src/core/parameters.ts'
import type { ParameterRef } from '../../src/math/quantity.ts'
import type { Shape } from '../../src/present/document.ts'
import { parameterCount } from '../../src/present/usual.ts'
import { parameterNames, parseParameter } from '../../src/print/parameters.ts'
import type { Lesson } from './lesson.ts'

/** Of a network with more parameters than this, one is followed. */
const MOST_FOLLOWED = 300

export const isLarge = (shape: Shape): boolean => parameterCount(shape) > MOST_FOLLOWED

/** As the address says it. */
export const askedText = (ref: ParameterRef, shape: Shape): string => parameterNames(ref, shape).delta

/**
 * The parameter that a text names: in any notation, or by layer, unit and source, as in 2: 4 <- 17, or 2: 4 for a bias.
 * undefined where the network has none of that name.
 */
export function parseAsked(text: string, shape: Shape, { network }: Lesson): ParameterRef | undefined {
  const numbers = /^\s*(\d+)\s*[:;]\s*(\d+)\s*(?:(?:<-|←|<)\s*(\d+)\s*)?$/.exec(text)
  if (!numbers) return parseParameter(text, shape)
  const [layer, unit, from] = numbers.slice(1).map((n) => (n === undefined ? undefined : Number(n) - 1))
  const ref: ParameterRef =
    from === undefined
      ? { kind: 'bias', layer: layer!, unit: shape.oneBiasPerLayer ? 'all' : unit! }
      : { kind: 'weight', layer: layer!, to: unit!, from }
  try {
    checkParameter(network, ref)
    return ref
  } catch {
    return undefined
  }
}

/** The first weight of the last layer: its story is the shortest. */
export const firstAsked = (shape: Shape): ParameterRef => ({
  kind: 'weight',
  layer: shape.units.length - 1,
  to: 0,
  from: 0,
})

/** The asked weight, made to end at a unit that somebody chose, or to begin there where it leaves that layer. */
export function askedAt(asked: ParameterRef, layer: number, unit: number): ParameterRef {
  const { to = 0, from = 0, ...at } = asked.kind === 'weight' ? asked : { layer: -1 }
  const begins = layer < 0 || at.layer === layer + 1
  return begins
    ? { kind: 'weight', layer: layer + 1, to: at.layer === layer + 1 ? to : 0, from: unit }
    : { kind: 'weight', layer, to: unit, from: at.layer === layer ? from : 0 }
}
