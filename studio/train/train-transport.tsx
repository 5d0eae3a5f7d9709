// The transport of a training: rewind, a batch, an epoch, run or pause; the epochs that it can go back to; how well it does.
import { useRef } from 'preact/hooks'
import { formatNumber } from '../../src/print/numbers.ts'
import { locale } from '../model/page.ts'
import { Icon } from '../page/icon.tsx'
import { FaultMessage } from './fault-message.tsx'
import { nearestKept, onChartKey } from './loss-chart.tsx'
import { curve, goTo, info, isFast, isRunning, run, snapshot, toggle } from './run.ts'
import { score } from './score.ts'
import { trainWords } from './train-words.ts'

export function TrainTransport() {
  const w = trainWords.value
  const now = snapshot.value
  const isReady = now !== undefined
  const press = (action: () => void) => () => {
    if (isReady) action()
  }
  return (
    <section class="card transport train-transport" aria-label={w.transport}>
      <FaultMessage place="run" />
      <div class="buttons" role="toolbar" aria-label={w.transport}>
        <button
          type="button"
          class="key"
          aria-label={w.rewind}
          title={w.rewind}
          aria-disabled={!isReady || (now.epoch === 0 && now.position === 0)}
          onClick={press(() => goTo(0))}
        >
          <Icon name="rewind" />
        </button>
        <button type="button" class="key wordy" aria-disabled={!isReady} onClick={press(() => run('batch'))}>
          {w.oneBatch}
        </button>
        <button type="button" class="key wordy" aria-disabled={!isReady} onClick={press(() => run('epoch'))}>
          {w.oneEpoch}
        </button>
        <button type="button" class="key wordy filled go" aria-disabled={!isReady} onClick={press(toggle)}>
          <Icon name={isRunning.value ? 'pause' : 'play'} />
          {isRunning.value ? w.pause : (now?.epoch ?? 0) > 0 ? w.resume : w.start}
        </button>
        <button
          type="button"
          class="key wordy fast"
          aria-pressed={isFast.value}
          aria-label={w.fast}
          title={w.fastHow}
          onClick={() => {
            isFast.value = !isFast.value
          }}
        >
          <Icon name="fast" />
          <span class="wide">{w.fast}</span>
        </button>
      </div>
      <HistoryBar />
      <Score />
    </section>
  )
}

function HistoryBar() {
  const w = trainWords.value
  const bar = useRef<HTMLDivElement>(null)
  const { epoch = 0, position = 0, kept = [] } = snapshot.value ?? {}
  const last = Math.max(1, curve.value.at(-1)?.epoch ?? 0)
  const number = (n: number): string => n.toLocaleString(locale.value)
  const batch = position > 0 ? number(position) : undefined
  const told = isRunning.value
    ? w.runningAt(number(epoch))
    : epoch === 0 && position === 0
      ? w.atStart
      : w.pausedAt(number(epoch), batch)
  const toPointer = (event: PointerEvent): void => {
    if (isRunning.peek() || (event.type === 'pointermove' && event.buttons === 0)) return
    const { left, width } = bar.current!.getBoundingClientRect()
    goTo(nearestKept(((event.clientX - left) / width) * last))
  }
  return (
    <div
      class="history-bar"
      role="slider"
      tabIndex={0}
      ref={bar}
      aria-label={w.history}
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={epoch}
      aria-valuetext={told}
      onKeyDown={onChartKey}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        toPointer(event)
      }}
      onPointerMove={toPointer}
    >
      <span class="bar-line">
        <span class="bar-done" style={{ width: `${(100 * epoch) / last}%` }} />
        {kept.length <= 40 &&
          kept.map((one) => <span key={one} class="bar-tick" style={{ left: `${(100 * one) / last}%` }} />)}
        <span class="bar-thumb" style={{ left: `${(100 * epoch) / last}%` }} />
      </span>
      <span class="bar-words">
        <span class="faint">{w.atStart}</span>
        <b>{told}</b>
      </span>
    </div>
  )
}

function Score() {
  const w = trainWords.value
  const now = score.value
  if (!now || !info.value) return <p class="score" />
  const { part } = info.value.shown
  const options = { digits: 3, locale: locale.value }
  const text = now.kind === 'accuracy' ? percent(now.value) : formatNumber(now.value, options)
  const label = now.kind === 'loss' ? w.trainingLoss : w[now.kind][part]
  return (
    <p class="score">
      <span class="value">{text}</span>
      <span class="faint">{label}</span>
    </p>
  )
}

const percent = (share: number): string =>
  `${(100 * share).toLocaleString(locale.value, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} %`
