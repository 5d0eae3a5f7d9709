// The public names of Paso, nothing else. It loads no package and no builtin, so it runs in a browser as it is.
export {
  type ErrorText,
  type ExitCode,
  type Language,
  PasoError,
  type Texts,
  type Warning,
} from './errors.ts'
