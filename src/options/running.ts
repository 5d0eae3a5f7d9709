// Options about what computes a training.
import { MOST_THREADS, usual } from '../engine/defaults.ts'
import { NAME, NUMBER, type OptionDefinition } from './definition.ts'

export const runningOptions = {
  engine: {
    flag: 'engine',
    type: { kind: 'text' },
    default: usual.engine,
    commands: ['train'],
    value: NAME,
    help: {
      en: 'what computes: auto, wasm, native, js or core',
      es: 'qué hace las cuentas: auto, wasm, native, js o core',
    },
    example: '--engine core',
  },
  precision: {
    flag: 'precision',
    type: { kind: 'choice', choices: ['float64', 'float32'] },
    default: usual.precision,
    commands: ['train'],
    help: {
      en: 'numbers of 64 bits, or of 32 bits: faster, and only with the engines wasm and native',
      es: 'números de 64 bits, o de 32: más rápido, y solo con los motores wasm y native',
    },
    example: '--precision float32',
  },
  threads: {
    flag: 'threads',
    type: { kind: 'integer', min: 1, max: MOST_THREADS },
    commands: ['train'],
    value: NUMBER,
    help: {
      en: 'threads of the engines wasm and native, at most; fewer where a step has little to do; the numbers are the same',
      es: 'hilos de los motores wasm y native, como máximo; menos si un paso tiene poco que hacer; los números son los mismos',
    },
    defaultFrom: { en: 'one for each processor', es: 'uno por procesador' },
    example: '--threads 2',
  },
  relaxed: {
    flag: 'relaxed',
    type: { kind: 'switch' },
    commands: ['train'],
    help: {
      en: 'multiply and add in one instruction, where wasm has it: faster, and other last digits',
      es: 'multiplicar y sumar en una instrucción, donde wasm la tiene: más rápido, y con otras últimas cifras',
    },
    example: '--relaxed',
  },
} as const satisfies Record<string, OptionDefinition>
