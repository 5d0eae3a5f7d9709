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
