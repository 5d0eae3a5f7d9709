// The page: top bar, the screen, and the region that speaks.
import { Help } from '../help/help-loader.tsx'
import { view } from '../model/page.ts'
import { announcement, notice } from './announce.ts'
import { FullValue } from './full-value.tsx'
import { Screen } from './screens.tsx'
import { TopBar } from './top-bar.tsx'

export function App() {
  return (
    <>
      {view.value.embed === undefined && <TopBar />}
      {notice.value !== undefined && (
        <p class="notice" role="alert">
          {notice.value}
        </p>
      )}
      <Screen />
      <Help />
      <FullValue />
      <p class="unseen" role="status" aria-live="polite">
        {announcement.value}
      </p>
    </>
  )
}
