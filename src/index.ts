// The public names of Paso, nothing else. It loads no package and no builtin, so it runs in a browser as it is.
export * from './core/index.ts'
export { derive } from './derive/derivation.ts'
export type { Derivation, Phase, Rule, Step } from './derive/step.ts'
export {
  type ErrorText,
  type ExitCode,
  type Language,
  PasoError,
  type Texts,
  type Warning,
} from './errors.ts'
