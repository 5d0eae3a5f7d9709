// The public names of Paso: from data to a model in a few lines. It loads no package and no builtin, so it runs in a browser as it
// is; what reads tables, tells steps and words messages is loaded when it is needed.
export {
  type ErrorText,
  type ExitCode,
  type Language,
  PasoError,
  type Texts,
  type Warning,
} from './errors.ts'
export * from './library/index.ts'
