// The transport: first, previous, play, next, last; and the timeline of the phases beside it.
import { at, goBack, goOn, goTo, isAtEnd, place, timeline } from '../model/page.ts'
import { Icon } from '../page/icon.tsx'
import { Menu } from '../page/menu.tsx'
import { words } from '../words/said.ts'
import { attempt } from './attempt.ts'
import { isPlaying, pace, paceNames, pause, setPace, stopsAtPhases, togglePlay } from './player.ts'
import { Timeline } from './timeline.tsx'

/** A step by hand stops the play. */
const byHand = (go: () => void) => () => {
  pause()
  attempt(go)
}

export function Transport() {
  const w = words.value.transport
  const isStart = at.value === 0 && place.value.update === 0
  const version = place.value.update + 1
  return (
    <section class="card transport" aria-label={w.name}>
      <div class="buttons" role="toolbar" aria-label={w.name}>
        <button
          type="button"
          class="key first"
          aria-label={w.first}
          aria-disabled={at.value === 0}
          onClick={byHand(() => goTo(0))}
        >
          <Icon name="first" />
        </button>
        <button
          type="button"
          class="key previous"
          aria-label={w.previous}
          aria-disabled={isStart}
          onClick={byHand(goBack)}
        >
          <Icon name="previous" />
          <span class="narrow">{w.previous}</span>
        </button>
        <button
          type="button"
          class="key play"
          aria-label={isPlaying.value ? w.pause : w.play}
          onClick={togglePlay}
        >
          <Icon name={isPlaying.value ? 'pause' : 'play'} />
        </button>
        <button
          type="button"
          class="key next filled"
          aria-label={isAtEnd.value ? w.nextUpdate(version) : w.next}
          title={isAtEnd.value ? w.nextUpdate(version) : undefined}
          onClick={byHand(goOn)}
        >
          <span class="narrow">{isAtEnd.value ? w.nextUpdate(version) : w.next}</span>
          <Icon name="next" />
        </button>
        <button
          type="button"
          class="key last"
          aria-label={w.last}
          aria-disabled={isAtEnd.value}
          onClick={byHand(() => goTo(timeline.peek().length - 1))}
        >
          <Icon name="last" />
        </button>
        <PaceMenu />
      </div>
      <Timeline />
    </section>
  )
}

function PaceMenu() {
  const w = words.value.transport
  return (
    <Menu
      label={w.pace}
      class="key pace"
      from="start"
      groups={[
        {
          label: w.pace,
          items: paceNames.map((name) => ({
            label: w.paces[name],
            isChosen: pace.value === name,
            onSelect: () => setPace(name),
          })),
        },
        {
          items: [
            {
              label: w.stopAtPhases,
              isOn: stopsAtPhases.value,
              onSelect: () => {
                stopsAtPhases.value = !stopsAtPhases.peek()
              },
            },
          ],
        },
      ]}
    >
      <Icon name="pace" />
    </Menu>
  )
}
