// Why: the network by its weights with the chosen row in it, and its weights and activations as maps.
import { computed } from '@preact/signals'
import { forward } from '../../src/core/forward.ts'
import { NetworkCard } from '../views/network-card.tsx'
import { WeightsCard } from '../views/weights-card.tsx'
import { chosen, explain, info, network } from './run.ts'
import { outcomeOf } from './score.ts'

const names = computed(() => {
  const told = info.value
  return { inputs: told?.inputs.map(({ name }) => name), outputs: told?.outputs }
})

/** Of the chosen row: its inputs, then what each layer answers. */
const activations = computed((): readonly (readonly number[])[] | undefined => {
  const told = info.value
  const row = chosen.value
  if (!told || row === undefined || !network.value) return undefined
  const at = told.shown.rows.indexOf(row)
  const [width, outputs] = [told.inputs.length, told.outputs.length]
  const input = [...told.shown.inputs.subarray(at * width, (at + 1) * width)]
  const target = [...told.shown.targets.subarray(at * outputs, (at + 1) * outputs)]
  return [input, ...forward(network.value, { input, target }).activations]
})

export function Why() {
  const row = chosen.value
  if (!network.value || row === undefined) return null
  const told = outcomeOf(row)
  return (
    <>
      <NetworkCard
        network={network.value}
        names={names.value}
        activations={activations.value}
        outcome={told && { row, ...told }}
        onExplain={explain}
      />
      <WeightsCard network={network.value} names={names.value} activations={activations.value} />
    </>
  )
}
