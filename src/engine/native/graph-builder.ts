// A graph in the making: nodes by what they compute, each computation once, and their results by name.
import type { Attribute, Graph, Node, Tensor, ValueInfo } from '../../onnx/index.ts'
import type { Precision } from '../engine.ts'

/** The name of a result. */
export type Name = string

export class GraphBuilder {
  readonly precision: Precision
  readonly #nodes: Node[] = []
  readonly #constants = new Map<string, Tensor>()
  readonly #known = new Map<string, Name>()

  constructor(precision: Precision) {
    this.precision = precision
  }

  /** The result of a node with one output. Of equal nodes there is one. */
  node(op: string, inputs: readonly Name[], attributes: Readonly<Record<string, Attribute>> = {}): Name {
    const key = JSON.stringify([op, inputs, attributes])
    const known = this.#known.get(key)
    if (known) return known
    const output = `${op}_${this.#nodes.length}`
    this.#nodes.push({ op, inputs, outputs: [output], attributes })
    this.#known.set(key, output)
    return output
  }

  /** Gives a result the name under which the graph hands it out. */
  hand(result: Name, name: Name): void {
    this.#nodes.push({ op: 'Identity', inputs: [result], outputs: [name] })
  }

  /** A number of the graph's precision. */
  number(value: number): Name {
    return this.numbers([value], [])
  }

  /** [dims] */
  numbers(values: readonly number[], dims: readonly number[]): Name {
    const data = this.precision === 'float32' ? Float32Array.from(values) : Float64Array.from(values)
    const key = `${dims}:${values.map((value) => (Object.is(value, -0) ? '-0' : value))}`
    return this.#constant(key, { type: this.precision, dims, data })
  }

  /** Which axes an operator works along. */
  axes(...axes: readonly number[]): Name {
    const data = BigInt64Array.from(axes, BigInt)
    return this.#constant(`axes ${axes}`, { type: 'int64', dims: [axes.length], data })
  }

  #constant(key: string, tensor: Omit<Tensor, 'name'>): Name {
    const known = this.#constants.get(key) ?? { ...tensor, name: `constant_${this.#constants.size}` }
    this.#constants.set(key, known)
    return known.name
  }

  graph(name: string, inputs: readonly ValueInfo[], outputs: readonly ValueInfo[]): Graph {
    return { name, nodes: renamed(this.#nodes), inputs, outputs, initializers: [...this.#constants.values()] }
  }
}

/**
 * Without the nodes that only give a name: whatever makes a result hands it out itself, where it is handed out once.
 * Copies of large tensors are saved so.
 */
function renamed(nodes: readonly Node[]): readonly Node[] {
  const made = new Set(nodes.filter(({ op }) => op !== 'Identity').flatMap(({ outputs }) => outputs))
  const names = new Map<Name, Name>()
  const kept = nodes.filter(({ op, inputs: [input], outputs: [output] }) => {
    if (op !== 'Identity' || !made.has(input!) || names.has(input!)) return true
    names.set(input!, output!)
    return false
  })
  const nameOf = (name: Name): Name => names.get(name) ?? name
  return kept.map((node) => ({
    ...node,
    inputs: node.inputs.map(nameOf),
    outputs: node.outputs.map(nameOf),
  }))
}
