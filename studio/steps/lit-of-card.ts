// What the drawing lights beside a card: the paths that it tells, or its δ.
import type { Lit } from '../../src/diagram/lit.ts'
import { litOf } from '../../src/diagram/lit-of.ts'
import type { Card } from '../../src/present/card/card.ts'
import { isByDelta } from '../../src/present/card/card-of.ts'
import { derivation, row, view } from '../model/page.ts'

export function litOfCard({ target, body, parameter }: Card): Lit {
  const byDelta = parameter !== undefined && body.kind === 'chain' && isByDelta(body)
  return litOf(derivation.value, target, {
    form: byDelta ? 'recursive' : view.value.form,
    sample: row.value,
  })
}
