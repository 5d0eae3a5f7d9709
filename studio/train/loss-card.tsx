// The loss curve: training and validation by epoch, an earlier run beside them, and a cursor that goes to an epoch.
import { signal } from '@preact/signals'
import type { LossName } from '../../src/math/losses.ts'
import { locale } from '../model/page.ts'
import { PictureMenu } from '../page/picture-menu.tsx'
import { useRoom } from '../page/room.ts'
import { Segment } from '../page/segment.tsx'
import { functionWords } from '../words/function-words.ts'
import type { AxisKind } from './loss-axis.ts'
import { LossChart } from './loss-chart.tsx'
import { lossText } from './loss-text.ts'
import { curve, info, runA } from './run.ts'
import { trainWords } from './train-words.ts'

const axis = signal<AxisKind>('log')

export function LossCard() {
  const w = trainWords.value
  const [box, room] = useRoom<HTMLDivElement>()
  const name = info.value?.network.loss.name as LossName | undefined
  return (
    <section class="card view loss-card" aria-labelledby="loss">
      <header class="card-head">
        <h2 id="loss">{w.curve}</h2>
        {name && <span class="faint">{functionWords.value.lossWords[name].name}</span>}
        <span class="spread" />
        <Segment
          label={w.axis}
          value={axis.value}
          options={(['log', 'linear'] as const).map((value) => ({ value, label: w[value] }))}
          onChange={(value) => {
            axis.value = value
          }}
        />
        <PictureMenu selector=".loss-chart" name="paso-loss" />
      </header>
      <div class="loss-box" ref={box}>
        {room && curve.value.length > 0 && (
          <LossChart
            width={room.width}
            height={room.height}
            kind={axis.value}
            curve={curve.value}
            a={runA.value?.curve}
          />
        )}
      </div>
      <LossTable />
    </section>
  )
}

/** Rows of the table, at most: the first, the last and some between. */
const MOST_ROWS = 24

function LossTable() {
  const w = trainWords.value
  const points = curve.value
  const every = Math.max(1, Math.ceil(points.length / MOST_ROWS))
  const shown = points.filter((_, i) => i % every === 0 || i === points.length - 1)
  const hasValidation = points[0]?.validation !== undefined
  return (
    <details class="loss-table">
      <summary>{w.asTable}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{w.epoch}</th>
            <th scope="col">{w.train}</th>
            {hasValidation && <th scope="col">{w.validation}</th>}
          </tr>
        </thead>
        <tbody>
          {shown.map(({ epoch, train, validation }) => (
            <tr key={epoch}>
              <th scope="row">{epoch.toLocaleString(locale.value)}</th>
              <td>{lossText(train)}</td>
              {hasValidation && <td>{validation === undefined ? '—' : lossText(validation)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
