// The first screen: the diagram, the step, the tables that fill up, and the transport.
import { useEffect } from 'preact/hooks'
import { view } from '../model/page.ts'
import { DiagramCard } from './diagram-card.tsx'
import { onPageKey } from './keys.ts'
import { pause } from './player.ts'
import { StepPanel } from './step-panel.tsx'
import { Tables } from './tables.tsx'
import { Transport } from './transport.tsx'

export function StepsScreen() {
  useEffect(() => {
    addEventListener('keydown', onPageKey)
    return () => {
      removeEventListener('keydown', onPageKey)
      pause()
    }
  }, [])
  return (
    <main class="steps-screen">
      <DiagramCard />
      <StepPanel />
      {view.value.embed !== '1' && <Tables />}
      <Transport />
    </main>
  )
}
