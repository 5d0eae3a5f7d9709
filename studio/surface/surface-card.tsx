// The surface: which two parameters, contours or relief, how near, and where the point is.
import { useEffect, useMemo } from 'preact/hooks'
import { versioned } from '../../src/derive/names.ts'
import { q } from '../../src/math/expr.ts'
import { spokenFormula } from '../../src/print/speech.ts'
import { EditableNumber } from '../formula/editable-number.tsx'
import { Formula } from '../formula/formula.tsx'
import { context } from '../model/page.ts'
import { PictureMenu } from '../page/picture-menu.tsx'
import { type Room, useRoom } from '../page/room.ts'
import { Segment } from '../page/segment.tsx'
import { ContourDrawing } from './contour-drawing.tsx'
import { type Box, boxAround, boxOf, computeField, type Field, field, shownBox } from './field.ts'
import { ParameterChoice } from './parameter-choice.tsx'
import { PathTable } from './path-table.tsx'
import {
  choosePair,
  here,
  isRelief,
  isWhole,
  isWholeKnown,
  look,
  moveStart,
  next,
  pair,
  plane,
  positions,
  shownRate,
  shownWindow,
  surface,
  wholePath,
} from './plane.ts'
import { isLogarithmic, Relief } from './relief.tsx'
import { surfaceWords } from './surface-words.ts'
import { Zoom } from './zoom.tsx'

export function SurfaceCard() {
  const w = surfaceWords.value
  const [part, room] = useRoom<HTMLDivElement>()
  const box = useBox(room)
  const known = field.value?.surface === surface.value ? field.value : undefined
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
          value={isRelief.value ? 'relief' : 'contours'}
          options={(['contours', 'relief'] as const).map((value) => ({ value, label: w.kinds[value] }))}
          onChange={(value) => look({ isRelief: value === 'relief' })}
        />
        <PictureMenu selector=".surface-drawing" name="paso-surface" />
      </header>
      <div class="surface-box" ref={part}>
        {room &&
          box &&
          (!isRelief.value ? (
            <ContourDrawing width={room.width} height={room.height} box={box} field={known} />
          ) : (
            <Relief width={room.width} height={room.height} field={known} />
          ))}
      </div>
      <footer class="surface-foot">
        <Point axis={0} />
        <Point axis={1} />
        <Legend field={known} />
      </footer>
      <PathTable rate={shownRate.value} />
    </section>
  )
}

/** What is looked at; the losses over it are computed when it or the surface becomes another. */
function useBox(room: Room | undefined): Box | undefined {
  const shape = room ? room.height / room.width : 1
  const window = shownWindow.value
  const whole = isWhole.value && isWholeKnown.value ? wholePath.value : []
  const shown = [...positions.value, ...whole]
  // A rate that is dragged does not move the picture under the pointer.
  const key = JSON.stringify([shown.at(0), shown.at(-1), shown.length, window, shape, pair.value])
  const box = useMemo(
    () => (window ? boxOf(window, shape) : boxAround([...shown, next.peek()], shape)),
    [key],
  )
  const isThere = room !== undefined
  const boxKey = JSON.stringify(box)
  useEffect(() => {
    if (!isThere) return
    shownBox.value = box
    return computeField(plane.peek()!, surface.peek(), box)
  }, [boxKey, isThere, surface.value])
  return isThere ? box : undefined
}

function Legend({ field: known }: { readonly field: Field | undefined }) {
  const w = surfaceWords.value
  return (
    <>
      <span class="faint">{w.darker}</span>
      {isRelief.value ? (
        known && isLogarithmic(known) && <span class="faint">{w.logarithmic}</span>
      ) : (
        <>
          <span class="faint">
            <span class="gradient-word">∇E</span> {w.directionOnly}
          </span>
          <span class="faint">
            <span class="step-word">−α∇E</span> {w.exactLength}
          </span>
        </>
      )}
      <span class="faint">
        {isWhole.value ? w.projected(Math.max(0, wholePath.value.length - 1)) : w.onSurface}
      </span>
    </>
  )
}

/** A coordinate of the point as a number and a slider: both move the start of the steps, and the network with it. */
function Point({ axis }: { readonly axis: 0 | 1 }) {
  const w = surfaceWords.value
  const ref = pair.value![axis]
  const value = here.value[axis]
  const { low, high } = shownBox.value ?? { low: here.value, high: here.value }
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
