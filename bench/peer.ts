// A peer: a library that trains, seen from outside. One file for each in peers/; those in Python speak the same lines (worker.ts).
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Data, Problem } from './problem.ts'

/** A network in training. */
export interface Trainer {
  /** Makes so many steps, beginning with the first rows, and goes round when they end. When it returns, all is computed. */
  train(steps: number): void | Promise<void>
  /**
   * The network's outputs, from numbers to numbers. [rows · outputs]
   * @param inputs [rows · inputs]
   */
  predict(inputs: Float64Array, rows: number): ArrayLike<number> | Promise<ArrayLike<number>>
}

/** A library that is loaded. */
export interface Peer {
  readonly version: string
  /** Plain gradient descent from the weights of the data, its rows in order. */
  prepare(problem: Problem, data: Data): Trainer | Promise<Trainer>
}

const require = createRequire(import.meta.url)

/** A package that bench/package.json asks for. It need not be installed: so its type is what the caller says it uses of it. */
export async function load<T>(name: string): Promise<{ readonly library: T; readonly version: string }> {
  const entry = require.resolve(name)
  const module = (await import(pathToFileURL(entry).href)) as T & { readonly default?: T }
  return { library: module.default ?? module, version: versionBeside(entry, name) }
}

/** The version in the package.json of the package that a file is part of; its exports may hide it. */
export function versionBeside(file: string, name: string): string {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json')
    if (!existsSync(manifest)) continue
    const { name: found, version } = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, string>
    if (found === name && version) return version
  }
}

/** How many whole turns so many steps are, and how many steps are left. */
export function turnsOf({ rows, batch }: Problem, steps: number): readonly [turns: number, left: number] {
  const perTurn = rows / batch
  return [Math.floor(steps / perTurn), steps % perTurn]
}

/** The numbers of each row, or of each batch. */
export function pieces<T extends Float32Array | Float64Array>(values: T, length: number): T[] {
  return Array.from(
    { length: values.length / length },
    (_, n) => values.subarray(n * length, (n + 1) * length) as T,
  )
}
