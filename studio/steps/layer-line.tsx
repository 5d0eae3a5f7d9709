// The line of the whole layer in matrices, in that notation; its part of src/ comes when it is first asked for.
import { computed, signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { layerLine } from '../../src/present/card/layer-line.ts'
import { cardOptions, derivation, notation, target, view } from '../model/page.ts'
import { words } from '../words/said.ts'
import { LinesInARow } from './lines.tsx'

/** Matrices are told with fewer digits than single numbers. */
const MOST_DIGITS = 5

const part = signal<typeof layerLine | undefined>(undefined)

const line = computed(() =>
  notation.value === 'matrix' ? part.value?.(derivation.value, cardOptions.value, target.value) : undefined,
)

export function LayerLine() {
  useEffect(() => {
    if (notation.value === 'matrix' && !part.peek())
      void import('../../src/present/card/layer-line.ts').then((loaded) => {
        part.value = loaded.layerLine
      })
  }, [notation.value])
  if (!line.value) return null
  return (
    <div class="layer-line" role="region" tabIndex={0} aria-label={words.value.rows.layer}>
      <p class="row-label">{words.value.rows.layer}</p>
      <LinesInARow of={line.value} digits={Math.min(MOST_DIGITS, view.value.digits)} />
    </div>
  )
}
