// The defaults of training as a table, by the number of training rows: what docs/train.md shows.
import { recipeFor } from 'paso/engine'

const heads = [
  ...['training rows', 'hidden', 'activation', 'optimizer', 'learning-rate'],
  ...['batch-size', 'epochs', 'patience'],
]
const rows = [100, 1000, 10_000, 100_000].map((count, i) => {
  const recipe = recipeFor('multiclass', count)
  const size = i === 0 ? '< 1000' : `≥ ${count}`
  const { hidden, activation, optimizer, learningRate, batchSize, epochs, patience } = recipe
  return [size, hidden.join(','), activation, optimizer, learningRate, batchSize, epochs, patience]
})
const widths = heads.map((head, i) => Math.max(head.length, ...rows.map((row) => String(row[i]).length)))
for (const row of [heads, ...rows]) {
  console.log(
    row
      .map((cell, i) => String(cell).padEnd(widths[i]!))
      .join('  ')
      .trimEnd(),
  )
}
