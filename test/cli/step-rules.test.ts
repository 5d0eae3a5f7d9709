// explain and check with penalties, smoothing, limits and schedules: from a network file, and from the command line.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { paso, temporaryFolder } from './run-cli.ts'

const folder = temporaryFolder()
const path = join(folder, 'rules.json')
writeFileSync(
  path,
  JSON.stringify({
    format: 'paso-network/1',
    inputs: 2,
    layers: [
      {
        activation: 'tanh',
        weights: [
          [0.15, 0.2],
          [0.25, 0.3],
        ],
        biases: [0.35, 0.35],
      },
      {
        activation: 'softmax',
        weights: [
          [0.4, 0.45],
          [0.5, 0.55],
          [0.1, -0.2],
        ],
        biases: [0.6, 0.6, 0],
      },
    ],
    ...{ loss: 'cross-entropy', l1: 0.01, l2: 0.1, labelSmoothing: 0.1 },
    ...{ optimizer: { name: 'sgd', momentum: 0.9 }, learningRate: 0.5 },
    ...{ clipValue: 0.2, clipNorm: 0.3, maxNorm: 0.8 },
    schedule: { name: 'cosine', steps: 10, warmup: 2 },
    samples: [
      { input: [0.05, 0.1], target: [0, 1, 0], weight: 2 },
      { input: [0.5, -1], target: [0, 0, 1] },
    ],
  }),
)

const told = async (...words: string[]) => (await paso(['explain', path, ...words])).stdout
const json = async (...words: string[]) => JSON.parse((await paso([...words, '--json'])).stdout)

describe('a network file with rules of a step', () => {
  it('is checked against differences, with its penalties, smoothing and weights in the loss', async () => {
    const whole = await json('check', path)
    expect(whole.passed).toBe(true)
    expect(whole.worstRelativeError).toBeLessThan(1e-7)
    // The penalty's slope is told apart: λ_1 · sign(w) + λ_2 · w.
    const without = await json('check', path, '--l1', '0', '--l2', '0')
    const added = (name: string) => {
      const of = (report: typeof whole) =>
        report.parameters.find((one: { name: string }) => one.name === name).analytic
      return of(whole) - of(without)
    }
    expect(added('w5')).toBeCloseTo(0.01 + 0.1 * 0.4, 15)
    expect(added('w10')).toBeCloseTo(-0.01 - 0.1 * 0.2, 15)
    expect(added('b_h1')).toBe(0)
  })

  it('is told with each of them', async () => {
    const { network, optimizer, samples, parameters } = await json('explain', path, '--parameter', 'w5')
    expect(network.loss).toMatchObject({ l1: 0.01, l2: 0.1, labelSmoothing: 0.1 })
    expect(optimizer).toMatchObject({
      clip: { value: 0.2, norm: 0.3 },
      maxNorm: 0.8,
      schedule: { warmup: 2 },
    })
    expect(samples[0].weight).toBe(2)
    expect(parameters[0].relativeError).toBeLessThan(1e-7)
  })

  it.each([
    ['en', ['soft_o1 = (1 − ε_y) · target_o1 + ε_y/3', 'R_1, all 10 terms', 'c_v = 0.2', 'θ_1 = c_g/‖g_1‖']],
    [
      'es',
      ['soft_o1 = (1 − ε_y) · target_o1 + ε_y/3', 'R_1, los 10 términos', 'c_v = 0,2', 'θ_1 = c_g/‖g_1‖'],
    ],
  ] as const)('says what each does, in %s', async (language, expected) => {
    for (const rows of ['1', '1,2']) {
      const text = await told('--parameter', 'w5', '--rows', rows, '--lang', language)
      for (const part of expected) expect(text).toContain(part)
    }
    for (const format of ['markdown', 'latex', 'html']) {
      const text = await told('--parameter', 'w1', '--format', format, '--lang', language)
      expect(text).toContain(language === 'en' ? 'Large weights cost something' : 'Los pesos grandes cuestan')
      expect(text.replace(/<style.*?<\/style>/gs, '')).not.toMatch(/undefined|NaN|\[U\+/)
    }
  })

  it('has the rate of its schedule in each step', async () => {
    const rate = async (step: number) => {
      const text = await told('--parameter', 'w5', '--rows', '1', '--step', String(step), '--detail', 'short')
      const lines = text.slice(text.indexOf(`α_${step + 1} = `)).split('\n')
      return Number(/[\d.]+$/.exec(lines[2]!)![0])
    }
    expect(await rate(0)).toBe(0.25)
    expect(await rate(1)).toBe(0.5)
    // 5 of 10 steps along the wave.
    expect(await rate(7)).toBe(0.25)
    const over = await told('--parameter', 'w5', '--rows', '1', '--step', '12', '--detail', 'short')
    expect(over).toMatch(/α_13 = α_min\s+= 0$/m)
  })
})

describe('the options of explain', () => {
  const deck = async (...words: string[]) => json('explain', 'deck', '--parameter', 'w5', ...words)

  it('stand in place of what the file says, and leave the rest', async () => {
    const { network, optimizer } = await json(
      'explain',
      path,
      '--l2',
      '0',
      '--clip-norm',
      '1',
      '--momentum',
      '0.5',
    )
    expect(network.loss).toMatchObject({ l1: 0.01, l2: 0, labelSmoothing: 0.1 })
    expect(optimizer).toMatchObject({
      clip: { value: 0.2, norm: 1 },
      maxNorm: 0.8,
      options: { momentum: 0.5 },
    })
    const other = await json('explain', path, '--optimizer', 'adam')
    expect(other.optimizer).toMatchObject({ name: 'adam', maxNorm: 0.8, schedule: { name: 'cosine' } })
  })

  it('change the step as they say', async () => {
    const [plain, decayed, nesterov, warm] = await Promise.all([
      deck(),
      deck('--weight-decay', '0.1', '--decoupled'),
      deck('--momentum', '0.5', '--nesterov'),
      deck('--warmup', '4'),
    ])
    const moved = (of: typeof plain): number => of.parameters[0].after - of.parameters[0].before
    expect(moved(decayed) - moved(plain)).toBeCloseTo(-0.5 * 0.1 * 0.4, 15)
    expect(moved(nesterov) / moved(plain)).toBeCloseTo(1.5, 14)
    expect(moved(warm) / moved(plain)).toBeCloseTo(0.25, 14)
  })

  it('are checked too', async () => {
    expect(
      (await json('check', 'softmax', '--l1', '0.1', '--l2', '0.2', '--label-smoothing', '0.3')).passed,
    ).toBe(true)
    expect((await paso(['check', 'deck', '--clip-norm', '1'])).code).toBe(2)
  })
})
