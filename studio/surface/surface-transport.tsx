// The steps made: back and on, to an earlier one, and whether the path of the whole training is shown too.
import { Icon } from '../page/icon.tsx'
import { Segment } from '../page/segment.tsx'
import { words } from '../words/said.ts'
import { at, canStep, goOn, goToStep, isFull, isWhole, look, steps } from './plane.ts'
import { isPlaying, pause, togglePlay } from './player.ts'
import { surfaceWords } from './surface-words.ts'

/** More steps have no dots. */
const MOST_DOTS = 60

export function SurfaceTransport() {
  const w = surfaceWords.value
  const t = words.value.transport
  const isStart = at.value === 0
  const isEnd = at.value === steps.value && (!canStep.value || isFull.value)
  const stopAnd = (go: () => void) => () => {
    pause()
    go()
  }
  return (
    <section class="card transport surface-transport" aria-label={t.name}>
      <div class="buttons" role="toolbar" aria-label={t.name}>
        <button
          type="button"
          class="key first"
          aria-label={t.first}
          aria-disabled={isStart}
          onClick={stopAnd(() => goToStep(0))}
        >
          <Icon name="first" />
        </button>
        <button
          type="button"
          class="key previous"
          aria-label={t.previous}
          aria-disabled={isStart}
          onClick={stopAnd(() => goToStep(at.peek() - 1))}
        >
          <Icon name="previous" />
        </button>
        <button
          type="button"
          class="key play"
          aria-label={isPlaying.value ? t.pause : t.play}
          aria-disabled={isEnd && !isPlaying.value}
          onClick={togglePlay}
        >
          <Icon name={isPlaying.value ? 'pause' : 'play'} />
        </button>
        <button
          type="button"
          class="key next filled"
          aria-label={at.value < steps.value ? t.next : w.take}
          title={at.value < steps.value ? t.next : w.take}
          aria-disabled={isEnd}
          onClick={stopAnd(goOn)}
        >
          <Icon name="next" />
        </button>
      </div>
      <StepBar />
      <Segment
        label={w.path}
        value={isWhole.value ? 'whole' : 'two'}
        options={(['two', 'whole'] as const).map((value) => ({ value, label: w.paths[value] }))}
        onChange={(value) => look({ isWhole: value === 'whole' })}
      />
    </section>
  )
}

function StepBar() {
  const w = surfaceWords.value
  const last = Math.max(1, steps.value)
  const share = (k: number): string => `${(100 * k) / last}%`
  const toPointer = (event: PointerEvent): void => {
    if (event.type === 'pointermove' && event.buttons === 0) return
    const { left, width } = (event.currentTarget as HTMLElement).getBoundingClientRect()
    goToStep(Math.round(((event.clientX - left) / width) * last))
  }
  return (
    <div
      class="history-bar"
      role="slider"
      tabIndex={0}
      aria-label={w.stepsMade}
      aria-valuemin={0}
      aria-valuemax={steps.value}
      aria-valuenow={at.value}
      aria-valuetext={w.here(at.value)}
      onKeyDown={(event) => {
        const to = {
          ArrowLeft: at.peek() - 1,
          ArrowDown: at.peek() - 1,
          ArrowRight: at.peek() + 1,
          ArrowUp: at.peek() + 1,
          Home: 0,
          End: steps.peek(),
        }[event.key]
        if (to === undefined) return
        event.preventDefault()
        event.stopPropagation()
        goToStep(to)
      }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        toPointer(event)
      }}
      onPointerMove={toPointer}
    >
      <span class="bar-line">
        <span class="bar-done" style={{ width: share(at.value) }} />
        {steps.value > 0 &&
          steps.value <= MOST_DOTS &&
          Array.from({ length: steps.value + 1 }, (_, k) => (
            <span key={k} class="bar-dot" style={{ left: share(k) }} />
          ))}
        <span class="bar-thumb" style={{ left: share(at.value) }} />
      </span>
      <span class="bar-words">
        <span class="faint">{w.initial}</span>
        <b>@{at.value}</b>
      </span>
    </div>
  )
}
