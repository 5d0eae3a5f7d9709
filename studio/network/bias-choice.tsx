// The bias policy: frozen, one per layer, one per neuron.

import type { BiasPolicy } from '../../src/core/network.ts'
import { lesson } from '../model/page.ts'
import { AlsoMessage, choose } from './also.tsx'
import { withBiasPolicy } from './choices.ts'
import { networkWords } from './network-words.ts'

const policies: readonly BiasPolicy[] = ['fixed', 'shared', 'per-neuron']

export function BiasChoice() {
  const w = networkWords.value
  return (
    <fieldset class="net-biases">
      <legend>{w.biases}</legend>
      {policies.map((policy) => (
        <label key={policy} class="net-policy">
          <input
            type="radio"
            name="bias-policy"
            checked={lesson.value.network.biasPolicy === policy}
            onChange={() => choose('biases', () => withBiasPolicy(lesson.peek(), policy))}
          />
          <span>
            {w.policies[policy].name}
            <span class="faint">{w.policies[policy].how}</span>
          </span>
        </label>
      ))}
      <AlsoMessage of="biases" />
    </fieldset>
  )
}
