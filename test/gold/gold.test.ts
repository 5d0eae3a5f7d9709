// Core against PyTorch 1.13.1 (float64) on 168 cases: every array at a scaled error of 1e-12.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BAR, type GoldCase, readCase, runCase } from './run-case.ts'

const folder = join(import.meta.dirname, '../oracle/gold')
const files = readdirSync(folder).filter((file) => file.endsWith('.json') && file !== 'index.json')
const cases = files.map((file) => readCase(readFileSync(join(folder, file), 'utf8')))
const ordinary = cases.filter((gold) => !gold.pytorchSpecific)

const tooFar = (gold: GoldCase) => runCase(gold).filter(({ error }) => !(error <= BAR))

describe('gold cases', () => {
  it('are all there', () => {
    expect(cases).toHaveLength(168)
  })

  it.each(ordinary.map((gold) => [gold.id, gold] as const))('%s', (_, gold) => {
    expect(tooFar(gold)).toEqual([])
  })
})

describe('cases that follow a choice of PyTorch’s', () => {
  const specific = (id: string) => cases.find((gold) => gold.id === id && gold.pytorchSpecific)!

  it('takes the true softplus where PyTorch takes z itself, above 20: not 2.1e-9 away', () => {
    const errors = runCase(specific('g-edge-softplus-threshold')).map(({ error }) => error)
    expect(Math.max(...errors)).toBeGreaterThan(BAR)
    expect(Math.max(...errors)).toBeLessThan(2.1e-9)
  })

  it('lets ln 0 be infinite where PyTorch stops at -100, and keeps a - y where PyTorch divides by 1e-12', () => {
    const comparisons = runCase(specific('g-edge-bce-clamp'))
    const far = comparisons.filter(({ error }) => !(error <= BAR))
    expect(new Set(comparisons.filter((c) => !far.includes(c)).map(({ kind }) => kind))).toContain('a')
    expect(far.find(({ name }) => name === 'full.loss')!.error).toBe(Infinity)
    expect(far.every(({ kind }) => kind !== 'z' && kind !== 'a')).toBe(true)
  })
})

describe('the runner', () => {
  const [first] = ordinary as [GoldCase, ...GoldCase[]]

  it.each([
    ['dz', (gold: GoldCase) => ({ full: { ...gold.full, dz: doubled(gold.full.dz) } })],
    ['finalLoss', (gold: GoldCase) => ({ finalLoss: gold.finalLoss * (1 + 1e-11) })],
  ])('tells a wrong %s', (kind, spoil) => {
    expect(tooFar({ ...first, ...spoil(first) }).map((c) => c.kind)).toContain(kind)
  })

  it.each([
    ['{', /JSON/],
    ['{"format":"paso-gold-2"}', /format is "paso-gold-2"/],
    ['{"format":"paso-gold-1","id":"x"}', /without net, init/],
  ])('refuses %s', (text, message) => {
    expect(() => readCase(text)).toThrow(message)
  })

  it('refuses a case whose arrays do not fit', () => {
    expect(() => runCase({ ...first, full: { ...first.full, dx: [[0]] } })).toThrow(/full.dx has the shape/)
  })
})

function doubled(arrays: GoldCase['full']['dz']): GoldCase['full']['dz'] {
  return arrays.map((rows) => rows.map((row) => row.map((value) => 2 * value)))
}
