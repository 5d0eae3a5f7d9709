// How well: the confusion matrix, the regions or the fit, as suits the task; and how large the gradients are.
import { signal } from '@preact/signals'
import { Segment } from '../page/segment.tsx'
import { BoundaryCard } from '../views/boundary.tsx'
import { ConfusionCard } from '../views/confusion.tsx'
import { FitCard } from '../views/fit-card.tsx'
import { GradientCard } from '../views/gradient-card.tsx'
import { AnswersCard } from './answers-card.tsx'
import { choose, chosen, info, isRunning, network, snapshot } from './run.ts'
import { fitted, predicted, probabilities, truth } from './score.ts'
import { trainWords } from './train-words.ts'

type Kind = 'matrix' | 'regions'

/** A matrix of more classes has the whole width. */
const MANY_CLASSES = 6

/** Undefined: as suits the table. */
const asked = signal<Kind>()
const axes = signal<readonly [number, number]>([0, 1])

export function HowWell() {
  if (!info.value || !snapshot.value) return null
  const isPaused = snapshot.value.epoch > 0 || snapshot.value.position > 0
  return (
    <>
      <Outcome />
      <GradientCard layers={isPaused || isRunning.value ? snapshot.value.gradients : undefined} />
    </>
  )
}

function Outcome() {
  if (truth.value) return <Classes />
  if (fitted.value) return <Fit />
  return <AnswersCard />
}

function Classes() {
  const w = trainWords.value
  const { encoding, inputs, shown } = info.value!
  const { classes } = encoding as { readonly classes: readonly string[] }
  const hasPlane = inputs.length >= 2
  const kind = hasPlane ? (asked.value ?? (inputs.length === 2 ? 'regions' : 'matrix')) : 'matrix'
  return (
    <div class={`outcome-card ${kind === 'matrix' && classes.length > MANY_CLASSES ? 'wide-card' : ''}`}>
      {hasPlane && (
        <Segment
          label={w.view}
          value={kind}
          options={(['matrix', 'regions'] as const).map((value) => ({ value, label: w[value] }))}
          onChange={(value) => {
            asked.value = value
          }}
        />
      )}
      {kind === 'matrix' ? (
        <ConfusionCard
          part={shown.part}
          classes={classes}
          truth={truth.value!}
          probabilities={probabilities.value!}
          rows={shown.rows}
          chosen={chosen.value}
          onChoose={choose}
        />
      ) : (
        <BoundaryCard
          network={network.value!}
          rows={rowsOf((at) => ({ actual: truth.value![at]!, predicted: predicted.value![at]! }))}
          inputs={inputs}
          classes={classes}
          axes={axes.value.every((axis) => axis < inputs.length) ? axes.value : [0, 1]}
          onAxes={(next) => {
            axes.value = next
          }}
          chosen={chosen.value}
          onChoose={choose}
          isRunning={isRunning.value}
        />
      )}
    </div>
  )
}

function Fit() {
  const { inputs, target, encoding } = info.value!
  const { actual, predicted: given } = fitted.value!
  return (
    <div class="outcome-card">
      <FitCard
        network={network.value!}
        rows={rowsOf((at) => ({ actual: actual[at]!, predicted: given[at]! }))}
        inputs={inputs}
        target={{ name: target!, scaling: encoding as { readonly mean: number; readonly scale: number } }}
        chosen={chosen.value}
        onChoose={choose}
      />
    </div>
  )
}

/** The shown rows, each with its inputs and what belongs to it. */
function rowsOf<More>(more: (at: number) => More): (More & { row: number; input: Float64Array })[] {
  const { shown, inputs } = info.value!
  return Array.from(shown.rows, (row, at) => ({
    row,
    input: shown.inputs.subarray(at * inputs.length, (at + 1) * inputs.length),
    ...more(at),
  }))
}
