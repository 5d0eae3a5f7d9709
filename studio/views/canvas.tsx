// Canvas: what has too many parts for elements, painted in the page's colors at the screen's own resolution.
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Token } from '../../src/diagram/style.ts'
import { isDark } from '../page/theme.ts'

export type Color = (token: Token) => string
export type Paint = (context: CanvasRenderingContext2D, color: Color) => void

interface CanvasProps {
  /** In pixels of the page. */
  readonly width: number
  readonly height: number
  readonly paint: Paint
}

/** It says nothing by itself: what it shows is told beside it. */
export function Canvas({ width, height, paint }: CanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = isDark.value ? 'dark' : 'light'
  useLayoutEffect(() => {
    const { current } = canvas
    const scale = window.devicePixelRatio || 1
    const [wide, high] = [Math.round(width * scale), Math.round(height * scale)]
    if (current!.width !== wide || current!.height !== high) {
      current!.width = wide
      current!.height = high
    }
    const context = current!.getContext('2d')!
    context.setTransform(scale, 0, 0, scale, 0, 0)
    context.clearRect(0, 0, width, height)
    paint(context, colorsOf(current!, theme))
  })
  return <canvas ref={canvas} class="view-canvas" style={{ width: `${width}px`, height: `${height}px` }} />
}

let kept: { readonly theme: string; readonly colors: Map<Token, string> } | undefined

/** Reading a style takes longer than painting with it: each color is read once for each theme. */
function colorsOf(canvas: HTMLCanvasElement, theme: string): Color {
  const key = `${theme} ${matchMedia('(forced-colors: active)').matches}`
  if (kept?.theme !== key) kept = { theme: key, colors: new Map() }
  const { colors } = kept
  return (token) => {
    const known = colors.get(token)
    if (known !== undefined) return known
    const color = getComputedStyle(canvas).getPropertyValue(`--${token}`).trim() || 'CanvasText'
    colors.set(token, color)
    return color
  }
}
