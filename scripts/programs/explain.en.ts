// The program of the README: a network, one step on it, and the story of one weight.
import { network, optimizerSpec, step } from 'paso/core'
import { derive } from 'paso/derive'
import { explain } from 'paso/present'
import { render } from 'paso/render'

const net = network({
  inputs: 2,
  layers: [
    {
      weights: [
        [0.15, 0.2],
        [0.25, 0.3],
      ],
      biases: 0.35,
      activation: 'sigmoid',
    }, // weights[to][from]
    {
      weights: [
        [0.4, 0.45],
        [0.5, 0.55],
      ],
      biases: 0.6,
      activation: 'sigmoid',
    },
  ],
  loss: 'half-squared-error',
  biasPolicy: 'fixed',
})
const sample = { input: [0.05, 0.1], target: [0.01, 0.99] }
const trace = step(net, [sample], optimizerSpec('sgd', { learningRate: 0.5 }))

console.log(trace.loss, trace.gradients[1]?.weights[0]?.[0]) // the error, and its derivative by w5

const document = explain([derive(trace)], {
  language: 'en',
  locale: 'en',
  notation: 'deck',
  form: 'paths',
  detail: 'short',
  digits: 6,
  parameters: [{ kind: 'weight', layer: 1, to: 0, from: 0 }], // w5; layers and units count from 0
})
console.log(await render(document, 'text')) // or 'markdown', 'latex', 'html'
