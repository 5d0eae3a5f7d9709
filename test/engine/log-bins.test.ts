// Sizes in bins on a logarithmic axis, against numpy.histogram (scripts/oracle/views.py).
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type LogBins, logBins, logEdges } from '../../src/engine/log-bins.ts'

interface Case extends LogBins {
  readonly name: string
  readonly values: string[]
  readonly to: number
  readonly edges: number[]
}

const numberIn = (text: string): number => Number(text.replace('nan', 'NaN').replace('inf', 'Infinity'))

const { bins }: { readonly bins: Case[] } = JSON.parse(
  readFileSync(new URL('../oracle/views.json', import.meta.url), 'utf8'),
)

describe('logBins', () => {
  it.each(bins)('counts as numpy: $name', ({ name: _, values, to, edges, ...expected }) => {
    const { from, perDecade } = expected
    const numbers = values.map(numberIn)
    expect(logBins([numbers], { from, to, perDecade })).toEqual(expected)
    logEdges(from, to, perDecade).forEach((edge, i) => {
      expect(Math.abs(edge / edges[i]! - 1)).toBeLessThanOrEqual(2 ** -52)
    })
  })
  it('has four bins for each decade from 10^-12 to 10^4', () => {
    const { from, perDecade, counts } = logBins([])
    expect([from, perDecade, counts.length]).toEqual([-12, 4, 64])
  })
})
