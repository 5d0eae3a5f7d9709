// The line of a step's whole layer in matrices: what one entry of it is told of, beside the step itself.
import type { Derivation } from '../../derive/step.ts'
import { isParameter, type Parameter, type Quantity } from '../../math/quantity.ts'
import type { Calculation } from '../document.ts'
import { isNormalized } from '../sections/normalization.ts'
import { hiddenDelta } from '../story/matrix-layers.ts'
import { gradientLines, netLine, outLine, outputDeltaLine, updatedLines } from '../story/matrix-lines.ts'
import type { Story } from '../story.ts'
import { storyOf } from '../story-of.ts'
import type { CardOptions } from './card-of.ts'

/**
 * What the layer of a quantity computes at once: z = W a + b, a = f(z), δ, the gradient of W or its new value.
 * @returns undefined for what belongs to no layer, and where a layer is told in several lines (normalization)
 */
export function layerLine(
  derivation: Derivation,
  options: CardOptions,
  target: Quantity,
): Calculation | undefined {
  const story = storyOf(derivation, { ...options, detail: 'full' })
  if (isParameter(target)) return ofParameter(updatedLines(story, target.layer), story, target)
  switch (target.kind) {
    case 'pre-activation':
      return netLine(story, target.layer, target.sample)
    case 'activation':
      return outLine(story, target.layer, target.sample)
    case 'delta':
      return deltaLine(story, target.layer, target.sample)
    case 'derivative':
      return derivativeLine(story, target.of, target.by)
    default:
      return undefined
  }
}

function deltaLine(story: Story, layer: number, sample: number): Calculation | undefined {
  if (layer === story.last) return outputDeltaLine(story, sample)
  if (isNormalized(story, layer)) return undefined
  const [line] = hiddenDelta(story, layer, sample)
  return line as Calculation
}

function derivativeLine(story: Story, of: Quantity, by: Quantity): Calculation | undefined {
  const isLoss = of.kind === 'sample-loss' || of.kind === 'batch-loss'
  if (isParameter(by)) {
    // In a batch the lines tell the mean of the rows, which is not what one row gives.
    const isWhole = of.kind === 'batch-loss' || story.trace.samples.length === 1
    return isLoss && isWhole ? ofParameter(gradientLines(story, by.layer), story, by) : undefined
  }
  return by.kind === 'activation' || by.kind === 'pre-activation'
    ? deltaLine(story, by.layer, by.sample)
    : undefined
}

/** Weights stand first, then biases; γ and β are told alone. */
function ofParameter(lines: readonly Calculation[], story: Story, { kind, layer }: Parameter) {
  if (kind === 'weight') return lines[0]
  return kind === 'bias' && !isNormalized(story, layer) ? lines[1] : undefined
}
