// The public names of formats: networks to and from files.
import '../whole.ts'

export { CHECKPOINT_FORMAT, checkpointBytes, type NetworkStructure } from './checkpoint.ts'
export type { FileEncoding } from './encoding.ts'
export { type ExampleName, exampleNames, isExampleName } from './example-names.ts'
export { type ExampleLoader, loadExample } from './examples.ts'
export type { FileChoice } from './file-choice.ts'
export {
  type JsonDocument,
  type JsonObject,
  type JsonPath,
  type JsonValue,
  parseJson,
} from './json.ts'
export { compactJson, prettyJson, type Writable } from './json-text.ts'
export {
  type FileLayer,
  NETWORK_FORMAT,
  type NetworkDocument,
  type NetworkFile,
  type TrainingRecord,
  writeNetworkFile,
} from './network-file.ts'
export type { TextPlace } from './phrases.ts'
export { readNetworkFile } from './read-network-file.ts'
