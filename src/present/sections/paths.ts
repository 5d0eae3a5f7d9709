// All paths from a hidden unit to the outputs through several layers, each with its product.

import { unitsOf } from '../../derive/backward-steps.ts'
import { activation, derivative } from '../../derive/names.ts'
import { lossThrough } from '../../derive/normalized-steps.ts'
import { num, q, sum } from '../../math/expr.ts'
import type { Path } from '../../math/quantity.ts'
import type { Block, Cell } from '../document.ts'
import { say } from '../document.ts'
import type { Story } from '../story.ts'
import { display, marked, number, paragraph, withNumbers } from '../story.ts'
import { unitName } from '../units.ts'

import { content, numberCell } from './parameter-table.ts'

/** All paths from a hidden unit to the outputs through several layers, with each one's product. */
export function allPaths(story: Story, layer: number, unit: number, sample: number): Path[] {
  const to = activation(layer, unit, sample)
  const grow = (through: Path['through'], at: number): Path['through'][] =>
    at > story.last ? [through] : unitsOf(story.trace, at).flatMap((k) => grow([...through, [at, k]], at + 1))
  return grow([], layer + 1).map((through) => ({ kind: 'path', to, through, sample }))
}

/** How many paths there are, without listing them. */
export const pathCount = (story: Story, layer: number): number =>
  story.shape.units.slice(layer + 1).reduce((total, units) => total * units, 1)

/** Each path with its product, and their sum: the gradient through several layers. */
export function pathTable(story: Story, layer: number, unit: number, sample: number): Block[] {
  const paths = allPaths(story, layer, unit, sample)
  const name = derivative(lossThrough(story.trace, sample), activation(layer, unit, sample))
  const rows = paths.map((path): Cell[] => {
    const units = path.through.map(([l, u]) => say`${unitName(l, u)}`)
    const arrow = units.flatMap((u) => [' → ', ...u])
    return [
      content([...say`${unitName(layer, unit)}`, ...arrow]),
      content(say`${withNumbers(story, story.derivation.step(path)!.formula)}`),
      numberCell(story.derivation.value(path), story.context.digits),
    ]
  })
  return [
    paragraph(story.words.everyPath(paths.length)),
    display(marked(story.derivation.step(paths[0]!)!.formula)),
    {
      kind: 'table',
      columns: [
        { head: story.words.column.path, align: 'left' },
        { head: story.words.column.product, align: 'left' },
        { head: story.words.column.value, align: 'right' },
      ],
      rows,
    },
    {
      kind: 'calculation',
      left: [q(name)],
      lines: [sum(...paths.map((p) => num(story.derivation.value(p)))), number(story.derivation.value(name))],
    },
  ]
}
