// Who takes part: each library with what it can do, what starts its process, and how it is installed.
import { fileURLToPath } from 'node:url'
import { operationsOf, type Precision, type Problem } from './problem.ts'
import { builtWorker } from './worker-build.ts'

/** One library, in one process for each case and each number of threads. */
export interface Contestant {
  readonly name: string
  /** Paso's own. */
  readonly ours: boolean
  readonly threads: number
  /** What starts its process: the first of them that has the library. */
  readonly commands: readonly (readonly string[])[]
  readonly install: string
  /** The precision of its numbers in a problem: at least what the problem asks for, else undefined. */
  precision(asked: Precision): Precision | undefined
  /** What it makes of a problem: the same widths, rows and weights, in the arithmetic it has. Undefined where it would take too long. */
  takes(problem: Problem): Problem | undefined
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

type Part = Omit<Contestant, 'threads' | 'commands' | 'ours'>

const both = (asked: Precision): Precision => asked
const onlyFloat32 = (asked: Precision): Precision | undefined => (asked === 'float32' ? asked : undefined)
const onlyFloat64 = (): Precision => 'float64'
const as = (problem: Problem): Problem => problem

/** Operations of a row above which a library that takes an object for each weight needs minutes. */
const FEW = 1e6

/** Rows of such a library, so that their turn does not take minutes. */
const FEW_ROWS = 64

const node = (name: string, part: Part, ours = false, threads = 1): Contestant => ({
  ...part,
  ours,
  threads,
  commands: [[process.execPath, builtWorker, name, String(threads)]],
})

const native: Part = {
  name: 'Paso native',
  install: 'npm install --no-save --save-dev --ignore-scripts onnxruntime-node@1.30.0',
  precision: both,
  takes: as,
}

const wasm: Part = { name: 'Paso wasm', install: 'npm ci', precision: both, takes: as }

const paso: readonly Contestant[] = [
  ...[1, 2].map((threads) => node('paso-native', native, true, threads)),
  ...[1, 2].map((threads) => node('paso-wasm', wasm, true, threads)),
  node('paso-js', { name: 'Paso js', install: 'npm ci', precision: onlyFloat64, takes: as }, true),
]

const npm = { install: 'npm run bench:install' }

/** One row a step, with the loss they have. */
const perRow = (arithmetic: Problem['arithmetic']) => (problem: Problem) =>
  operationsOf(problem) <= FEW
    ? { ...problem, arithmetic, batch: 1, rows: Math.min(problem.rows, FEW_ROWS) }
    : undefined

const javascript: readonly Contestant[] = [
  node('brain', { name: 'brain.js', ...npm, precision: onlyFloat32, takes: perRow('squares') }),
  node('synaptic', { name: 'synaptic', ...npm, precision: onlyFloat64, takes: perRow('labels-in-turn') }),
  node('tensorflow-cpu', { name: 'TensorFlow.js cpu', ...npm, precision: onlyFloat32, takes: as }),
  node('tensorflow-wasm', { name: 'TensorFlow.js wasm', ...npm, precision: onlyFloat32, takes: as }),
  // It has float64, whose functions are as exact as those of float32.
  node('jax-js', { name: 'jax-js wasm', ...npm, precision: onlyFloat32, takes: as }),
]

/** The one that the user says, or the first and the system's. */
const pythons = process.env.PYTHON ? [process.env.PYTHON] : ['python3', '/usr/bin/python3']

const python = (program: string, part: Omit<Part, 'precision'>): Contestant[] =>
  [1, 2].map((threads) => ({
    ...part,
    precision: both,
    ours: false,
    threads,
    commands: pythons.map((path) => [path, here('python/main.py'), program, String(threads)]),
  }))

const debian = (names: string) => ({ install: `apt-get install ${names} libopenblas0` })

/** Sigmoid outputs are labels to it, and its loss their binary cross-entropy. */
const asLabels = (problem: Problem): Problem =>
  problem.arithmetic === 'squares' ? { ...problem, arithmetic: 'labels' } : problem

const inPython: readonly Contestant[] = [
  ...python('by_hand_torch', { name: 'PyTorch by hand', ...debian('python3-torch'), takes: as }),
  ...python('autograd_torch', { name: 'PyTorch autograd', ...debian('python3-torch'), takes: as }),
  ...python('scikit', { name: 'scikit-learn', ...debian('python3-sklearn'), takes: asLabels }),
  ...python('by_jax', { name: 'JAX', install: 'pip install jax', takes: as }),
]

export const contestants: readonly Contestant[] = [...paso, ...javascript, ...inPython]
