// Pan: the pointer draws the plane along; where it is let go, that part stays.
import { useRef, useState } from 'preact/hooks'
import type { Box } from './field.ts'
import { showWindow } from './plane.ts'

/** Pixels that a pointer may shake while it is pressed. */
const SHAKE = 3

interface Pan {
  /** What is shown while the pointer moves. */
  readonly box: Box
  readonly handlers: Readonly<
    Record<
      'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerCancel',
      (event: PointerEvent) => void
    >
  >
}

/** @param width of the drawing, in pixels */
export function usePan(box: Box, width: number): Pan {
  const from = useRef<readonly [number, number] | null>(null)
  const [moved, setMoved] = useState<readonly [number, number]>([0, 0])
  const unit = (box.high[0] - box.low[0]) / width
  const [dx, dy] = [-moved[0] * unit, moved[1] * unit]
  const shown: Box = {
    low: [box.low[0] + dx, box.low[1] + dy],
    high: [box.high[0] + dx, box.high[1] + dy],
  }
  const leave = (): void => {
    from.current = null
    setMoved([0, 0])
  }
  return {
    box: shown,
    handlers: {
      onPointerDown: (event) => {
        ;(event.currentTarget as Element).setPointerCapture(event.pointerId)
        from.current = [event.clientX, event.clientY]
      },
      onPointerMove: (event) => {
        if (from.current) setMoved([event.clientX - from.current[0], event.clientY - from.current[1]])
      },
      onPointerUp: () => {
        const [x, y] = [(shown.low[0] + shown.high[0]) / 2, (shown.low[1] + shown.high[1]) / 2]
        if (Math.hypot(...moved) > SHAKE) showWindow({ x, y, wide: shown.high[0] - shown.low[0] })
        leave()
      },
      onPointerCancel: leave,
    },
  }
}
