// Labels in order: whatever the order of a table's rows, each class has its share in the validation rows.
import { trainSync } from '../../src/engine/trainer.ts'
import { settingsOf } from '../../src/library/options.ts'
import { metricsRecord } from '../../src/library/scores.ts'
import { finishTraining, planTraining } from '../../src/library/training.ts'
import { counted, figure, joined, type Row } from './row.ts'
import { seeds } from './statistics.ts'
import { exampleTable } from './tables.ts'

const SEEDS = 10

export const sortedLabels: Row = {
  name: 'sorted-labels',
  title: {
    en: 'iris, sorted by its labels, with a validation split, 10 seeds',
    es: 'iris, ordenada por sus clases, con filas de validación, 10 semillas',
  },
  bar: { en: 'stratified: 10 of each class', es: 'estratificada: 10 de cada clase' },
  others: { en: 'TensorFlow.js: validation accuracy 0', es: 'TensorFlow.js: exactitud de validación 0' },
  async measure() {
    const table = await exampleTable('iris')
    const runs = seeds(SEEDS).map((seed) => {
      const planned = planTraining(table, table.target, settingsOf({}, { seed }, table.rows))
      const { split, targets } = planned.prepared
      const counts = [0, 1, 2].map((k) => split.validation.filter((row) => targets[3 * row + k] === 1).length)
      const { scores } = finishTraining(planned, trainSync(planned.plan))
      const { accuracy } = metricsRecord(scores.validation!)
      return { counts, accuracy: accuracy! }
    })
    const stratified = runs.filter(({ counts }) => counts.every((count) => count === 10)).length
    const least = Math.min(...runs.map(({ accuracy }) => accuracy))
    const shown = figure(least, 2)
    return {
      shown: joined(
        [
          counted(stratified, SEEDS),
          { en: `lowest accuracy ${shown.en}`, es: `exactitud más baja ${shown.es}` },
        ],
        '; ',
      ),
      met: stratified === SEEDS && least > 0.5,
      figures: { runs },
    }
  },
}
