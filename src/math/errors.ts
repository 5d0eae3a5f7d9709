// What can go wrong with the mathematics' own inputs, in both languages.
import { PasoError } from '../errors.ts'

export function invalidSeed(seed: number, largest: string): PasoError {
  return new PasoError('invalid-seed', {
    en: {
      what: 'the seed is not usable.',
      expected: `an integer from 0 to ${largest}.`,
      received: `${seed}.`,
    },
    es: {
      what: 'la semilla no sirve.',
      expected: `un entero de 0 a ${largest}.`,
      received: `${seed}.`,
    },
  })
}

export function invalidState(algorithm: string): PasoError {
  return new PasoError('invalid-random-state', {
    en: {
      what: 'the saved state of the random numbers is damaged.',
      expected: `what a generator of this kind writes: ${algorithm}.`,
      hint: 'start again from a seed, or from an earlier checkpoint.',
    },
    es: {
      what: 'el estado guardado de los números aleatorios está dañado.',
      expected: `lo que escribe un generador de esta clase: ${algorithm}.`,
      hint: 'empezar de nuevo desde una semilla o desde un punto de control anterior.',
    },
  })
}

const partNames = {
  divergence: {
    en: 'what finds where a training ran away',
    es: 'lo que encuentra dónde divergió un entrenamiento',
  },
  core: { en: 'the engine core', es: 'el motor core' },
  split: { en: 'what takes a split as it is given', es: 'lo que toma una división ya hecha' },
  targets: { en: 'what several targets need', es: 'lo que necesitan varios objetivos' },
  native: { en: 'the engine native', es: 'el motor native' },
  wasm: { en: 'the engine wasm', es: 'el motor wasm' },
  gelu: { en: 'the activation gelu', es: 'la activación gelu' },
  normalization: { en: 'normalization', es: 'la normalización' },
  schedule: { en: 'the schedule of the learning rate', es: 'el plan de la tasa de aprendizaje' },
  weights: { en: 'what weighs classes and rows', es: 'lo que pondera clases y filas' },
  limits: {
    en: 'what clips gradients and limits norms',
    es: 'lo que recorta los gradientes y limita las normas',
  },
  penalties: { en: 'what the penalties l1 and l2 add', es: 'lo que suman las penalizaciones l1 y l2' },
  resume: { en: 'what compares a saved state', es: 'lo que compara un estado guardado' },
  missing: { en: 'what fills in missing cells', es: 'lo que rellena las celdas vacías' },
  logits: { en: 'what losses from logits compute', es: 'lo que calculan las pérdidas sobre logits' },
  lbfgs: { en: 'the optimizer lbfgs', es: 'el optimizador lbfgs' },
  record: { en: 'the record of a training', es: 'el registro de un entrenamiento' },
  orthogonal: { en: 'the initializer orthogonal', es: 'el inicializador orthogonal' },
} as const

/** A part that is still being loaded, where nothing can wait for it. */
export function notLoaded(part: keyof typeof partNames): PasoError {
  const { en, es } = partNames[part]
  return new PasoError('not-loaded', {
    en: {
      what: `${en} is not loaded yet.`,
      hint: "fit in place of fitSync, which waits for it; or import 'paso/whole' first.",
    },
    es: {
      what: `todavía no se ha cargado ${es}.`,
      hint: "usar fit en lugar de fitSync, que lo espera; o importar antes 'paso/whole'.",
    },
  })
}
