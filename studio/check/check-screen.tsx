// The screen that checks: every gradient against the measured slope; beside it the story of a famous number, and one's own numbers.
import { useEffect } from 'preact/hooks'
import { isExample } from '../model/lesson.ts'
import { derivation, lesson } from '../model/page.ts'
import { CheckCard } from './check-card.tsx'
import { startChecks, stopChecks } from './check-run.ts'
import { isAnswerable } from './own-numbers.ts'
import { SideCard } from './side-card.tsx'

export function CheckScreen() {
  const told = derivation.value
  useEffect(() => {
    startChecks()
    return stopChecks
  }, [told])
  const isDeck = isExample(lesson.value) && lesson.value.name === 'deck'
  const hasSide = isDeck || isAnswerable.value
  return (
    <main class={`check-screen ${hasSide ? '' : 'alone'}`}>
      <CheckCard />
      {hasSide && <SideCard isDeck={isDeck} />}
    </main>
  )
}
