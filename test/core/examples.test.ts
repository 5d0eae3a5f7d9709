// Core against worked examples: the deck's printed numbers, its network under four conventions, and the one of the BYU lab.
import { describe, expect, it } from 'vitest'
import {
  type BiasPolicy,
  backward,
  forward,
  type LayerValues,
  type Network,
  network,
  optimizerSpec,
  type SampleTrace,
  step,
  train,
} from '../../src/core/index.ts'
import byu from '../oracle/byu-2-2-2-2.json' with { type: 'json' }
import printed from '../oracle/deck-numbers.json' with { type: 'json' }
import mazur from '../oracle/mazur_reference.json' with { type: 'json' }
import { deck, deckSample, descent, scaledError } from './networks.ts'

const samples = [deckSample]
/** Both sides compute in float64; 10,000 steps leave 2e-13 of difference in the loss at most. */
const BAR = 1e-12

type State = (typeof mazur)['bias_fixed']['0'] | (typeof mazur)['bias_fixed']['1']

function traceOf(net: Network): SampleTrace {
  const trace = forward(net, deckSample)
  return { ...trace, ...backward(net, trace) }
}

/** What the reference file tells about a network, as core computes it. */
function told(net: Network): Record<string, unknown> {
  const { preActivations, activations, unitLosses, loss, deltas } = traceOf(net)
  const { gradients } = step(net, samples, descent)
  const [hidden, output] = net.layers
  return {
    net_h: preActivations[0],
    out_h: activations[0],
    net_o: preActivations[1],
    out_o: activations[1],
    E_o: unitLosses,
    E_total: loss,
    w: [hidden!.weights, output!.weights].flat(2),
    b_h: hidden!.biases,
    b_o: output!.biases,
    delta_o: deltas[1],
    delta_h: deltas[0],
    grad_w: gradients.flatMap(({ weights }) => weights.flat()),
  }
}

function worst(net: Network, state: State): number {
  const ours = told(net)
  return Math.max(...Object.entries(state).map(([name, value]) => scaledError(ours[name], value)))
}

describe('the network of the deck, up to 10,000 steps', () => {
  const conventions = [
    ['fixed', mazur.bias_fixed],
    ['per-neuron', mazur.bias_per_neuron],
    ['shared', mazur.bias_tied_per_layer],
  ] as const satisfies readonly (readonly [BiasPolicy, unknown])[]

  it.each(conventions)('biases %s', (policy, states) => {
    for (const [steps, state] of Object.entries(states)) {
      const { network: net } = train(deck(policy), samples, descent, { steps: Number(steps) })
      expect(worst(net, state), `after ${steps} steps`).toBeLessThan(BAR)
    }
  })

  it('is not the published one, whose hidden deltas use the updated output weights', () => {
    let net = deck()
    let steps = 0
    for (const [after, state] of Object.entries(mazur.sequential_bug)) {
      for (; steps < Number(after); steps++) net = stepWithUpdatedWeights(net)
      const { net_h, out_h, net_o, out_o, E_total, w } = state
      const expected = { net_h, out_h, net_o, out_o, E_total, w } as State
      expect(worst(net, expected), `after ${after} steps`).toBeLessThan(BAR)
    }
  })
})

/** The known mistake: the output layer is updated first, and the hidden gradients then pass through its new weights. */
function stepWithUpdatedWeights(net: Network): Network {
  const right = step(net, samples, descent)
  const updated = { ...net, layers: [net.layers[0]!, right.networkAfter.layers[1]!] }
  const [trace] = right.samples
  const hidden = trace!.activations[0]!.map((out, j) => {
    const sum = trace!.deltas[1]!.reduce(
      (total, delta, k) => total + updated.layers[1]!.weights[k]![j]! * delta,
      0,
    )
    return sum * out * (1 - out)
  })
  const weights = net.layers[0]!.weights.map((row, j) =>
    row.map((w, i) => w - 0.5 * (hidden[j]! * deckSample.input[i]!)),
  )
  return { ...net, layers: [{ ...net.layers[0]!, weights }, updated.layers[1]!] }
}

describe('the numbers that the deck prints', () => {
  const trace = traceOf(deck())
  const { gradients, networkAfter } = step(deck(), samples, descent)
  const values = symbols(trace, gradients, networkAfter)
  /** The deck's one wrong digit: -0.0190491182... is printed -0.019049119. */
  const misprint = 'dE_o2/dout_h1'

  it.each(printed.numbers.map(({ symbol, printed: digits }) => [symbol, digits] as const))(
    '%s = %s',
    (symbol, digits) => {
      const decimals = digits.split('.')[1]!.length
      const value = values[symbol]
      expect(value, symbol).toBeDefined()
      const difference = Math.abs(value! - Number(digits)) * 10 ** decimals
      expect(difference).toBeLessThanOrEqual(symbol === misprint ? 1 : 0.5)
    },
  )

  it('has one wrong digit, and only that one', () => {
    expect(values[misprint]!.toFixed(9)).toBe('-0.019049118')
    expect(printed.numbers.find(({ symbol }) => symbol === misprint)!.printed).toBe('-0.019049119')
  })
})

/** The deck's symbols, from a trace. */
function symbols(
  trace: SampleTrace,
  gradients: readonly LayerValues[],
  after: Network,
): Record<string, number> {
  const weights = after.layers.flatMap((layer) => layer.weights.flat())
  const [[outH1, outH2], [outO1, outO2]] = trace.activations as [[number, number], [number, number]]
  const [deltaO1, deltaO2] = trace.deltas[1] as [number, number]
  const [w5, w7] = [deck().layers[1]!.weights[0]![0]!, deck().layers[1]!.weights[1]![0]!]
  return {
    net_h1: trace.preActivations[0]![0]!,
    out_h1: outH1,
    out_h2: outH2,
    net_o1: trace.preActivations[1]![0]!,
    out_o1: outO1,
    out_o2: outO2,
    E_o1: trace.unitLosses[0]!,
    E_o2: trace.unitLosses[1]!,
    E_total: trace.loss,
    'dE_total/dout_o1': trace.activationGradients[1]![0]!,
    'dout_o1/dnet_o1': trace.slopes[1]![0]!,
    'dnet_o1/dw5': outH1,
    'dE_total/dw5': gradients[1]!.weights[0]![0]!,
    'dE_o1/dnet_o1': deltaO1,
    'dnet_o1/dout_h1': w5,
    'dE_o1/dout_h1': w5 * deltaO1,
    'dE_o2/dout_h1': w7 * deltaO2,
    'dE_total/dout_h1': trace.activationGradients[0]![0]!,
    'dout_h1/dnet_h1': trace.slopes[0]![0]!,
    'dnet_h1/dw1': trace.sample.input[0]!,
    'dE_total/dw1': gradients[0]!.weights[0]![0]!,
    ...Object.fromEntries(weights.map((weight, i) => [`w${i + 1}'`, weight])),
  }
}

describe('the BYU lab: two hidden layers, trained biases', () => {
  /** Its rows hold the bias first. */
  const layers = (rows: number[][][]) =>
    rows.map((layer) => ({
      weights: layer.map(([, ...weights]) => weights),
      biases: layer.map(([bias]) => bias!),
      activation: 'sigmoid' as const,
    }))

  it('agrees in three epochs', () => {
    let net = network({ inputs: 2, layers: layers(byu.initial), loss: 'half-squared-error' })
    const sample = { input: byu.inputs, target: byu.targets }
    for (const { outputs, descentSignals, weightsAfter } of byu.epochs) {
      const trace = step(net, [sample], optimizerSpec('sgd', { learningRate: byu.learningRate }))
      expect(scaledError(trace.samples[0]!.activations[2], outputs)).toBeLessThan(BAR)
      // The lab descends: its signals are -delta.
      for (const [l, signals] of descentSignals.entries()) {
        expect(
          scaledError(
            trace.samples[0]!.deltas[l]!.map((delta) => -delta),
            signals,
          ),
        ).toBeLessThan(BAR)
      }
      net = trace.networkAfter
      for (const [l, { weights, biases }] of layers(weightsAfter).entries()) {
        expect(scaledError(net.layers[l]!.weights, weights)).toBeLessThan(BAR)
        expect(scaledError(net.layers[l]!.biases, biases)).toBeLessThan(BAR)
      }
    }
  })
})
