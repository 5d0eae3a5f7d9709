// Beside the check: the story of a famous number, both of its runs, and one's own numbers.
import { signal } from '@preact/signals'
import { Segment } from '../page/segment.tsx'
import { checkWords } from './check-words.ts'
import { OwnNumbers } from './own-numbers-table.tsx'
import { type Side, sides } from './sides.ts'
import { Story } from './story.tsx'
import { TwoRuns } from './two-runs.tsx'

const chosen = signal<Side>('story')

const showSide = (side: Side): void => {
  chosen.value = side
}

export function SideCard({ isDeck }: { readonly isDeck: boolean }) {
  const w = checkWords.value
  const side = isDeck ? chosen.value : 'own'
  return (
    <section class="card side-card" aria-labelledby="side">
      <header class="card-head">
        <h2 id="side">{w.titles[side]}</h2>
        <span class="spread" />
        {isDeck && (
          <Segment
            label={w.sides}
            value={side}
            options={sides.map((value) => ({ value, label: w.side[value] }))}
            onChange={showSide}
          />
        )}
      </header>
      {side === 'story' ? <Story onSide={showSide} /> : side === 'runs' ? <TwoRuns /> : <OwnNumbers />}
    </section>
  )
}
