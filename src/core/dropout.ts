// Dropout: which units one step leaves out, as masks that the forward and the backward pass of that step share.
import type { Random } from '../math/random.ts'
import type { Network } from './network.ts'
import { refusals } from './refusals.ts'

/** By layer, what multiplies each unit's output in one sample of one step; undefined where a layer drops nothing. */
export type Masks = readonly (readonly number[] | undefined)[]

export const hasDropout = (network: Network): boolean => network.layers.some(({ dropout }) => dropout > 0)

/**
 * The masks of one sample, layer by layer, unit by unit: 0 with probability p, else 1/(1 − p), so that an output is as
 * large on average as in evaluation, where nothing is dropped. Without dropout nothing is drawn.
 * Source: N. Srivastava and others, "Dropout: a simple way to prevent neural networks from overfitting" (2014).
 */
export function drawMasks(network: Network, random: Random): Masks {
  return network.layers.map(({ dropout, biases }) =>
    dropout === 0 ? undefined : biases.map(() => maskValue(dropout, random)),
  )
}

/** One number of a mask. Engines draw with it too: in the same order they draw the same masks. */
export const maskValue = (dropout: number, random: Random): number =>
  random.next() < dropout ? 0 : 1 / (1 - dropout)

/**
 * The masks of each sample of a step; undefined for a network without dropout.
 * @throws PasoError masks-missing where there is dropout and no generator
 */
export function masksFor(network: Network, samples: number, random: Random | undefined): Masks[] | undefined {
  checkRandom(network, random)
  if (!hasDropout(network) || !random) return undefined
  return Array.from({ length: samples }, () => drawMasks(network, random))
}

/** The masks that a step drew, to hold them while something else moves. */
export const masksOf = (samples: readonly { readonly masks?: Masks | undefined }[]): (Masks | undefined)[] =>
  samples.map(({ masks }) => masks)

/** @throws PasoError masks-missing */
export function checkRandom(network: Network, random: Random | undefined): void {
  if (hasDropout(network) && !random) throw refusals.masksMissing()
}
