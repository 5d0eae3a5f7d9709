// The tables on which defaults are measured: those that come with Paso, and others drawn from rules, with many rows held out.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Random, xoshiro } from '../src/math/random.ts'

export interface MeasuredTable {
  readonly name: string
  readonly task: 'classification' | 'regression'
  /** Whether it is real and small: what is measured on it counts most, and is measured with many seeds. */
  readonly closely: boolean
  /** The rows of one seed: those to train on and to validate with, and those held out. */
  rowsFor(seed: number): {
    readonly inputs: number[][]
    readonly targets: (string | number)[]
    readonly known: number
  }
}

/** Rows of a table that are held out, each seed others. */
const HELD_OUT = 0.2

function example(name: string, task: MeasuredTable['task']): MeasuredTable {
  const path = fileURLToPath(new URL(`../examples/${name}.csv`, import.meta.url))
  const [, ...lines] = readFileSync(path, 'utf8').trim().split('\n')
  const rows = lines.map((line) => line.trim().split(','))
  return {
    name: `${name} (${rows.length})`,
    task,
    closely: rows.length < 1000,
    rowsFor(seed) {
      const order = [...xoshiro(seed).permutation(rows.length)].map((row) => rows[row]!)
      return {
        inputs: order.map((row) => row.slice(0, -1).map(Number)),
        targets: order.map((row) => (task === 'regression' ? Number(row.at(-1)) : row.at(-1)!)),
        known: Math.round((1 - HELD_OUT) * rows.length),
      }
    },
  }
}

/** So many rows of a rule are held out. */
const DRAWN_TEST = 2000

type Rule = (random: Random) => readonly [inputs: number[], target: string | number]

function drawn(name: string, count: number, task: MeasuredTable['task'], rule: Rule): MeasuredTable {
  return {
    name: `${name} (${count})`,
    task,
    closely: false,
    rowsFor(seed) {
      const random = xoshiro(1000 + seed)
      const rows = Array.from({ length: count + DRAWN_TEST }, () => rule(random))
      return { inputs: rows.map(([x]) => x), targets: rows.map(([, y]) => y), known: count }
    },
  }
}

const classOf = (is: boolean): string => (is ? 'yes' : 'no')
const uniform = (random: Random, low: number, high: number): number => low + (high - low) * random.next()
const normals = (random: Random, count: number): number[] =>
  Array.from({ length: count }, () => random.normal())

const moons: Rule = (random) => {
  const [second, angle] = [random.next() < 0.5, Math.PI * random.next()]
  const [x, y] = second ? [1 - Math.cos(angle), 0.5 - Math.sin(angle)] : [Math.cos(angle), Math.sin(angle)]
  return [[x + 0.25 * random.normal(), y + 0.25 * random.normal()], classOf(second)]
}
const circles: Rule = (random) => {
  const [inner, angle] = [random.next() < 0.5, 2 * Math.PI * random.next()]
  const radius = (inner ? 0.5 : 1) + 0.1 * random.normal()
  return [[radius * Math.cos(angle), radius * Math.sin(angle)], classOf(inner)]
}
const spirals: Rule = (random) => {
  const [second, way] = [random.next() < 0.5, Math.sqrt(random.next()) * 3 * Math.PI]
  const sign = second ? -1 : 1
  const noise = (): number => 0.3 * random.normal()
  return [[sign * way * Math.cos(way) + noise(), sign * way * Math.sin(way) + noise()], classOf(second)]
}
const sine: Rule = (random) => {
  const x = uniform(random, -3, 3)
  return [[x], Math.sin(3 * x) + 0.2 * random.normal()]
}
const linear: Rule = (random) => {
  const x = normals(random, 10)
  return [x, x[0]! - 2 * x[1]! + 0.5 * x[2]! + 2 * random.normal()]
}
const friedman: Rule = (random) => {
  const x = Array.from({ length: 10 }, () => random.next())
  const [a, b, c, d, e] = x as [number, number, number, number, number]
  return [x, 10 * Math.sin(Math.PI * a * b) + 20 * (c - 0.5) ** 2 + 10 * d + 5 * e + random.normal()]
}
const noisyClasses: Rule = (random) => {
  const x = normals(random, 8)
  return [x, classOf(x[0]! + x[1]! * x[2]! + 1.5 * random.normal() > 0)]
}
const rareClass: Rule = (random) => {
  const rare = random.next() < 0.1
  return [normals(random, 5).map((value, i) => value + (rare && i < 2 ? 1.8 : 0)), classOf(rare)]
}
const noisyXor: Rule = (random) => {
  const [a, b] = [random.next() < 0.5, random.next() < 0.5]
  return [[a, b].map((on) => (on ? 1 : 0) + 0.2 * random.normal()), classOf(a !== b)]
}
const checkerboard: Rule = (random) => {
  const x = [uniform(random, 0, 4), uniform(random, 0, 4)]
  return [x, classOf((Math.floor(x[0]!) + Math.floor(x[1]!)) % 2 === 0)]
}
const blobs: Rule = (random) => {
  const k = random.integer(5)
  const angle = (2 * Math.PI * k) / 5
  return [[2 * Math.cos(angle) + random.normal(), 2 * Math.sin(angle) + random.normal()], `${k}`]
}
const wide: Rule = (random) => {
  const x = normals(random, 50)
  return [x, classOf(x.slice(0, 5).reduce((sum, value) => sum + value, 0) + random.normal() > 0)]
}

export const measuredTables: readonly MeasuredTable[] = [
  example('iris', 'classification'),
  example('wine', 'classification'),
  example('breast_cancer', 'classification'),
  example('diabetes', 'regression'),
  example('digits', 'classification'),
  drawn('two moons', 60, 'classification', moons),
  drawn('two moons', 300, 'classification', moons),
  drawn('circles', 200, 'classification', circles),
  drawn('two spirals', 300, 'classification', spirals),
  drawn('sine', 100, 'regression', sine),
  drawn('sine', 500, 'regression', sine),
  drawn('noisy linear', 60, 'regression', linear),
  drawn('noisy linear', 300, 'regression', linear),
  drawn('Friedman 1', 200, 'regression', friedman),
  drawn('Friedman 1', 1000, 'regression', friedman),
  drawn('noisy classes', 200, 'classification', noisyClasses),
  drawn('noisy classes', 1000, 'classification', noisyClasses),
  drawn('one class in ten', 300, 'classification', rareClass),
  drawn('noisy XOR', 200, 'classification', noisyXor),
  drawn('checkerboard', 1000, 'classification', checkerboard),
  drawn('five blobs', 150, 'classification', blobs),
  drawn('50 inputs', 100, 'classification', wide),
]
