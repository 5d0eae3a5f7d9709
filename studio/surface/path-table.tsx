// The steps made and the one that would follow, as a table.

import { versioned } from '../../src/derive/names.ts'
import { q } from '../../src/math/expr.ts'
import { formatNumber } from '../../src/print/numbers.ts'
import { Formula } from '../formula/formula.tsx'
import { locale } from '../model/page.ts'
import { next, nextLoss, plane, positions } from './plane.ts'
import { surfaceWords } from './surface-words.ts'

const MOST = 60

export function PathTable({ rate }: { readonly rate: number }) {
  const w = surfaceWords.value
  const now = plane.value!
  const number = (value: number): string => formatNumber(value, { digits: 6, locale: locale.value })
  const rows = positions.value.map((point, k) => ({ name: `@${k}`, point, loss: now.lossAt(point) }))
  const shown = rows.length > MOST ? [...rows.slice(0, 1), ...rows.slice(1 - MOST)] : rows
  return (
    <details class="path-table">
      <summary>{w.asTable}</summary>
      <table>
        <thead>
          <tr>
            <td />
            {now.parameters.map((ref, axis) => (
              <th key={axis} scope="col">
                <Formula of={q(versioned(ref, 0))} />
              </th>
            ))}
            <th scope="col">{w.error}</th>
          </tr>
        </thead>
        <tbody>
          {[...shown, { name: w.nextWith(number(rate)), point: next.value, loss: nextLoss.value }].map(
            ({ name, point, loss }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{number(point[0])}</td>
                <td>{number(point[1])}</td>
                <td>{number(loss)}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </details>
  )
}
