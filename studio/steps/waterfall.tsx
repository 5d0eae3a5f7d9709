// How the paths add up: a bar for each, where the last one ended; hatched when negative; the sum as an outline.

import type { CardChain } from '../../src/present/card/card.ts'
import { numberText } from '../formula/formula.tsx'
import { view } from '../model/page.ts'
import { words } from '../words/said.ts'
import { scaleLinear } from './scale.ts'
import { Via, viaKey } from './via.tsx'

/** In percent. */
const WIDTH = 100
const signed = (value: number): string => `${value < 0 ? '' : '+'}${numberText(value, view.value.digits)}`

export function Waterfall({ chain: { paths, rest } }: { readonly chain: CardChain }) {
  const w = words.value
  const values = [...paths.map(({ value }) => value), ...(rest ? [rest.value] : [])]
  let sum = 0
  const ends = values.map((value) => (sum += value))
  const x = scaleLinear([0, ...ends], WIDTH)
  const bars = values.map((value, i) => ({
    label: i < paths.length ? <Via path={paths[i]!} /> : w.rest(rest!.count),
    from: i === 0 ? 0 : ends[i - 1]!,
    to: ends[i]!,
    value,
  }))
  return (
    <div class="waterfall" aria-hidden="true">
      {[...bars, { label: w.rows.sum, from: 0, to: sum, value: sum }].map(({ label, from, to, value }, i) => (
        <>
          <span class="row-label">
            {i < paths.length && `${w.rows.via} `}
            {label}
          </span>
          <span class="bar">
            <span
              data-via={paths[i] && viaKey(paths[i])}
              class={i === bars.length ? 'bar-sum' : value < 0 ? 'bar-negative' : 'bar-positive'}
              style={{ left: `${Math.min(x(from), x(to))}%`, width: `${Math.abs(x(to) - x(from))}%` }}
            />
          </span>
          <span class="value small">{signed(value)}</span>
        </>
      ))}
    </div>
  )
}
