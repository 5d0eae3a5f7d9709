// The page: top bar, the screen, and the region that speaks.
import { StepsScreen } from '../steps/steps-screen.tsx'
import { announcement, notice } from './announce.ts'
import { TopBar } from './top-bar.tsx'

export function App() {
  return (
    <>
      <TopBar />
      {notice.value !== undefined && (
        <p class="notice" role="alert">
          {notice.value}
        </p>
      )}
      <StepsScreen />
      <p class="unseen" role="status" aria-live="polite">
        {announcement.value}
      </p>
    </>
  )
}
