// ONNX files, byte by byte: what a model is made of, and how it is written. Knows nothing of networks.
export type { Attribute, ElementType, Graph, Model, Node, Tensor, ValueInfo } from './model.ts'
export { writeModel } from './write.ts'
