// The page: top bar, the screen, and the region that speaks.
import { Help } from '../help/help-loader.tsx'
import { view } from '../model/page.ts'
import { announcement } from './announce.ts'
import { FullValue } from './full-value.tsx'
import { Notice } from './notice.tsx'
import { Screen } from './screens.tsx'
import { useStrayDrop } from './stray-drop.ts'
import { TopBar } from './top-bar.tsx'

export function App() {
  useStrayDrop()
  return (
    <>
      {view.value.embed === undefined && <TopBar />}
      <Notice />
      <Screen />
      <Help />
      <FullValue />
      <p class="unseen" role="status" aria-live="polite">
        {announcement.value}
      </p>
    </>
  )
}
