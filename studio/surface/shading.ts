// The shading of the surface: one slate ramp, in the bands between contours; darker is more error, in both themes.
import type { Field } from './field.ts'

type Rgb = readonly [number, number, number]

const ramps: Readonly<Record<'light' | 'dark', { readonly low: Rgb; readonly high: Rgb }>> = {
  light: { low: [255, 255, 255], high: [134, 150, 168] },
  dark: { low: [88, 105, 114], high: [12, 18, 17] },
}

/** Which band a loss is in, from 0 to 1. */
export function shareOf({ heights }: Pick<Field, 'heights'>, loss: number): number {
  const above = heights.findIndex((height) => loss < height)
  return (above < 0 ? heights.length : above) / Math.max(1, heights.length)
}

export function shadeOf(theme: 'light' | 'dark', share: number): Rgb {
  const { low, high } = ramps[theme]
  return [0, 1, 2].map((k) => Math.round(low[k]! + share * (high[k]! - low[k]!))) as unknown as Rgb
}

/** A picture of the field as a data address, the losses between grid points in proportion. */
export function shadedImage(field: Field, width: number, height: number, theme: 'light' | 'dark'): string {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')!
  const image = context.createImageData(width, height)
  const shades = Array.from({ length: field.heights.length + 1 }, (_, k) =>
    shadeOf(theme, k / Math.max(1, field.heights.length)),
  )
  const { columns, rows, values } = field.grid
  const { heights } = field
  for (let py = 0; py < height; py++) {
    const y = ((height - 1 - py) / (height - 1)) * (rows - 1)
    const j = Math.min(rows - 2, Math.floor(y))
    const v = y - j
    let band = 0
    for (let px = 0; px < width; px++) {
      const x = (px / (width - 1)) * (columns - 1)
      const i = Math.min(columns - 2, Math.floor(x))
      const u = x - i
      const at = j * columns + i
      const low = values[at]! * (1 - u) + values[at + 1]! * u
      const high = values[at + columns]! * (1 - u) + values[at + columns + 1]! * u
      const loss = low * (1 - v) + high * v
      while (band > 0 && loss < heights[band - 1]!) band--
      while (band < heights.length && !(loss < heights[band]!)) band++
      const shade = shades[band]!
      const to = 4 * (py * width + px)
      image.data[to] = shade[0]
      image.data[to + 1] = shade[1]
      image.data[to + 2] = shade[2]
      image.data[to + 3] = 255
    }
  }
  context.putImageData(image, 0, 0)
  return canvas.toDataURL()
}
