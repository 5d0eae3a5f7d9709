// The weights: a table for each layer, files, and random weights from a seed.
import { trainedBiases } from '../../src/core/trained.ts'
import { lesson, locale } from '../model/page.ts'
import { TextField } from '../page/text-field.tsx'
import { AlsoMessage, chooseLesson } from './also.tsx'
import { withDrawnWeights } from './drawn.ts'
import { FileButtons, FileMessage } from './file-buttons.tsx'
import { LayerGrid } from './layer-grid.tsx'
import { networkWords } from './network-words.ts'
import { nextSeed, seed } from './seed.ts'

export function WeightsCard() {
  const w = networkWords.value
  const { network } = lesson.value
  const text = (n: number): string => n.toLocaleString(locale.value)
  const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0)
  const weights = sum(network.layers.map((layer) => layer.weights.length * layer.weights[0]!.length))
  const policy = network.biasPolicy === 'fixed' ? 'shared' : network.biasPolicy
  const biases = sum(network.layers.map((layer) => trainedBiases(policy, layer.biases.length)))
  return (
    <section class="card net-weights" aria-labelledby="net-weights">
      <header class="card-head">
        <h1 id="net-weights">{w.weights}</h1>
        <span class="faint">{w.counts(text(weights), text(biases))}</span>
        <span class="spread" />
        <FileButtons />
      </header>
      <FileMessage />
      <div class="net-layers">
        {network.layers.map((_, at) => (
          <LayerGrid key={at} at={at} />
        ))}
        <div class="net-random">
          <button
            type="button"
            class="plain"
            onClick={() => chooseLesson('weights', () => withDrawnWeights(lesson.peek(), nextSeed()))}
          >
            {w.random}
          </button>
          <TextField
            label={w.seed}
            value={String(seed.value)}
            onText={(typed) => {
              const number = /^\s*\d+\s*$/.test(typed) ? Number(typed) : Number.NaN
              if (!Number.isSafeInteger(number)) return w.wrongSeed(typed)
              seed.value = number
              chooseLesson('weights', () => withDrawnWeights(lesson.peek(), number))
              return undefined
            }}
          />
        </div>
        <AlsoMessage of="weights" />
        <p class="net-how">{w.weightsHow}</p>
      </div>
    </section>
  )
}
