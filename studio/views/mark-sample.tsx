// A class's mark as the legends show it.
import { useCallback } from 'preact/hooks'
import { Canvas, type Paint } from './canvas.tsx'
import { colorOf, shapeOf, traceMark } from './marks.ts'

const SIZE = 14

export function MarkSample({ kind }: { readonly kind: number }) {
  const paint: Paint = useCallback(
    (context, color) => {
      context.beginPath()
      traceMark(context, shapeOf(kind), SIZE / 2, SIZE / 2, 4.4)
      context.fillStyle = color(colorOf(kind))
      context.fill()
    },
    [kind],
  )
  return (
    <span class="mark-sample" aria-hidden="true">
      <Canvas width={SIZE} height={SIZE} paint={paint} />
    </span>
  )
}
