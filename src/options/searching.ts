// Options of a search over options; those of its trainings are train's own.
import { FILE, NUMBER, type OptionDefinition } from './definition.ts'

export const searchingOptions = {
  vary: {
    flag: 'vary',
    type: { kind: 'text' },
    repeatable: true,
    commands: ['search'],
    value: { en: 'OPTION=VALUES', es: 'OPCIÓN=VALORES' },
    help: {
      en: 'an option of train and what to try: values with / between them, or LOW..HIGH, with ,log for a logarithmic scale and ,N for N values in a grid; may be repeated',
      es: 'una opción de train y qué probar: valores separados por /, o MÍNIMO..MÁXIMO, con ,log para una escala logarítmica y ,N para N valores en una grilla; se puede repetir',
    },
    example: '--vary learning-rate=0.001..0.1,log',
  },
  grid: {
    flag: 'grid',
    type: { kind: 'switch' },
    commands: ['search'],
    help: {
      en: 'every combination, in place of random ones',
      es: 'todas las combinaciones, en lugar de sorteos',
    },
    example: '--grid',
  },
  trials: {
    flag: 'trials',
    type: { kind: 'integer', min: 1, max: 100_000 },
    commands: ['search'],
    value: NUMBER,
    help: { en: 'how many combinations to draw', es: 'cuántas combinaciones sortear' },
    defaultFrom: { en: '20', es: '20' },
    example: '--trials 20',
  },
  score: {
    flag: 'score',
    type: {
      kind: 'choice',
      choices: ['auto', 'logLoss', 'accuracy', 'macroF1', 'rocAuc', 'r2', 'mse', 'mae'],
    },
    default: 'auto',
    commands: ['search'],
    help: {
      en: 'what decides, on the validation rows or the folds; auto is logLoss for classes, r2 for numbers',
      es: 'qué decide, en las filas de validación o las partes; auto es logLoss para clases, r2 para números',
    },
    example: '--score accuracy',
  },
  jobs: {
    flag: 'jobs',
    type: { kind: 'integer', min: 1, max: 1024 },
    commands: ['search'],
    value: NUMBER,
    help: { en: 'how many trainings run at once', es: 'cuántos entrenamientos corren a la vez' },
    defaultFrom: { en: 'one for each processor', es: 'uno por procesador' },
    example: '--jobs 2',
  },
  searchLog: {
    flag: 'log',
    type: { kind: 'text' },
    commands: ['search'],
    value: FILE,
    help: {
      en: 'write one JSON line for each trial when it is over',
      es: 'escribir una línea JSON por ensayo cuando termina',
    },
    example: '--log search.jsonl',
  },
} as const satisfies Record<string, OptionDefinition>
