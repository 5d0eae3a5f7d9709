// The first screen: the diagram, the step, the tables that fill up, and the transport.
import { useEffect } from 'preact/hooks'
import { DiagramCard } from './DiagramCard.tsx'
import { onPageKey } from './keys.ts'
import { StepPanel } from './StepPanel.tsx'
import { Tables } from './Tables.tsx'
import { Transport } from './Transport.tsx'

export function StepsScreen() {
  useEffect(() => {
    addEventListener('keydown', onPageKey)
    return () => removeEventListener('keydown', onPageKey)
  }, [])
  return (
    <main class="steps-screen">
      <DiagramCard />
      <StepPanel />
      <Tables />
      <Transport />
    </main>
  )
}
