// What the screen on which a network is made is made of: cells of a spreadsheet, sizes, choices.
import { describe, expect, it } from 'vitest'
import '../../src/whole.ts'
import { optimizerSpec } from '../../src/core/optimizer.ts'
import { checkSamples } from '../../src/core/samples.ts'
import { step } from '../../src/core/step.ts'
import { loadExample } from '../../src/formats/examples.ts'
import { documentOf, networkFileOf } from '../../src/formats/network-file.ts'
import { activationNames } from '../../src/math/activations.ts'
import { lossNames } from '../../src/math/losses.ts'
import { optimizerNames } from '../../src/math/optimizers.ts'
import {
  withActivation,
  withBiasPolicy,
  withLoss,
  withOptimizer,
  withOption,
} from '../../studio/network/choices.ts'
import { cellsOf, isBlock, pastedInto } from '../../studio/network/pasted.ts'
import { withHiddenLayer, withoutLayer, withSize } from '../../studio/network/reshape.ts'
import { fittingTargets } from '../../studio/network/samples.ts'

describe('cells of a spreadsheet', () => {
  it.each([
    [
      '1\t2\r\n3\t4\r\n',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    ['1\t\t3', [['1', '', '3']]],
    [
      '0,5;1\n2;3',
      [
        ['0,5', '1'],
        ['2', '3'],
      ],
    ],
    [
      '  1  2,5 \n 3 4',
      [
        ['1', '2,5'],
        ['3', '4'],
      ],
    ],
    ['1\r2', [['1'], ['2']]],
    ['7', [['7']]],
  ])('are read: %j', (text, cells) => expect(cellsOf(text)).toEqual(cells))

  it('end with the last that is not empty', () => {
    expect(cellsOf('1\t2\t\t\n3\t\n\t\t\n\n')).toEqual([['1', '2'], ['3']])
    expect(cellsOf('\t\n')).toEqual([])
  })

  it('are many or one', () => {
    expect(['1\t2', '1\n2', '1 2'].map(isBlock)).toEqual([true, true, true])
    expect(['1', '0,5\n', ' -1e-3 '].map(isBlock)).toEqual([false, false, false])
  })

  const size = { rows: 2, columns: 3 }
  const origin = { row: 0, column: 0 }

  it('fill from a cell on, with decimal commas and points, and leave what is empty', () => {
    expect(pastedInto('0,5\t−1\n\t1e-2', { row: 0, column: 1 }, size)).toEqual([
      { row: 0, column: 1, value: 0.5 },
      { row: 0, column: 2, value: -1 },
      { row: 1, column: 2, value: 0.01 },
    ])
  })

  it('lie along a column where they stand in a row', () => {
    expect(pastedInto('1\t2', origin, { rows: 2, columns: 1 })).toEqual([
      { row: 0, column: 0, value: 1 },
      { row: 1, column: 0, value: 2 },
    ])
  })

  it.each([
    ['1\t2\n3\t0,1.2', { kind: 'cell', row: 2, column: 2, text: '0,1.2' }],
    ['1.234,5', { kind: 'cell', row: 1, column: 1, text: '1.234,5' }],
    ['1\tNaN', { kind: 'cell', row: 1, column: 2, text: 'NaN' }],
    ['1e999', { kind: 'cell', row: 1, column: 1, text: '1e999' }],
    ['', { kind: 'empty' }],
    ['\t\n\t', { kind: 'empty' }],
    ['1\t2\t3\t4', { kind: 'too-large', given: { rows: 1, columns: 4 }, room: size }],
    ['1\n2\n3', { kind: 'too-large', given: { rows: 3, columns: 1 }, room: size }],
  ])('are refused: %j', (text, fault) => expect(pastedInto(text, origin, size)).toEqual(fault))
})

/** Whether the lesson is one that a file could hold, and a step takes. */
const isSound = (lesson: Awaited<ReturnType<typeof loadExample>>): boolean => {
  networkFileOf(documentOf(lesson))
  checkSamples(lesson.network, lesson.samples)
  return step(lesson.network, lesson.samples, lesson.optimizer).samples.length > 0
}

describe('sizes', () => {
  it.each(['deck', 'byu', 'xor', 'softmax'] as const)('%s grows and shrinks at each layer', async (name) => {
    const lesson = await loadExample(name)
    for (let at = -1; at < lesson.network.layers.length; at++)
      for (const count of [1, 5]) expect(isSound(withSize(lesson, at, count))).toBe(true)
    const more = withHiddenLayer(lesson)
    expect(isSound(more)).toBe(true)
    const added = lesson.network.layers.length - 1
    expect(withoutLayer(more, added).network.layers.map(({ weights }) => weights)).toEqual(
      lesson.network.layers.map(({ weights }) => weights),
    )
  })

  it('the true class that goes is another one', async () => {
    const lesson = await loadExample('softmax')
    const last = lesson.network.layers.length - 1
    const { samples } = withSize(lesson, last, 2)
    for (const { target } of samples) expect(target[0]! + target[1]!).toBe(1)
  })
})

describe('choices', () => {
  it('any loss after any output activation leaves a pair that is legal, with targets that fit', async () => {
    for (const name of ['deck', 'softmax'] as const) {
      const lesson = await loadExample(name)
      const last = lesson.network.layers.length - 1
      for (const activation of activationNames)
        for (const loss of lossNames) {
          const { lesson: changed } = withLoss(withActivation(lesson, last, activation).lesson, loss)
          expect(isSound(changed)).toBe(true)
          expect(changed.network.loss.name).toBe(loss)
        }
    }
  })

  it('says what else changed', async () => {
    const deck = await loadExample('deck')
    expect(withLoss(deck, 'mse').also).toEqual([])
    expect(withLoss(deck, 'cross-entropy').also).toEqual(['activation'])
    expect(withActivation(deck, 1, 'tanh').also).toEqual([])
    const softmax = await loadExample('softmax')
    expect(withActivation(softmax, softmax.network.layers.length - 1, 'identity').also).toEqual(['loss'])
    const byu = await loadExample('byu')
    const policies = (['fixed', 'shared', 'per-neuron'] as const).map((policy) => withBiasPolicy(byu, policy))
    expect(policies.map(({ lesson }) => lesson.network.biasPolicy)).toEqual(['fixed', 'shared', 'per-neuron'])
    expect(policies.every(({ lesson }) => isSound(lesson))).toBe(true)
  })

  it('targets move as little as they must', () => {
    expect(fittingTargets([0.2, 0.8], 'cross-entropy')).toEqual([0.2, 0.8])
    expect(fittingTargets([3, -1], 'cross-entropy')).toEqual([1, 0])
    expect(fittingTargets([3, -1, 0.5], 'binary-cross-entropy')).toEqual([1, 0, 0.5])
    expect(fittingTargets([3, -1], 'mse')).toEqual([3, -1])
  })

  it('an optimizer keeps its limits where it has any', async () => {
    const deck = await loadExample('deck')
    const limited = { ...deck, optimizer: optimizerSpec('sgd', {}, { clip: { norm: 1 }, maxNorm: 2 }) }
    for (const name of optimizerNames) {
      const { optimizer } = withOptimizer(limited, name)
      expect(optimizer).toEqual(
        name === 'lbfgs' ? optimizerSpec(name) : optimizerSpec(name, {}, { clip: { norm: 1 }, maxNorm: 2 }),
      )
    }
    expect(withOption(limited, 'momentum', 0.5).optimizer.clip).toEqual({ norm: 1 })
    expect(() => withOption(limited, 'momentum', 1)).toThrow()
  })
})
