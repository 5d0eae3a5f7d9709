// The screen that trains: left what, middle how well, right why; the transport below.
import { useEffect } from 'preact/hooks'
import { view } from '../model/page.ts'
import { useDrop } from './drop-area.tsx'
import { HowWell } from './how-well.tsx'
import { onTrainKey } from './keys.ts'
import { LossCard } from './loss-card.tsx'
import { follow, followLesson } from './run.ts'
import { SetUpCard } from './set-up-card.tsx'
import { TrainTransport } from './train-transport.tsx'
import { Why } from './why.tsx'

export function TrainScreen() {
  const isOver = useDrop()
  useEffect(() => follow(view.value.train), [view.value.train])
  useEffect(() => {
    followLesson()
    document.addEventListener('keydown', onTrainKey)
    return () => document.removeEventListener('keydown', onTrainKey)
  }, [])
  return (
    <main class={`train ${isOver ? 'over' : ''}`}>
      <SetUpCard />
      <div class="how-well">
        <LossCard />
        <HowWell />
      </div>
      <div class="why-column">
        <Why />
      </div>
      <TrainTransport />
    </main>
  )
}
