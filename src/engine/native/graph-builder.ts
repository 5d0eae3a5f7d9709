// A graph in the making: nodes by what they compute, each computation once, and their results by name.
import type { Attribute, Graph, Node, Tensor, ValueInfo } from '../../onnx/index.ts'
import type { Precision } from '../engine.ts'

/** The name of a result. */
export type Name = string

export class GraphBuilder {
  readonly precision: Precision
  readonly #name: string
  readonly #nodes: Node[] = []
  readonly #constants = new Map<string, Tensor>()
  readonly #known = new Map<string, Name>()

  /** @param name that its results' names begin with: graphs inside of others must not use theirs */
  constructor(name: string, precision: Precision) {
    this.#name = name
    this.precision = precision
  }

  /** The result of a node with one output. Of equal nodes there is one. */
  node(op: string, inputs: readonly Name[], attributes: Readonly<Record<string, Attribute>> = {}): Name {
    const key = JSON.stringify([op, inputs, attributes])
    const known = this.#known.get(key)
    if (known) return known
    const [output] = this.nodeOf(op, inputs, 1, attributes)
    this.#known.set(key, output!)
    return output!
  }

  /** The results of a node with several outputs. */
  nodeOf(
    op: string,
    inputs: readonly Name[],
    count: number,
    attributes: Readonly<Record<string, Attribute>>,
  ): readonly Name[] {
    const outputs = Array.from({ length: count }, (_, n) => `${this.#name}_${op}_${this.#nodes.length}_${n}`)
    this.#nodes.push({ op, inputs, outputs, attributes })
    return outputs
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

  /** Made when the graph runs, so that it takes no room in the file. [dims] */
  zeros(dims: readonly number[]): Name {
    const data = this.precision === 'float32' ? new Float32Array(1) : new Float64Array(1)
    const value = { tensor: { name: '', type: this.precision, dims: [1], data } }
    return this.node('ConstantOfShape', [this.axes(...dims)], { value })
  }

  /** Which axes an operator works along. */
  axes(...axes: readonly number[]): Name {
    const data = BigInt64Array.from(axes, BigInt)
    return this.#constant(`axes ${axes}`, { type: 'int64', dims: [axes.length], data })
  }

  #constant(key: string, tensor: Omit<Tensor, 'name'>): Name {
    const known = this.#constants.get(key) ?? {
      ...tensor,
      name: `${this.#name}_constant_${this.#constants.size}`,
    }
    this.#constants.set(key, known)
    return known.name
  }

  graph(inputs: readonly ValueInfo[], outputs: readonly ValueInfo[]): Graph {
    return {
      name: this.#name,
      nodes: renamed(this.#nodes),
      inputs,
      outputs,
      initializers: [...this.#constants.values()],
    }
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
