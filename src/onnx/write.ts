// Writes an ONNX model as the bytes of its file. Field numbers are those of onnx.proto (ONNX 1.12, unchanged since).
import type { Attribute, ElementType, Graph, Model, Node, Tensor, ValueInfo } from './model.ts'
import { bytes, each, type Field, float, int, joined, message, text } from './protobuf.ts'

/** TensorProto.DataType */
const elementTypes = {
  float32: 1,
  int32: 6,
  int64: 7,
  bool: 9,
  float64: 11,
} as const satisfies Record<ElementType, number>

/** AttributeProto.AttributeType */
const attributeTypes = { float: 1, int: 2, text: 3, tensor: 4, graph: 5, ints: 7 } as const

/** The bytes of the model's file, that of `ModelProto`. Of numbers, those of the machine: little-endian on all that Node knows. */
export function writeModel({ irVersion, producer, graph, opset }: Model): Uint8Array<ArrayBuffer> {
  return joined([
    int(1, irVersion),
    text(2, producer.name),
    text(3, producer.version),
    message(7, graphFields(graph)),
    message(8, [int(2, opset)]),
  ])
}

const graphFields = ({ nodes, name, initializers, inputs, outputs }: Graph): Field[] => [
  each(nodes, (node) => message(1, nodeFields(node))),
  text(2, name),
  each(initializers, (tensor) => message(5, tensorFields(tensor))),
  each(inputs, (value) => message(11, valueFields(value))),
  each(outputs, (value) => message(12, valueFields(value))),
]

const nodeFields = ({ inputs, outputs, name, op, attributes = {} }: Node): Field[] => [
  each(inputs, (input) => text(1, input)),
  each(outputs, (output) => text(2, output)),
  ...(name === undefined ? [] : [text(3, name)]),
  text(4, op),
  each(Object.entries(attributes), ([key, value]) => message(5, [text(1, key), ...attributeFields(value)])),
]

function attributeFields(attribute: Attribute): Field[] {
  const type = (name: keyof typeof attributeTypes): Field => int(20, attributeTypes[name])
  if ('float' in attribute) return [float(2, attribute.float), type('float')]
  if ('int' in attribute) return [int(3, attribute.int), type('int')]
  if ('text' in attribute) return [text(4, attribute.text), type('text')]
  if ('tensor' in attribute) return [message(5, tensorFields(attribute.tensor)), type('tensor')]
  if ('graph' in attribute) return [message(6, graphFields(attribute.graph)), type('graph')]
  return [each(attribute.ints, (value) => int(8, value)), type('ints')]
}

const tensorFields = ({ dims, type, name, data }: Tensor): Field[] => [
  each(dims, (length) => int(1, length)),
  int(2, elementTypes[type]),
  ...(name === '' ? [] : [text(8, name)]),
  bytes(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
]

function valueFields({ name, type, dims }: ValueInfo): Field[] {
  const shape =
    dims &&
    message(2, [
      each(dims, (length) => message(1, [typeof length === 'number' ? int(1, length) : text(2, length)])),
    ])
  const tensorType = message(1, [int(1, elementTypes[type]), ...(shape ? [shape] : [])])
  return [text(1, name), message(2, [tensorType])]
}
