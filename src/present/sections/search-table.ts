// Several steps of L-BFGS for one parameter, one below the other.
import { gradient, versioned } from '../../derive/names.ts'
import type { Derivation } from '../../derive/step.ts'
import { q } from '../../math/expr.ts'
import type { Auxiliary, ParameterRef } from '../../math/quantity.ts'
import type { Block, Cell, Column, Content } from '../document.ts'
import { say } from '../document.ts'
import type { Story } from '../story.ts'
import { numberCell } from './parameter-table.ts'

/** Step by step: gradient, direction, length, parameter before and after, loss. */
export function searchTable(story: Story, derivations: readonly Derivation[], ref: ParameterRef): Block {
  const { words } = story
  const isMoved = (d: Derivation): boolean => d.trace.search?.ended === undefined
  const entry = (d: Derivation): Auxiliary => ({
    kind: 'auxiliary',
    name: 'search-direction',
    parameter: ref,
    time: d.trace.stateAfter.time,
  })
  const row = (d: Derivation): Cell[] => [
    numberCell(d.trace.stateAfter.time),
    numberCell(d.value(gradient(ref, d.version))),
    d.trace.search!.attempts.length > 0 ? numberCell(d.value(entry(d))) : { kind: 'empty' },
    isMoved(d) ? numberCell(d.trace.search!.attempts.at(-1)!.accepted!.length) : { kind: 'empty' },
    numberCell(d.value(versioned(ref, d.version))),
    numberCell(d.value(versioned(ref, d.version + 1))),
    numberCell(d.trace.loss),
  ]
  const letter = (name: string): Content => say`${q({ kind: 'variable', name })}`
  const right = (head: Content): Column => ({ head, align: 'right' })
  return {
    kind: 'table',
    columns: [
      words.column.step,
      letter('g'),
      letter('d'),
      letter('t'),
      words.column.before,
      words.column.after,
      words.column.lossBefore,
    ].map(right),
    rows: derivations.map(row),
  }
}
