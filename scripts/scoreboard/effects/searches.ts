// What the options of L-BFGS do: its steps, read off the networks that it leaves, as Nocedal and Wright write them.
import { gradientsOf } from './gradients.ts'
import {
  agree,
  biasesOf,
  type Effect,
  noStep,
  oneSearch,
  type RunJson,
  type Trained,
  trained,
  weightsOf,
  written,
} from './trained.ts'

type Values = readonly number[]

/** Where a step begins. */
interface Point {
  readonly parameters: Values
  readonly gradient: Values
  readonly loss: number
}

const dot = (a: Values, b: Values): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0)
const minus = (a: Values, b: Values): number[] => a.map((value, i) => value - b[i]!)
const times = (factor: number, a: Values): number[] => a.map((value) => factor * value)

function searched(own: Readonly<Record<string, number>>, epochs: number): Promise<Trained> {
  const { optimizer: _, ...flags } = oneSearch
  const recipe = written('search.json', JSON.stringify({ optimizer: { name: 'lbfgs', ...own } }))
  return trained({ ...flags, recipe, epochs })
}

/** The points of the first steps, the start among them; the last one has no loss yet. */
async function pointsOf(own: Readonly<Record<string, number>>, steps: number): Promise<Point[]> {
  const runs = [await trained(noStep)]
  for (let epochs = 1; epochs <= steps; epochs++) runs.push(await searched(own, epochs))
  const { history }: RunJson = runs.at(-1)!.json
  return runs.map((run, i) => ({
    parameters: [...weightsOf(run), ...biasesOf(run)],
    gradient: gradientsOf(run),
    loss: history[i]?.loss ?? Number.NaN,
  }))
}

/** −H g with the matrix H of BFGS (6.17), begun with γ times the identity (7.20). */
function direction(points: readonly Point[], { gradient }: Point): number[] {
  const pairs = points.slice(1).map((after, i) => ({
    s: minus(after.parameters, points[i]!.parameters),
    y: minus(after.gradient, points[i]!.gradient),
  }))
  const { s, y } = pairs.at(-1)!
  const scale = dot(s, y) / dot(y, y)
  let inverse = gradient.map((_, i) => gradient.map((_, j) => (i === j ? scale : 0)))
  for (const { s, y } of pairs) {
    const rho = 1 / dot(y, s)
    const hy = inverse.map((row) => dot(row, y))
    const bend = rho * rho * dot(y, hy) + rho
    inverse = inverse.map((row, i) =>
      row.map((h, j) => h - rho * (s[i]! * hy[j]! + hy[i]! * s[j]!) + bend * s[i]! * s[j]!),
    )
  }
  return inverse.map((row) => -dot(row, gradient))
}

/** Whether one vector is the other, times a number above 0. */
function isAlong(moved: Values, way: Values): boolean {
  const share = dot(moved, way) / dot(way, way)
  return share > 0 && agree(moved, times(share, way), 1e-9)
}

/** What of the fall that the slope promised came about, and what of the slope is left, in each step. */
async function sharesOf(own: Readonly<Record<string, number>>): Promise<{ fallen: Values; left: Values }> {
  const points = await pointsOf(own, STEPS)
  const steps = points.slice(0, -2).map((from, i) => {
    const to = points[i + 1]!
    const moved = minus(to.parameters, from.parameters)
    const promised = dot(moved, from.gradient)
    return { fallen: (to.loss - from.loss) / promised, left: Math.abs(dot(moved, to.gradient) / promised) }
  })
  return { fallen: steps.map(({ fallen }) => fallen), left: steps.map(({ left }) => left) }
}

const STEPS = 8

export const searchEffects: Readonly<Record<string, Effect>> = {
  'optimizer.historySize': {
    claim: 'is how many of the last steps the direction of lbfgs is made of',
    async holds() {
      const points = await pointsOf({ historySize: 2 }, 5)
      const moved = minus(points[5]!.parameters, points[4]!.parameters)
      const from = (first: number) => direction(points.slice(first, 5), points[4]!)
      return isAlong(moved, from(2)) && !isAlong(moved, from(1)) && !isAlong(moved, from(3))
    },
  },
  'optimizer.maxLineSearch': {
    claim: 'is at how many points one search may look: with one, only at the length 1',
    async holds() {
      const [start, one] = await pointsOf({ maxLineSearch: 1, c2: 0.01 }, 1)
      const [, many] = await pointsOf({ c2: 0.01 }, 1)
      const moved = minus(one!.parameters, start!.parameters)
      const size = Math.sqrt(dot(start!.gradient, start!.gradient))
      const way = times(-1 / Math.max(1, size), start!.gradient)
      const further = minus(many!.parameters, start!.parameters)
      return agree(moved, way) && isAlong(further, way) && !agree(further, way, 0.01)
    },
  },
  'optimizer.c1': {
    claim: 'is the least share of the promised fall by which the loss falls in a step',
    async holds() {
      const [strict, usual] = [await sharesOf({ c1: 0.6 }), await sharesOf({})]
      return strict.fallen.every((share) => share >= 0.6) && usual.fallen.some((share) => share < 0.6)
    },
  },
  'optimizer.c2': {
    claim: 'is the largest share of the slope that a step leaves',
    async holds() {
      const [strict, usual] = [await sharesOf({ c2: 0.05 }), await sharesOf({})]
      return strict.left.every((share) => share <= 0.05) && usual.left.some((share) => share > 0.05)
    },
  },
  'optimizer.toleranceGrad': {
    claim: 'ends the training where no entry of the gradient is larger',
    async holds() {
      const run = await searched({ toleranceGrad: 0.01 }, 200)
      const before = await searched({ toleranceGrad: 0.01 }, run.json.epochs - 2)
      const largest = (one: Trained): number => Math.max(...gradientsOf(one).map(Math.abs))
      return run.json.stoppedBy === 'converged' && largest(run) <= 0.01 && largest(before) > 0.01
    },
  },
}
