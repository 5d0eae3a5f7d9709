// The page: top bar, the screen, and the region that speaks.
import { StepsScreen } from '../steps/StepsScreen.tsx'
import { announcement } from './announce.ts'
import { TopBar } from './TopBar.tsx'

export function App() {
  return (
    <>
      <TopBar />
      <StepsScreen />
      <p class="unseen" role="status" aria-live="polite">
        {announcement.value}
      </p>
    </>
  )
}
