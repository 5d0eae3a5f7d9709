// The words of all messages of the library, in both languages, by room.
import * as coreDivergence from './core/divergence-errors.ts'
import * as core from './core/errors.ts'
import * as layers from './core/layer-errors.ts'
import * as rules from './core/rule-errors.ts'
import * as data from './data/errors.ts'
import * as prepare from './data/prepare-errors.ts'
import * as dataWarnings from './data/warnings.ts'
import * as weights from './data/weight-errors.ts'
import * as diagnosis from './engine/diagnosis-warnings.ts'
import * as divergence from './engine/divergence-words.ts'
import * as engine from './engine/errors.ts'
import * as native from './engine/native-errors.ts'
import * as states from './engine/state-errors.ts'
import * as threads from './engine/thread-words.ts'
import * as library from './library/errors.ts'
import * as losses from './library/loss-errors.ts'
import * as math from './math/errors.ts'

export const vocabulary = {
  math: { ...math },
  core: { ...core, ...coreDivergence, ...layers, ...rules },
  data: { ...data, ...dataWarnings, ...prepare, ...weights },
  engine: { ...diagnosis, ...divergence, ...engine, ...native, ...states, ...threads },
  library: { ...library, ...losses },
}
