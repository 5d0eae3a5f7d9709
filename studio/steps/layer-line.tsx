// The line of the whole layer in matrices, in that notation; its part of src/ comes when it is first asked for.
import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Quantity } from '../../src/math/quantity.ts'
import type { layerLine } from '../../src/present/card/layer-line.ts'
import { cardOptions, derivation, notation, view } from '../model/page.ts'
import { words } from '../words/said.ts'
import { LinesInARow } from './lines.tsx'

/** Matrices are told with fewer digits than single numbers. */
const MOST_DIGITS = 5

const part = signal<typeof layerLine | undefined>(undefined)

export function LayerLine({ target }: { readonly target: Quantity }) {
  useEffect(() => {
    if (notation.value === 'matrix' && !part.peek())
      void import('../../src/present/card/layer-line.ts').then((loaded) => {
        part.value = loaded.layerLine
      })
  }, [notation.value])
  const line =
    notation.value === 'matrix' ? part.value?.(derivation.value, cardOptions.value, target) : undefined
  if (!line) return null
  return (
    <div class="layer-line" role="region" tabIndex={0} aria-label={words.value.rows.layer}>
      <p class="row-label">{words.value.rows.layer}</p>
      <LinesInARow of={line} digits={Math.min(MOST_DIGITS, view.value.digits)} />
    </div>
  )
}
