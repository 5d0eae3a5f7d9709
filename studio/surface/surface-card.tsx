// The surface: which two parameters, contours or relief, how near, and where the point is.
import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { versioned } from '../../src/derive/names.ts'
import { q } from '../../src/math/expr.ts'
import { spokenFormula } from '../../src/print/speech.ts'
import { EditableNumber } from '../formula/editable-number.tsx'
import { Formula } from '../formula/formula.tsx'
import { context } from '../model/page.ts'
import { PictureMenu } from '../page/picture-menu.tsx'
import { useRoom } from '../page/room.ts'
import { Segment } from '../page/segment.tsx'
import { ContourDrawing } from './contour-drawing.tsx'
import { boxAround, computeField, field } from './field.ts'
import { ParameterChoice } from './parameter-choice.tsx'
import { PathTable } from './path-table.tsx'
import { choosePair, here, moveStart, next, pair, plane, positions, shownRate, wholePath } from './plane.ts'
import { Relief } from './relief.tsx'
import { showsWhole } from './surface-transport.tsx'
import { surfaceWords } from './surface-words.ts'

type Kind = 'contours' | 'relief'
const kind = signal<Kind>('contours')
/** Doublings. */
const zoom = signal(0)
const MOST_ZOOM = 8

export function SurfaceCard() {
  const w = surfaceWords.value
  const [box, room] = useRoom<HTMLDivElement>()
  const shape = room ? room.height / room.width : 1
  // A rate that is dragged does not move the picture under the pointer.
  const shown = [...positions.value, ...(showsWhole.value ? wholePath.value : [])]
  const key = JSON.stringify([shown.at(0), shown.at(-1), shown.length, zoom.value, shape, pair.value])
  useEffect(() => {
    if (!room || !plane.peek()) return
    return computeField(plane.peek()!, boxAround([...shown, next.peek()], shape, zoom.peek()))
  }, [key, plane.value])
  const [x, y] = pair.value!
  return (
    <section class="card surface-card" aria-labelledby="surface">
      <header class="card-head">
        <h1 id="surface">{w.errorAgainst}</h1>
        <ParameterChoice label={w.across} value={x} other={y} onChoose={(ref) => choosePair([ref, y])} />
        {w.and}
        <ParameterChoice label={w.up} value={y} other={x} onChoose={(ref) => choosePair([x, ref])} />
        <span class="spread" />
        <Zoom />
        <Segment
          label={w.view}
          value={kind.value}
          options={(['contours', 'relief'] as const).map((value) => ({ value, label: w.kinds[value] }))}
          onChange={(value) => {
            kind.value = value
          }}
        />
        <PictureMenu selector=".surface-drawing" name="paso-surface" />
      </header>
      <div class="surface-box" ref={box}>
        {room &&
          field.value &&
          (kind.value === 'contours' ? (
            <ContourDrawing width={room.width} height={room.height} field={field.value} />
          ) : (
            <Relief width={room.width} height={room.height} field={field.value} />
          ))}
      </div>
      <footer class="surface-foot">
        <Point axis={0} />
        <Point axis={1} />
        <span class="faint">{w.darker}</span>
        <span class="faint">{showsWhole.value ? w.projected(wholePath.value.length - 1) : w.onSurface}</span>
      </footer>
      <PathTable rate={shownRate.value} />
    </section>
  )
}

function Zoom() {
  const w = surfaceWords.value
  const by = (step: number) => () => {
    zoom.value = Math.max(-MOST_ZOOM, Math.min(MOST_ZOOM, zoom.peek() + step))
  }
  return (
    <span class="zoom" role="group" aria-label={w.zoom}>
      <button type="button" class="quiet" aria-label={w.farther} onClick={by(-1)}>
        −
      </button>
      <button type="button" class="quiet" aria-label={w.nearer} onClick={by(1)}>
        +
      </button>
    </span>
  )
}

/** A coordinate of the point as a number and a slider: both move the start of the steps, and the network with it. */
function Point({ axis }: { readonly axis: 0 | 1 }) {
  const w = surfaceWords.value
  const ref = pair.value![axis]
  const value = here.value[axis]
  const { low, high } = field.value?.box ?? { low: here.value, high: here.value }
  const name = spokenFormula(q(versioned(ref, 0)), context.value)
  const move = (to: number): void => moveStart(axis === 0 ? [to, here.peek()[1]] : [here.peek()[0], to])
  return (
    <span class="surface-point">
      <Formula of={q(versioned(ref, 0))} />
      <EditableNumber name={name} value={value} digits={6} onChange={move} />
      <input
        type="range"
        aria-label={w.moves(name)}
        min={low[axis]}
        max={high[axis]}
        step={(high[axis] - low[axis]) / 200 || 1}
        value={value}
        onChange={({ currentTarget }) => move(Number(currentTarget.value))}
      />
    </span>
  )
}
