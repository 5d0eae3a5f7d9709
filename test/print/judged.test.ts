// Numbers that somebody wrote down, judged as a teacher would: right, rounded, a known mistake, or wrong.
import { describe, expect, it } from 'vitest'
import { judged, written } from '../../src/print/judged.ts'

describe('written', () => {
  it.each([
    ['0.0822', 0.0822, 1e-4, 3],
    ['0,0822', 0.0822, 1e-4, 3],
    ['-12', -12, 1, 2],
    ['−.5', -0.5, 0.1, 1],
    ['3.50e-5', 3.5e-5, 1e-7, 3],
    ['120', 120, 1, 3],
  ])('reads %s', (text, value, unit, digits) => {
    expect(written(text)).toEqual({ value, unit, digits })
  })
  it.each(['', '.', ',', 'x', '1.2.3', '0,1.2', '1e', '--1', '1e999', ' '])('does not read %j', (text) => {
    expect(written(text)).toBeUndefined()
  })
})

describe('judged', () => {
  // The deck's numbers and those of its known mistakes, from the reference beside the slides.
  const mistaken = [
    { mistake: 'too-early', value: 0.29102792390544197 },
    { mistake: 'biases', value: 0.28047144679143016 },
  ]
  const verdict = (text: string) => judged(written(text)!, 0.29102777369359933, mistaken)
  it.each([
    ['0.291027774', { kind: 'right' }],
    ['0,29102777', { kind: 'right' }],
    ['0.29102777369359933', { kind: 'right' }],
    ['0.291', { kind: 'rounded', onTheWay: false }],
    ['0.3', { kind: 'rounded', onTheWay: false }],
    ['0.291027924', { kind: 'mistake', mistake: 'too-early' }],
    ['0,280471447', { kind: 'mistake', mistake: 'biases' }],
    ['0.28047', { kind: 'mistake', mistake: 'biases' }],
    ['0.2911', { kind: 'rounded', onTheWay: true }],
    ['0.4', { kind: 'wrong' }],
    ['-0.291027774', { kind: 'wrong' }],
  ])('%s', (text, expected) => expect(verdict(text)).toEqual(expected))

  it('takes an exact short number as right', () => {
    expect(judged(written('0.3775')!, 0.3775, [])).toEqual({ kind: 'right' })
  })
})
