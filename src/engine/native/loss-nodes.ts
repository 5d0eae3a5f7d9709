// The loss as nodes: each row's loss, and dL/da of the outputs or, where output and loss are a canonical pair, dL/dz at once.
import type { Network } from '../../core/network.ts'
import type { Expr } from '../../math/expr.ts'
import { lossOf, smoothedClasses } from '../../math/losses.ts'
import type { Quantity } from '../../math/quantity.ts'
import { smoothedTargetFormula, toldLoss, toldPair } from '../../math/told.ts'
import { numberOf } from '../wasm/activation-code.ts'
import { withNumbers } from '../wasm/formulas.ts'
import { formulaNodes } from './formula-nodes.ts'
import type { GraphBuilder, Name } from './graph-builder.ts'
import { type Passed, softmaxNodes, throughActivation } from './layer-nodes.ts'

/** Targets and outputs. [... · rows · outputs] */
export interface Answers {
  readonly y: Name
  readonly a: Name
}

const outputsOf = ({ layers }: Network): number => layers.at(-1)!.biases.length

/** Targets as a training takes them. */
export function smoothedNodes(graph: GraphBuilder, network: Network, y: Name): Name {
  const { loss } = network
  if (loss.labelSmoothing === 0) return y
  const formula = withNumbers(
    smoothedTargetFormula(0, smoothedClasses(lossOf(loss.name), outputsOf(network))),
    (quantity) => (quantity.kind === 'hyper-parameter' ? loss.labelSmoothing : undefined),
  )
  return formulaNodes(formula, { graph, quantity: () => y })
}

/** The terms of all outputs, of whatever rows and outputs the answers have. */
export function termNodes(graph: GraphBuilder, network: Network, answers: Answers): Name {
  const outputs = outputsOf(network)
  if (lossOf(network.loss.name).from === 'softmax-logits') {
    // y ln Σ_k e^(a_k − a), where the kernel takes the largest e^a_k out of the sum.
    const logarithms = graph.node('LogSoftmax', [answers.a], { axis: { int: -1 } })
    return graph.node('Mul', [answers.y, graph.node('Neg', [logarithms])])
  }
  return formulaNodes(numbered(toldLoss(network.loss.name).termFormula(0, outputs), network), {
    graph,
    quantity: of(answers),
    whole: (e) => logarithmNodes(e, graph, answers),
  })
}

/** A factor times a logarithm: 0 where the factor is, whatever the logarithm. */
function logarithmNodes(e: Expr, graph: GraphBuilder, answers: Answers): Name | undefined {
  if (e.kind !== 'product' || e.factors.length !== 2 || !isLogarithm(e.factors[1]!)) return undefined
  const [share, logarithm] = e.factors.map((factor) => formulaNodes(factor, { graph, quantity: of(answers) }))
  const zero = graph.number(0)
  return graph.node('Where', [
    graph.node('Equal', [share!, zero]),
    zero,
    graph.node('Mul', [share!, logarithm!]),
  ])
}

const isLogarithm = (e: Expr): boolean => e.kind === 'function' && (e.name === 'ln' || e.name === 'log1p')

/**
 * dL/dz of the outputs, times what each row counts.
 * @param counts what to multiply with. [] or [rows · 1]
 * @param short whether the short form of a pair holds for the rows
 */
export function outputDeltas(
  graph: GraphBuilder,
  network: Network,
  passed: Passed,
  y: Name,
  { counts, short }: { readonly counts: Name; readonly short: boolean },
): Name {
  const layer = network.layers.at(-1)!
  const outputs = outputsOf(network)
  const answers = { y, a: passed.a }
  const pair = short ? toldPair(layer.activation.name, network.loss.name) : undefined
  const formula = pair
    ? withNumbers(pair.deltaFormula(0, outputs), () => undefined)
    : numbered(toldLoss(network.loss.name).derivativeFormula(0, outputs), network)
  const whole = (e: Expr): Name | undefined =>
    e.kind === 'activation' ? softmaxNodes(graph, passed.a) : undefined
  const slopes = formulaNodes(formula, { graph, quantity: of(answers), whole })
  const counted = graph.node('Mul', [slopes, counts])
  return pair ? counted : throughActivation(graph, layer, passed, counted)
}

const of =
  ({ y, a }: Answers) =>
  (quantity: Quantity): Name =>
    quantity.kind === 'variable' && quantity.name === 'y' ? y : a

/** With the loss's own parameters as numbers. */
function numbered(formula: Expr, { loss }: Network): Expr {
  return withNumbers(formula, (quantity) => numberOf(quantity, loss.parameters))
}
