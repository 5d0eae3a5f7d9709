// What -v says: which engine trained, why that one, and how fast.
import { WORTH_A_MODULE } from '../engine/automatic.ts'
import type { Left, Why } from '../engine/engine.ts'
import { shapeOf } from '../engine/parameters.ts'
import type { Run } from '../engine/training-plan.ts'
import type { Language } from '../errors.ts'
import type { PlannedTraining } from '../library/training.ts'
import { formatNumber } from '../print/numbers.ts'
import type { Io } from './command.ts'
import { widthOf, wrap } from './errors-print.ts'

interface Words {
  /** Of 1,000 and of a million. */
  readonly units: readonly [string, string]
  /** Rows a second. */
  readonly trained: (engine: string, precision: string, threads: number, rows: string) => string
  readonly asked: (engine: string) => string
  /** Parameters × rows × epochs, and from where on wasm pays. */
  readonly why: Readonly<Record<Why, (work: string, enough: string) => string>>
  readonly left: Readonly<Record<Left, string>>
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    units: ['thousand', 'million'],
    trained: (engine, precision, threads, rows) =>
      `The engine ${engine} trained, in ${precision} and with ${threads === 1 ? '1 thread' : `${threads} threads`}: ${rows} rows a second.`,
    asked: (engine) => `It was asked for: --engine ${engine}.`,
    why: {
      float32: () => 'auto takes it for float32.',
      runtime: () =>
        'auto takes it for float32 because onnxruntime-node is installed and its steps are faster at this size.',
      'enough-work': (work, enough) =>
        `auto takes it where parameters × rows × epochs reach ${enough}; here they may reach ${work}.`,
      'little-work': (work, enough) =>
        `auto takes it where parameters × rows × epochs stay below ${enough}, because making a module would take longer; here they are ${work} at most.`,
      'no-webassembly': () => 'auto takes it because WebAssembly is missing or forbidden here.',
      'no-vectors': () => 'auto takes it because the WebAssembly of this program has no vectors.',
    },
    left: {
      hidden: 'wasm leaves networks of very many layers to it.',
      memory: 'wasm leaves it networks that do not fit in the memory of a module.',
    },
  },
  es: {
    units: ['mil', 'millones'],
    trained: (engine, precision, threads, rows) =>
      `Entrenó el motor ${engine}, en ${precision} y con ${threads === 1 ? '1 hilo' : `${threads} hilos`}: ${rows}${rows.endsWith('millones') ? ' de' : ''} filas por segundo.`,
    asked: (engine) => `Fue lo pedido: --engine ${engine}.`,
    why: {
      float32: () => 'auto lo elige para float32.',
      runtime: () =>
        'auto lo elige para float32 porque está instalado onnxruntime-node y sus pasos son más rápidos con este tamaño.',
      'enough-work': (work, enough) =>
        `auto lo elige cuando parámetros × filas × épocas llegan a ${enough}; aquí pueden llegar a ${work}.`,
      'little-work': (work, enough) =>
        `auto lo elige cuando parámetros × filas × épocas no llegan a ${enough}, porque armar un módulo tardaría más; aquí son ${work} como máximo.`,
      'no-webassembly': () => 'auto lo elige porque aquí no hay WebAssembly, o está prohibida.',
      'no-vectors': () => 'auto lo elige porque la WebAssembly de este programa no tiene vectores.',
    },
    left: {
      hidden: 'wasm le deja las redes de muchísimas capas.',
      memory: 'wasm le deja las redes que no caben en la memoria de un módulo.',
    },
  },
}

/** Of the training that made a run; for `io.say`. */
export function engineLines({ plan, settings }: PlannedTraining, run: Run, io: Io): string[] {
  const text = words[io.language]
  const { name, precision, threads, left } = run.by
  const rows = (run.history.length * plan.train.count) / run.seconds
  const work = shapeOf(plan.network).size * plan.train.count * plan.epochs
  const number = (value: number): string => rounded(value, text.units, io.locale)
  const { why } = plan.engine
  const reason = left
    ? text.left[left]
    : why
      ? text.why[why](number(work), number(WORTH_A_MODULE))
      : text.asked(settings.engine)
  return wrap(`${text.trained(name, precision, threads, number(rows))} ${reason}`, widthOf(io.stderr))
}

/** Two or three digits: 4 million, 113 thousand. */
function rounded(value: number, [thousand, million]: Words['units'], locale: string): string {
  const [size, unit] = value >= 1e6 ? [1e6, ` ${million}`] : value >= 1e4 ? [1e3, ` ${thousand}`] : [1, '']
  const digits = Number((value / size).toPrecision(value / size < 10 ? 2 : 3))
  return `${formatNumber(digits, { digits: 3, locale })}${unit}`
}
