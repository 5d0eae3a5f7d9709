// The network of the run: its hidden layers, functions, batch and seed. Each change begins a new run.
import type { BiasPolicy } from '../../src/core/network.ts'
import { type ActivationName, activationNames } from '../../src/math/activations.ts'
import type { LossName } from '../../src/math/losses.ts'
import { type OptimizerName, optimizerNames } from '../../src/math/optimizers.ts'
import { locale } from '../model/page.ts'
import { Choice } from '../page/choice.tsx'
import { TextField } from '../page/text-field.tsx'
import type { Order } from '../training/messages.ts'
import { functionWords } from '../words/function-words.ts'
import { begin, info, settings } from './run.ts'
import { trainWords } from './train-words.ts'

const MOST_UNITS = 1024
const MOST_LAYERS = 6
const policies: readonly BiasPolicy[] = ['fixed', 'shared', 'per-neuron']
const orders: readonly Order[] = ['in-order', 'too-early']
const shares = [0, 0.1, 0.2, 0.25, 0.3, 0.5]

/** Of the last layer only, or with a number of their own. */
const hiddenActivations = activationNames.filter((name) => name !== 'softmax')

export function NetworkFields() {
  const w = trainWords.value
  const { network, optimizer, batchSize, rows, source } = info.value!
  const { activationWords, lossWords, optimizerWords } = functionWords.value
  const { layers } = network
  const sizes = [network.inputs, ...layers.map(({ biases }) => biases.length)]
  const hidden = layers.slice(0, -1).map(({ biases }) => biases.length)
  const isTable = source !== 'lesson'
  const separator = locale.value === 'es' ? '; ' : ', '
  return (
    <div class="facts">
      <h2>{w.network}</h2>
      <p class="fact">
        <span>{w.shape}</span>
        <span class="value">{sizes.join('-')}</span>
      </p>
      {isTable && (
        <>
          <TextField
            label={w.hidden}
            title={w.hiddenHow}
            value={hidden.join(separator)}
            onText={(text) => {
              const asked = hiddenFrom(text)
              if (!asked) return w.wrongHidden(text)
              begin({ hidden: asked })
              return undefined
            }}
          />
          <Choice
            label={w.activation}
            value={layers.length > 1 ? layers[0]!.activation.name : ''}
            options={hiddenActivations.map((name) => [name, activationWords[name as ActivationName].name])}
            onChoose={(activation) => begin({ activation })}
          />
          <Choice
            label={w.optimizer}
            value={optimizer}
            options={optimizerNames.map((name) => [name, optimizerWords[name as OptimizerName].name])}
            onChoose={(name) => begin({ optimizer: name, learningRate: undefined })}
          />
        </>
      )}
      <p class="fact">
        <span>{w.loss}</span>
        <span>{lossWords[network.loss.name as LossName].name}</span>
      </p>
      <TextField
        label={w.batch}
        value={String(batchSize)}
        onText={(text) => countFrom(text, 1, rows.train, (size) => begin({ batchSize: size }))}
      />
      {isTable && (
        <Choice
          label={w.validationShare}
          value={String(settings.value.validation)}
          options={shares.map((share) => [String(share), `${Math.round(100 * share)} %`])}
          onChoose={(share) => begin({ validation: Number(share) })}
        />
      )}
      <TextField
        label={w.seed}
        value={String(settings.value.seed)}
        onText={(text) => countFrom(text, 0, Number.MAX_SAFE_INTEGER, (seed) => begin({ seed }))}
      />
      <Choice
        label={w.biases}
        value={network.biasPolicy}
        options={policies.map((name) => [name, w.biasPolicies[name]])}
        onChoose={(biases) => begin({ biases: biases as BiasPolicy })}
      />
      <Choice
        label={w.order}
        value={settings.value.order}
        options={orders.map((name) => [name, w.orders[name]])}
        onChoose={(order) => begin({ order: order as Order })}
      />
    </div>
  )
}

/** Whole numbers with commas, semicolons, spaces or hyphens between them. */
function hiddenFrom(text: string): number[] | undefined {
  const parts = text.split(/[\s,;–-]+/).filter((part) => part !== '')
  const units = parts.map(Number)
  const isFine = parts.every((part) => /^\d+$/.test(part)) && units.every((n) => n >= 1 && n <= MOST_UNITS)
  return isFine && units.length <= MOST_LAYERS ? units : undefined
}

function countFrom(
  text: string,
  least: number,
  most: number,
  take: (count: number) => void,
): string | undefined {
  const count = /^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN
  if (!(count >= least && Number.isSafeInteger(count))) return trainWords.peek().wrongCount(text, least)
  take(Math.min(count, most))
  return undefined
}
