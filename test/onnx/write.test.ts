// ONNX files: the same bytes as PyTorch's own, for the same models.
import { describe, expect, it } from 'vitest'
import type { Graph, Model, Node, Tensor } from '../../src/onnx/index.ts'
import { writeModel } from '../../src/onnx/index.ts'
import { int, message } from '../../src/onnx/protobuf.ts'
import oracle from '../oracle/onnx-files.json' with { type: 'json' }

const fileOf = (graph: Graph, opset: number): string => {
  const model: Model = { irVersion: 7, producer: { name: 'pytorch', version: '1.13.0' }, graph, opset }
  return Buffer.from(writeModel(model)).toString('base64')
}

const floats = (name: string, dims: readonly number[], ...values: number[]): Tensor => ({
  name,
  type: 'float32',
  dims,
  data: Float32Array.from(values),
})

const layers: Graph = {
  name: 'torch_jit',
  nodes: [
    {
      op: 'Gemm',
      name: '/0/Gemm',
      inputs: ['x', '0.weight', '0.bias'],
      outputs: ['/0/Gemm_output_0'],
      attributes: { alpha: { float: 1 }, beta: { float: 1 }, transB: { int: 1 } },
    },
    {
      op: 'LeakyRelu',
      name: '/1/LeakyRelu',
      inputs: ['/0/Gemm_output_0'],
      outputs: ['/1/LeakyRelu_output_0'],
      attributes: { alpha: { float: 0.125 } },
    },
    {
      op: 'Softmax',
      name: '/2/Softmax',
      inputs: ['/1/LeakyRelu_output_0'],
      outputs: ['y'],
      attributes: { axis: { int: 1 } },
    },
  ],
  inputs: [{ name: 'x', type: 'float32', dims: ['rows', 3] }],
  outputs: [{ name: 'y', type: 'float32', dims: ['rows', 2] }],
  initializers: [floats('0.weight', [2, 3], 0, 0.25, 0.5, 0.75, 1, 1.25), floats('0.bias', [2], -0.5, 0.1)],
}

const bodyNodes: readonly Node[] = [
  {
    op: 'ReduceSum',
    name: '/ReduceSum',
    inputs: ['x.13'],
    outputs: ['/ReduceSum_output_0'],
    attributes: { axes: { ints: [0, -1] }, keepdims: { int: 1 } },
  },
  { op: 'Add', name: '/Add', inputs: ['/ReduceSum_output_0', 'x.13'], outputs: ['/Add_output_0'] },
  { op: 'Identity', name: '/Identity', inputs: ['/Constant_output_0'], outputs: ['/Identity_output_0'] },
]

const body: Graph = {
  name: 'torch_jit1',
  nodes: bodyNodes,
  inputs: [
    { name: '4', type: 'int64', dims: [] },
    { name: 'cond', type: 'bool', dims: [] },
    { name: 'x.13', type: 'float32', dims: [2, 2] },
  ],
  outputs: [
    { name: '/Identity_output_0', type: 'bool', dims: [] },
    { name: '/Add_output_0', type: 'float32', dims: ['Casty_dim_0', 'Casty_dim_1'] },
  ],
  initializers: [],
}

const loop: Graph = {
  name: 'torch_jit',
  nodes: [
    {
      op: 'Constant',
      name: '/Constant',
      inputs: [],
      outputs: ['/Constant_output_0'],
      attributes: { value: { tensor: { name: '', type: 'bool', dims: [], data: Uint8Array.of(1) } } },
    },
    {
      op: 'Loop',
      name: '/Loop',
      inputs: ['n', '/Constant_output_0', 'x'],
      outputs: ['/Loop_output_0'],
      attributes: { body: { graph: body } },
    },
    {
      op: 'Cast',
      name: '/Cast',
      inputs: ['/Loop_output_0'],
      outputs: ['y'],
      attributes: { to: { int: 11 } },
    },
  ],
  inputs: [
    { name: 'x', type: 'float32', dims: [2, 2] },
    { name: 'n', type: 'int64', dims: [] },
  ],
  outputs: [{ name: 'y', type: 'float64', dims: ['Casty_dim_0', 'Casty_dim_1'] }],
  initializers: [],
}

describe('a written model', () => {
  it('of layers is PyTorch’s', () => expect(fileOf(layers, 13)).toBe(oracle.layers))
  it('with a graph in a node, lists and a constant is PyTorch’s', () =>
    expect(fileOf(loop, 12)).toBe(oracle.loop))
})

describe('a whole number', () => {
  // From the encoding's own documentation (protobuf.dev): 150 in field 1 is 08 96 01; -2 takes ten bytes.
  it.each([
    [150, '089601'],
    [0, '0800'],
    [127, '087f'],
    [128, '088001'],
    [-2, '08feffffffffffffffff01'],
    [2n ** 63n - 1n, '08ffffffffffffffff7f'],
  ])('%s is %s', (value, hex) => expect(Buffer.from(int(1, value)).toString('hex')).toBe(hex))

  it('of a message comes after its length', () => {
    expect(Buffer.from(message(3, [int(1, 150)])).toString('hex')).toBe('1a03089601')
  })
})
