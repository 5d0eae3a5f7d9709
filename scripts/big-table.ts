// Writes a large table for trying Paso on it: `npm run -s big-table -- FILE --rows 1000000 --columns 20`, or `--gigabytes 2`.
// Numbers drawn from a seed, each column with an offset and a size of its own, and at last y, a number or with `--target class`
// a class, which depends on the first three; written piece by piece.
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { parseArgs } from 'node:util'
import { xoshiro } from '../src/math/random.ts'

const usage =
  'big-table FILE [--rows 1000000 | --gigabytes 2] [--columns 20] [--target number|class] [--seed 1]'
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: 'string' },
    gigabytes: { type: 'string' },
    columns: { type: 'string', default: '20' },
    target: { type: 'string', default: 'number' },
    seed: { type: 'string', default: '1' },
  },
})
const [path] = positionals
const columns = Number(values.columns)
const rows = Number(values.rows ?? (values.gigabytes === undefined ? 1_000_000 : Number.POSITIVE_INFINITY))
const bytes = Number(values.gigabytes ?? Number.POSITIVE_INFINITY) * 1e9
const isClass = values.target === 'class'
const known = isClass || values.target === 'number'
if (path === undefined || !(columns >= 4) || !(rows > 0) || !(bytes > 0) || !known) {
  console.error(usage)
  process.exit(2)
}
const random = xoshiro(Number(values.seed))
const even = (): number => 2 * random.next() - 1

/** y bends with the third column, so that no straight line will do, and has some noise. */
function row(): string {
  const drawn = Array.from({ length: columns - 1 }, even)
  const [a, b, c] = drawn as [number, number, number]
  const y = 3 * a - 2 * b + 4 * a * c + 0.2 * even()
  const cells = drawn.map((value, i) => (10 * i + (i + 1) * value).toFixed(4))
  return `${[...cells, isClass ? classOf(y) : y.toFixed(4)].join(',')}\n`
}

const classOf = (y: number): string => (y < -1 ? 'low' : y < 1 ? 'middle' : 'high')

const PIECE = 1 << 20
const file = createWriteStream(path)
let piece = `${[...Array.from({ length: columns - 1 }, (_, i) => `x${i + 1}`), 'y'].join(',')}\n`
for (let made = 0, written = 0; made < rows && written + piece.length < bytes; made++) {
  piece += row()
  if (piece.length < PIECE) continue
  written += piece.length
  if (!file.write(piece)) await once(file, 'drain')
  piece = ''
}
file.end(piece)
await once(file, 'finish')
