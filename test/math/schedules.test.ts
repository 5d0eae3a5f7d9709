// Schedules: the line that people read gives the rate that the code computes, to the bit; and the rates of PyTorch and scikit-learn.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scheduleSpec } from '../../src/core/index.ts'
import { evaluate } from '../../src/math/evaluate.ts'
import { contains } from '../../src/math/interval.ts'
import { keyOf } from '../../src/math/quantity.ts'
import { type ScheduleName, scheduleNames } from '../../src/math/schedule-names.ts'
import {
  type ScheduleSpec,
  scheduledRate,
  scheduleOf,
  scheduleOptionNames,
} from '../../src/math/schedules.ts'
import { scheduleLine, toldSchedule } from '../../src/math/told.ts'

interface Case {
  readonly name: ScheduleName
  readonly options: Readonly<Record<string, number>>
  readonly warmup: number
  /** Of step 1, 2, ... */
  readonly rates: number[]
}

const oracle: { readonly learningRate: number; readonly cases: Case[] } = JSON.parse(
  readFileSync(new URL('../oracle/schedules.json', import.meta.url), 'utf8'),
)

/** PyTorch goes from each rate to the next, and so adds up roundings; ours are computed afresh. */
const TOLERANCE = 2e-14

describe('the rates of PyTorch and scikit-learn', () => {
  it.each(oracle.cases)('$name $options, warm-up $warmup', ({ rates, ...choice }) => {
    const spec = scheduleSpec(choice, oracle.learningRate)
    rates.forEach((expected, i) => {
      const ours = scheduledRate(spec, oracle.learningRate, i + 1, 1)
      expect(Math.abs(ours - expected)).toBeLessThanOrEqual(TOLERANCE * oracle.learningRate)
    })
  })
})

/** The rate by its line alone. */
function byLine(spec: ScheduleSpec, learningRate: number, time: number, factor: number): number {
  const known = new Map<string, number>([
    ['learning-rate', learningRate],
    ['rate-factor', factor],
    ['warmup', spec.warmup],
    ['$t', time],
  ])
  for (const [symbol, option] of Object.entries(scheduleOptionNames)) {
    if (option in spec.options) known.set(symbol, spec.options[option]!)
  }
  return evaluate(scheduleLine(spec, time).formula, (quantity) => {
    const found = known.get(keyOf(quantity))
    if (found === undefined) throw new Error(`${spec.name} uses ${keyOf(quantity)}, which nothing gives`)
    return found
  })
}

const options = fc.record({
  steps: fc.integer({ min: 1, max: 40 }),
  warmup: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 10 })),
  share: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
  lowest: fc.oneof(fc.constant(0), fc.double({ min: 1e-9, max: 1e-3, noNaN: true })),
  rate: fc.double({ min: 1e-3, max: 10, noNaN: true }),
  factor: fc.double({ min: 1e-3, max: 1, noNaN: true }),
})

describe.each(scheduleNames)('%s', (name) => {
  const specOf = ({
    steps,
    share,
    lowest,
    warmup,
    rate,
  }: typeof options extends fc.Arbitrary<infer T> ? T : never) => {
    const all = {
      steps,
      factor: share,
      lowest,
      rise: share,
      first: share,
      last: share / 100,
      power: 2 * share,
    }
    const known = scheduleOf(name).options
    const given = Object.fromEntries(Object.entries(all).filter(([key]) => key in known))
    return scheduleSpec({ name, options: given, warmup }, rate)
  }

  it('computes its line to the bit, in each of its steps and after them', () => {
    fc.assert(
      fc.property(options, (drawn) => {
        const spec = specOf(drawn)
        for (let time = 1; time <= drawn.steps + drawn.warmup + 3; time++) {
          const ours = scheduledRate(spec, drawn.rate, time, drawn.factor)
          expect(byLine(spec, drawn.rate, time, drawn.factor)).toBe(ours)
          expect(Number.isFinite(ours)).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('never asks for more than the learning rate, and warms up in equal steps', () => {
    fc.assert(
      fc.property(options, (drawn) => {
        const spec = specOf(drawn)
        const rateAt = (time: number) => scheduledRate(spec, drawn.rate, time, 1)
        const last = rateAt(spec.warmup)
        for (let time = 1; time <= drawn.steps + drawn.warmup + 3; time++) {
          expect(rateAt(time)).toBeLessThanOrEqual(drawn.rate * (1 + 1e-15))
          if (time <= spec.warmup) expect(rateAt(time)).toBeCloseTo((last * time) / spec.warmup, 12)
        }
        // A cycle too short to have a rise begins somewhere on its way down.
        const hasRise = name !== 'one-cycle' || spec.options.rise! * drawn.steps > 1
        if (spec.warmup > 0 && hasRise) expect(rateAt(spec.warmup + 1)).toBeCloseTo(last, 12)
      }),
      { numRuns: 60 },
    )
  })

  it('has defaults that lie in their domains', () => {
    expect(scheduleOf(name).name).toBe(name)
    for (const { default: value, domain } of Object.values(scheduleOf(name).options)) {
      if (value !== undefined) expect(contains(domain, value)).toBe(true)
    }
  })
})

it('does not know other names', () => {
  expect(() => scheduleOf('linear')).toThrow(TypeError)
  expect(() => toldSchedule('linear')).toThrow(TypeError)
})
