// What the error would be after one update if frozen biases were trained too.
import { mistakenStep } from '../../src/core/mistakes.ts'
import { loss } from '../../src/core/step.ts'
import type { StepTrace } from '../../src/core/trace.ts'
import { Value } from '../formula/formula.tsx'
import { derivation, lesson, view } from '../model/page.ts'
import { checkWords } from './check-words.ts'

/** Larger networks are not stepped for a word beside the table. */
const MOST_WEIGHTS = 3000

export function TrainedBiases() {
  const w = checkWords.value
  const { network, samples, optimizer } = lesson.value
  const size = network.layers.reduce((n, { weights }) => n + weights.length * weights[0]!.length, 0)
  if (network.biasPolicy !== 'fixed' || size > MOST_WEIGHTS) return null
  const after = (trace: StepTrace | undefined): number | undefined =>
    trace && loss(trace.networkAfter, samples)
  const rows = [
    { name: w.biases.fixed, value: loss(derivation.value.trace.networkAfter, samples) },
    { name: w.biases.shared, value: after(mistakenStep('shared-biases', network, samples, optimizer)) },
    {
      name: w.biases['per-neuron'],
      value: after(mistakenStep('per-neuron-biases', network, samples, optimizer)),
    },
  ]
  return (
    <div class="trained-biases">
      <p class="faint">{w.ifTrained}</p>
      <dl>
        {rows.map(
          ({ name, value }) =>
            value !== undefined && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <Value of={value} digits={Math.min(9, view.value.digits)} />
                </dd>
              </div>
            ),
        )}
      </dl>
    </div>
  )
}
