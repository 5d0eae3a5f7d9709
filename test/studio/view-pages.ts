// The page of views alone: bundled as the studio is, in the studio's own style, with props made from trained networks.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Page } from 'playwright-core'
import { forward } from '../../src/core/forward.ts'
import { type Network, network } from '../../src/core/network.ts'
import { outputsOf } from '../../src/core/outputs.ts'
import { logBins } from '../../src/engine/log-bins.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

export async function viewsScript(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['test/studio/views-page.mjs'],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    external: ['node:*'],
    define: { 'import.meta.url': '""' },
    logLevel: 'error',
  })
  return outputFiles[0]!.text
}

export type View = readonly [name: string, props: Readonly<Record<string, unknown>>]

/** In place of the studio's own page. */
export async function showViews(
  page: Page,
  script: string,
  views: readonly View[],
  language = 'en',
): Promise<void> {
  await page.evaluate(script)
  await page.evaluate(([shown, lang]) => (globalThis as never as Shows).showViews(shown, lang), [
    views,
    language,
  ] as const)
}

interface Shows {
  showViews(views: readonly View[], language: string): void
}

/** Layers as scikit-learn trained them: tanh within, softmax at the end. */
export const networkFrom = (
  layers: readonly { weights: number[][]; biases: number[] }[],
  output: 'softmax' | 'identity' = 'softmax',
): Network =>
  network({
    inputs: layers[0]!.weights[0]!.length,
    layers: layers.map((layer, l) => ({ ...layer, activation: l === layers.length - 1 ? output : 'tanh' })),
    loss: output === 'softmax' ? 'cross-entropy' : 'mse',
  })

interface Confused {
  readonly layers: { weights: number[][]; biases: number[] }[]
  readonly rows: number[]
  readonly inputs: number[][]
  readonly truth: number[]
  readonly predicted: number[]
  readonly confusion: number[][]
}

export const {
  confused,
  curve,
}: {
  readonly confused: Confused
  readonly curve: { readonly layers: Confused['layers'] }
} = JSON.parse(readFileSync(new URL('../oracle/views.json', import.meta.url), 'utf8'))

export const irisNames = ['sepal length', 'sepal width', 'petal length', 'petal width']
export const irisClasses = ['setosa', 'versicolor', 'virginica']

/** All views of the network that scikit-learn trained on iris, with row `n` of its rows chosen. */
export function irisViews(n = 0): View[] {
  const trained = networkFrom(confused.layers)
  const input = confused.inputs[n]!
  const names = { inputs: irisNames, outputs: irisClasses }
  const activations = [input, ...forward(trained, { input, target: [1, 0, 0] }).activations]
  const [actual, predicted] = [confused.truth[n]!, confused.predicted[n]!]
  const chosen = confused.rows[n]!
  return [
    [
      'NetworkCard',
      {
        network: trained,
        names,
        activations,
        outcome: {
          row: chosen,
          actual: irisClasses[actual],
          predicted: irisClasses[predicted],
          isRight: actual === predicted,
        },
      },
    ],
    [
      'ConfusionCard',
      {
        part: 'validation',
        classes: irisClasses,
        truth: confused.truth,
        rows: confused.rows,
        chosen,
        probabilities: confused.inputs.flatMap((row) => [...outputsOf(trained, row)]),
      },
    ],
    [
      'GradientCard',
      {
        layers: trained.layers.map(({ weights }) =>
          logBins(weights.map((row) => row.map((v) => v * v * v * 0.01))),
        ),
      },
    ],
    ['WeightsCard', { network: trained, names, activations }],
    [
      'BoundaryCard',
      {
        network: trained,
        classes: irisClasses,
        axes: [2, 3],
        chosen,
        inputs: irisNames.map((name, i) => ({
          name,
          scaling: { mean: [5.843, 3.057, 3.758, 1.199][i]!, scale: [0.825, 0.436, 1.759, 0.76][i]! },
        })),
        rows: confused.inputs.map((row, k) => ({
          row: confused.rows[k]!,
          input: row,
          actual: confused.truth[k]!,
          predicted: confused.predicted[k]!,
        })),
      },
    ],
  ]
}

/** The network, its heat maps and its gradients, of any network. */
export function networkViews(of: Network): View[] {
  const input = Array.from({ length: of.inputs }, (_, i) => (i % 9) / 9)
  const target = of.layers.at(-1)!.biases.map((_, k) => (k === 0 ? 1 : 0))
  const activations = [input, ...forward(of, { input, target }).activations]
  return [
    ['NetworkCard', { network: of, names: {}, activations }],
    ['WeightsCard', { network: of, names: {}, activations }],
    ['GradientCard', { layers: of.layers.map(({ weights }) => logBins(weights)) }],
  ]
}
