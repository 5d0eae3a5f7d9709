// The units that a path passes: h3 → o1.
import type { CardPath } from '../../src/present/card/card.ts'
import { Formula } from '../formula/formula.tsx'

export function Via({ path: { via } }: { readonly path: CardPath }) {
  return (
    <>
      {via.map((unit, i) => (
        <>
          {i > 0 && ' → '}
          <Formula of={unit} />
        </>
      ))}
    </>
  )
}

/** The same as a key: 0.2-1.0. */
export const viaKey = ({ via }: CardPath): string =>
  via.flatMap((unit) => (unit.kind === 'unit' ? [`${unit.layer}.${unit.unit}`] : [])).join('-')
