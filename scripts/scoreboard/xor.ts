// XOR from its four rows: solved from every first draw of the weights?
import { mlp } from '../../src/library/index.ts'
import { counted, type Row } from './row.ts'
import { seeds } from './statistics.ts'

const inputs = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
]
const targets = [0, 1, 1, 0]
const COUNT = 50

/** The smallest probability that a model gives to a true class. */
function leastTrue(seed: number): number {
  const { model } = mlp({ hidden: [8] }).fitSync(inputs, targets, { seed })
  const answers = model.predict(inputs)
  return Math.min(...answers.map(({ probabilities }, row) => probabilities![String(targets[row])]!))
}

export const xor: Row = {
  name: 'xor',
  title: {
    en: 'XOR, 8 hidden units, 50 seeds, defaults',
    es: 'XOR, 8 neuronas ocultas, 50 semillas, valores por omisión',
  },
  bar: { en: '50 of 50 solved', es: '50 de 50 resueltos' },
  others: { en: 'scikit-learn: 3 of 50', es: 'scikit-learn: 3 de 50' },
  async measure() {
    const least = seeds(COUNT).map(leastTrue)
    const solved = least.filter((probability) => probability > 0.5).length
    return { shown: counted(solved, COUNT), met: solved === COUNT, figures: { solved, least } }
  },
}
