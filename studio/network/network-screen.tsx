// The screen on which a network is made: its shape at the left, its weights in the middle, a sample and what comes of it at the right.
import { useEffect } from 'preact/hooks'
import { draft } from './draft.ts'
import { useFileDrop } from './file-drop.ts'
import { networkWords } from './network-words.ts'
import { SampleCard, TotalsStrip } from './sample-card.tsx'
import { ShapeCard } from './shape-card.tsx'
import { WeightsCard } from './weights-card.tsx'

export function NetworkScreen() {
  const isOver = useFileDrop()
  // What was begun and not kept goes with the screen.
  useEffect(
    () => () => {
      draft.value = undefined
    },
    [],
  )
  return (
    <main class={`net ${isOver ? 'over' : ''}`}>
      <ShapeCard />
      <WeightsCard />
      <SampleCard />
      <TotalsStrip />
      {isOver && <p class="net-drop">{networkWords.value.dropHere}</p>}
    </main>
  )
}
