// What an ONNX model is made of, as plain data; named as in the ONNX specification.

/** The types of numbers that a tensor may have here. */
export type ElementType = 'float32' | 'float64' | 'int32' | 'int64' | 'bool'

/** A tensor with its numbers. */
export interface Tensor {
  readonly name: string
  readonly type: ElementType
  /** [] for a single number. */
  readonly dims: readonly number[]
  /** One after the other, the last index fastest; a bool is 0 or 1. */
  readonly data: Float32Array | Float64Array | Int32Array | BigInt64Array | Uint8Array
}

/** What goes into a graph or comes out of it. */
export interface ValueInfo {
  readonly name: string
  readonly type: ElementType
  /** A text is a length that is known when the graph runs. Undefined where nothing is said about the shape. */
  readonly dims: readonly (number | string)[] | undefined
}

export type Attribute =
  | { readonly int: number }
  | { readonly float: number }
  | { readonly text: string }
  | { readonly ints: readonly number[] }
  | { readonly tensor: Tensor }
  | { readonly graph: Graph }

export interface Node {
  readonly op: string
  readonly name?: string
  /** '' for one that is left out. */
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes?: Readonly<Record<string, Attribute>>
}

/** Nodes in an order in which each finds what it needs. Graphs inside of others see the names around them. */
export interface Graph {
  readonly name: string
  readonly nodes: readonly Node[]
  readonly inputs: readonly ValueInfo[]
  readonly outputs: readonly ValueInfo[]
  /** Tensors that are always the same. */
  readonly initializers: readonly Tensor[]
}

export interface Model {
  readonly graph: Graph
  /** The version of the operators. */
  readonly opset: number
  /** The version of the file's layout. */
  readonly irVersion: number
  readonly producer: { readonly name: string; readonly version: string }
}
