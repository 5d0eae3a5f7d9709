// The screen of the loss surface: contours over two parameters, the step at the right, and the steps made below.
import { useEffect } from 'preact/hooks'
import { words } from '../words/said.ts'
import { onSurfaceKey } from './keys.ts'
import { followWhole, pair } from './plane.ts'
import { pause } from './player.ts'
import { followRay } from './ray.ts'
import { StepCard } from './step-card.tsx'
import { SurfaceCard } from './surface-card.tsx'
import { SurfaceTransport } from './surface-transport.tsx'
import { surfaceWords } from './surface-words.ts'

export function SurfaceScreen() {
  useEffect(() => {
    document.addEventListener('keydown', onSurfaceKey)
    const stops = [followRay(), followWhole(), pause]
    return () => {
      document.removeEventListener('keydown', onSurfaceKey)
      for (const stop of stops) stop()
    }
  }, [])
  if (!pair.value)
    return (
      <main class="surface">
        <section class="card surface-none">
          <h1>{words.value.screens.surface}</h1>
          <p>{surfaceWords.value.oneWeight}</p>
        </section>
      </main>
    )
  return (
    <main class="surface">
      <SurfaceCard />
      <StepCard />
      <SurfaceTransport />
    </main>
  )
}
