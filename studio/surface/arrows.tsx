// The gradient's direction and the step that would follow, whose head can be dragged to another rate.

import type { Arrows, Frame } from './places.ts'
import { dragRate, dropRate, here, slope } from './plane.ts'

interface DrawnArrowsProps {
  readonly arrows: Arrows
  readonly frame: Frame
}

export function DrawnArrows({ arrows: { from, to, tip, isShort }, frame }: DrawnArrowsProps) {
  return (
    <g class="arrows">
      <path class="gradient-arrow" d={`M${from}L${tip}`} marker-end="url(#head-bwd)" />
      {isShort ? (
        <circle class="step-ring" cx={from[0]} cy={from[1]} r="11" />
      ) : (
        <path class="step-arrow" d={`M${from}L${to}`} marker-end="url(#head-upd)" />
      )}
      <circle
        class="grip"
        cx={to[0]}
        cy={to[1]}
        r="14"
        onPointerDown={(event) => {
          event.stopPropagation()
          event.currentTarget.setPointerCapture(event.pointerId)
          drag(event, frame)
        }}
        onPointerMove={(event) => event.buttons > 0 && drag(event, frame)}
        onPointerUp={dropRate}
        onPointerCancel={dropRate}
      />
    </g>
  )
}

/** The rate with which the step ends below the pointer, seen along the arrow. */
function drag(event: PointerEvent, { x, y }: Frame): void {
  event.preventDefault()
  const { left, top } = (event.currentTarget as SVGElement).ownerSVGElement!.getBoundingClientRect()
  const [px, py] = [event.clientX - left, event.clientY - top]
  const [vx, vy] = [
    x.from + (px / (x.end - x.start)) * (x.to - x.from) - here.peek()[0],
    y.from + ((py - y.start) / (y.end - y.start)) * (y.to - y.from) - here.peek()[1],
  ]
  const [gx, gy] = slope.peek()
  const rate = -(vx * gx + vy * gy) / (gx * gx + gy * gy)
  if (rate > 0 && Number.isFinite(rate)) dragRate(Number(rate.toPrecision(3)))
}

/** Their heads. */
export function ArrowHeads() {
  return (
    <defs>
      {(['bwd', 'upd'] as const).map((phase) => (
        <marker
          key={phase}
          id={`head-${phase}`}
          viewBox="0 0 10 10"
          refX="8"
          refY="5"
          markerWidth="5"
          markerHeight="5"
          orient="auto"
        >
          <path class={`head-${phase}`} d="M0 0L10 5L0 10Z" />
        </marker>
      ))}
    </defs>
  )
}
