// Writes the tables of examples/ that nobody measured: points of two classes on circles and on spirals, and a noisy sine.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Random, xoshiro } from '../src/math/random.ts'

type Row = readonly (number | string)[]

const ROWS = 200

const tables: Readonly<Record<string, { readonly head: readonly string[]; rows(random: Random): Row[] }>> = {
  circles: {
    head: ['x1', 'x2', 'target'],
    rows: (random) =>
      each(ROWS, (i) => {
        const isInner = i % 2 === 0
        const radius = (isInner ? 1 : 2.5) + 0.3 * random.normal()
        return [...polar(radius, 2 * Math.PI * random.next()), isInner ? 'inner' : 'outer']
      }),
  },
  spiral: {
    head: ['x1', 'x2', 'target'],
    rows: (random) =>
      each(ROWS, (i) => {
        const isLeft = i % 2 === 0
        const along = i / ROWS
        const angle = 1.25 * 2 * Math.PI * along + (isLeft ? 0 : Math.PI)
        const [x, y] = polar(0.3 + 2.7 * along, angle)
        return [x + 0.08 * random.normal(), y + 0.08 * random.normal(), isLeft ? 'left' : 'right']
      }),
  },
  sine: {
    head: ['x', 'target'],
    rows: (random) =>
      each(ROWS / 2, () => {
        const x = -3 + 6 * random.next()
        return [x, Math.sin(2 * x) + 0.15 * random.normal()]
      }),
  },
}

const each = (count: number, row: (i: number) => Row): Row[] =>
  Array.from({ length: count }, (_, i) => row(i))

const polar = (radius: number, angle: number): [number, number] => [
  radius * Math.cos(angle),
  radius * Math.sin(angle),
]

const cell = (value: number | string): string =>
  typeof value === 'number' ? String(Number(value.toFixed(4))) : value

for (const [name, { head, rows }] of Object.entries(tables)) {
  const lines = [head, ...rows(xoshiro(1)).map((row) => row.map(cell))]
  const file = fileURLToPath(new URL(`../examples/${name}.csv`, import.meta.url))
  writeFileSync(file, `${lines.map((line) => line.join(',')).join('\n')}\n`)
}
