// How the network is trained: its loss, its optimizer with the optimizer's options.
import type { Network } from '../../src/core/network.ts'
import { type LossName, lossNames } from '../../src/math/losses.ts'
import { type OptimizerName, optimizerNames } from '../../src/math/optimizers.ts'
import { lesson } from '../model/page.ts'
import { Choice } from '../page/choice.tsx'
import { functionWords } from '../words/function-words.ts'
import { AlsoMessage, choose, chooseLesson } from './also.tsx'
import {
  penaltiesOf,
  withLoss,
  withLossParameters,
  withOptimizer,
  withOption,
  withPenalty,
} from './choices.ts'
import { networkWords } from './network-words.ts'
import { NumberField, ParameterFields } from './number-field.tsx'

export function TrainingFields() {
  const w = networkWords.value
  const { network, optimizer } = lesson.value
  const { lossWords, optimizerWords } = functionWords.value
  const { learningRate, ...others } = optimizer.options
  return (
    <div class="facts">
      <h2>{w.training}</h2>
      <Choice
        label={w.loss}
        value={network.loss.name}
        options={lossNames.map((name) => [name, lossWords[name].name])}
        onChoose={(name) => choose('training', () => withLoss(lesson.peek(), name as LossName))}
      />
      <ParameterFields
        of={network.loss.parameters}
        onChange={(parameters) => withLossParameters(lesson.peek(), parameters)}
      />
      <Choice
        label={w.optimizer}
        value={optimizer.name}
        options={optimizerNames.map((name) => [name, optimizerWords[name].name])}
        onChoose={(name) =>
          chooseLesson('training', () => withOptimizer(lesson.peek(), name as OptimizerName))
        }
      />
      {typeof learningRate === 'number' && (
        <NumberField
          label={w.learningRate}
          value={learningRate}
          onChange={(rate) => withOption(lesson.peek(), 'learningRate', rate)}
        />
      )}
      {Object.entries(others).map(([name, value]) => (
        <Option key={`${optimizer.name} ${name}`} name={name} value={value} />
      ))}
      <details class="net-more" open={isPenalized(network)}>
        <summary>{w.penalties}</summary>
        {penaltiesOf(network.loss.name).map((name) => (
          <NumberField
            key={name}
            label={w.options[name]!}
            value={network.loss[name]}
            onChange={(value) => withPenalty(lesson.peek(), name, value)}
          />
        ))}
      </details>
      <Limits />
      <AlsoMessage of="training" />
    </div>
  )
}

const isPenalized = ({ loss: { l1, l2, labelSmoothing } }: Network): boolean =>
  l1 > 0 || l2 > 0 || labelSmoothing > 0

/** What a file brings that is kept and not changed here. */
function Limits() {
  const w = networkWords.value
  const { network, optimizer } = lesson.value
  const names = [
    optimizer.clip && w.limits.clip,
    optimizer.maxNorm !== undefined && w.limits.maxNorm,
    optimizer.schedule && w.limits.schedule,
    network.layers.some(({ dropout }) => dropout > 0) && w.limits.dropout,
    network.layers.some(({ normalization }) => normalization) && w.limits.normalization,
  ].filter((name) => typeof name === 'string')
  if (names.length === 0) return null
  return <p class="faint">{w.fromFile(names.join(', '))}</p>
}

function Option({ name, value }: { readonly name: string; readonly value: number | boolean }) {
  const label = networkWords.value.options[name] ?? name
  if (typeof value === 'number')
    return (
      <NumberField label={label} value={value} onChange={(next) => withOption(lesson.peek(), name, next)} />
    )
  return (
    <label class="fact">
      <span>{label}</span>
      <input
        type="checkbox"
        checked={value}
        onChange={({ currentTarget }) =>
          chooseLesson('training', () => withOption(lesson.peek(), name, currentTarget.checked))
        }
      />
    </label>
  )
}
