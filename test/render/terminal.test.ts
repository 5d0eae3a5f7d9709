// Terminal: the lines of the exemplars, and no line wider than asked.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { num, q } from '../../src/math/expr.ts'
import type { Block } from '../../src/present/document.ts'
import { renderTerminal } from '../../src/render/index.ts'
import { displayWidth } from '../../src/render/lines.ts'
import { documents } from './arbitrary.ts'
import { deckBlocks, deckDocument, inNotation, weight } from './deck.ts'

const text = renderTerminal(deckDocument())

/** Parts of explain-deck-w5.en.txt and explain-deck-w1.en.txt, to the letter. */
const exemplars = [
  `Backpropagation step by step: the weight w5

Network: i1, i2 → h1, h2 → o1, o2. Learning rate: α = 0.5.

Input     Target     Actual output                    Errors
          output
i1   i2   o1   o2    h1      h2      o1      o2       o1      o2       total
────────  ─────────  ───────────────────────────────  ────────────────────────
0.05 0.1  0.01 0.99  0.59327 0.59688 0.75137 0.77293  0.27481 0.023560 0.29837

1. What we want

   ∂E_total/∂w5, the partial derivative of E_total with respect to w5: how much
   the total error changes when w5 changes a little and all else stays put.
`,
  `
     w5 → net_o1 → out_o1 → E_total
`,
  `
     w1 → net_h1 → out_h1 ─┬→ net_o1 → out_o1 → E_o1
                           └→ net_o2 → out_o2 → E_o2
`,
  `
     ∂E_total   ∂E_total   ∂out_o1   ∂net_o1
     ──────── = ──────── · ─────── · ───────
       ∂w5      ∂out_o1    ∂net_o1     ∂w5
                  (1)        (2)       (3)
`,
  `
     ∂E_total/∂out_o1 = 2 · ½ (target_o1 − out_o1)^(2 − 1) · (−1) + 0
                      = −(target_o1 − out_o1)
                      ≈ −(0.01 − 0.751365070)
                      ≈ 0.741365070
`,
  `
     out_o1 = 1 / (1 + e^(−net_o1)) = (1 + e^(−net_o1))^(−1)
`,
  `
     ∂out_o1/∂net_o1 = −(1 + e^(−net_o1))^(−2) · e^(−net_o1) · (−1)
                     = 1/(1 + e^(−net_o1)) · e^(−net_o1)/(1 + e^(−net_o1))
`,
  `
     net_o1 = w5 · out_h1 + w6 · out_h2 + b2 · 1
`,
  `
     δ_h1 = (w5@0 · δ_o1 + w7@0 · δ_o2) · out_h1 · (1 − out_h1)
          ≈ (0.4 · 0.138498562 + 0.5 · (−0.0380982365)) · 0.241300709
          ≈ 0.00877135469
`,
  `
     ∂net_h1/∂w1 = i1 = 0.05
`,
  `
     E_total with w5 = 0.40001              0.298371930429797
     slope: the difference, divided by 2h   0.0821670406
     relative difference                    1·10⁻¹¹  ✓ (limit: 10⁻⁷)
`,
  `
     w5' = w5 − α · ∂E_total/∂w5
         ≈ 0.4 − 0.5 · 0.0821670406
         ≈ 0.358916480
`,
]

describe('terminal', () => {
  it.each(exemplars)('prints%s', (part) => expect(text).toContain(part))

  it('prints a decimal comma in Spanish', () => {
    const spanish = renderTerminal(deckDocument(deckBlocks, inNotation('deck', 'es')))
    expect(spanish).toContain('          ≈ (0,4 · 0,138498562 + 0,5 · (−0,0380982365)) · 0,241300709\n')
    expect(spanish).toContain(
      '0,05 0,1  0,01 0,99  0,59327 0,59688 0,75137 0,77293  0,27481 0,023560 0,29837\n',
    )
  })

  it('aligns a long sum as explain-large.en.txt does', () => {
    const x = (unit: number) => q({ kind: 'activation', layer: -1, unit, sample: 0 })
    const block: Block = {
      kind: 'long-sum',
      terms: [
        {
          symbols: { kind: 'product', factors: [q(weight(1, 0, 25)), x(25)] },
          numbers: { kind: 'product', factors: [num(0.1821261), num(1.035951)] },
          value: 0.1886744,
        },
        {
          symbols: { kind: 'product', factors: [q(weight(1, 0, 8)), x(8)] },
          numbers: { kind: 'product', factors: [num(-0.2077491), num(0.7185641)] },
          value: -0.1492811,
        },
      ],
      rest: { content: ['and 125 more terms that add up to'], value: -0.1649151 },
      total: { content: ['all 128 terms'], value: -0.2457641 },
    }
    const context = {
      ...inNotation('delta'),
      digits: 6,
      shape: { inputs: 784, units: [128, 10], oneBiasPerLayer: false, samples: 1 },
    }
    expect(
      renderTerminal(deckDocument([block], context))
        .split('\n')
        .slice(2),
    ).toEqual([
      '  w_1,26^(2) · x_26  ≈ 0.182126 · 1.03595      ≈  0.188674',
      '  w_1,9^(2) · x_9    ≈ (−0.207749) · 0.718564  ≈ −0.149281',
      '  and 125 more terms that add up to            ≈ −0.164915',
      '  all 128 terms                                ≈ −0.245764',
      '',
    ])
  })

  it('folds a table between groups and repeats what names its rows', () => {
    const group = (title: string, from: number) =>
      [0, 1, 2, 3].map((i) => ({
        head: [`c${from + i}`],
        align: 'right' as const,
        ...(i === 0 && { group: [title] }),
      }))
    const columns = [{ head: ['Row'], align: 'left' as const }, ...group('First', 0), ...group('Second', 4)]
    const row = columns.map((_, j) => ({ kind: 'number' as const, value: j + 1 / 3 }))
    const lines = renderTerminal(deckDocument([{ kind: 'table', columns, rows: [row] }]), { width: 46 })
      .split('\n')
      .slice(2)
    expect(lines).toEqual([
      '         First',
      'Row      c0     c1     c2     c3',
      '───────  ───────────────────────────',
      '0.33333  1.3333 2.3333 3.3333 4.3333',
      '',
      '         Second',
      'Row      c4     c5     c6     c7',
      '───────  ───────────────────────────',
      '0.33333  5.3333 6.3333 7.3333 8.3333',
      '',
    ])
  })

  it('gives a group the room of its title', () => {
    const columns = [
      { head: ['o1'], align: 'right' as const, group: ['Actual output'] },
      { head: ['total'], align: 'right' as const, group: ['Errors'] },
    ]
    const rows = [columns.map(() => ({ kind: 'pending' as const }))]
    const lines = renderTerminal(deckDocument([{ kind: 'table', columns, rows }]))
      .split('\n')
      .slice(2)
    expect(lines).toEqual([
      'Actual  Errors',
      'output',
      'o1      total',
      '──────  ──────',
      '     —       —',
      '',
    ])
  })

  it('sets matrices in two dimensions', () => {
    const column = (...values: number[]) => ({
      kind: 'matrix' as const,
      rows: values.map((value) => [num(value)]),
    })
    const weights = {
      kind: 'matrix' as const,
      rows: [
        [num(0.4), num(0.45)],
        [num(0.5), num(-0.55)],
      ],
    }
    const transposed = { kind: 'operator' as const, operator: 'transpose' as const, of: [weights] }
    const back = {
      kind: 'operator' as const,
      operator: 'matrix-product' as const,
      of: [transposed, column(0.1, 0.2)],
    }
    const line = { kind: 'operator' as const, operator: 'hadamard' as const, of: [back, column(0.25, 0.2)] }
    const left = q({ kind: 'array', symbol: 'deltas', layer: 0, sample: 0, version: 0 })
    const block: Block = { kind: 'calculation', left: [left], lines: [line, column(1, 2)] }
    expect(
      renderTerminal(deckDocument([block]))
        .split('\n')
        .slice(2),
    ).toEqual([
      '  δ^(1) = ⎛⎛0.4   0.45⎞ᵀ ⎛0.1⎞⎞ ⊙ ⎛0.25⎞',
      '          ⎝⎝0.5  −0.55⎠  ⎝0.2⎠⎠   ⎝ 0.2⎠',
      '        = ⎛1⎞',
      '          ⎝2⎠',
      '',
    ])
  })

  it('is never wider than asked', () => {
    fc.assert(
      fc.property(documents, fc.integer({ min: 40, max: 120 }), fc.boolean(), (document, width, color) => {
        const lines = renderTerminal(document, { width, color }).split('\n')
        expect(lines.filter((line) => displayWidth(line) > width)).toEqual([])
        expect(lines.filter((line) => line !== line.trimEnd())).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  it('colours only when asked', () => {
    expect(text).not.toContain('\u001b')
    const coloured = renderTerminal(deckDocument(), { color: true })
    expect(coloured).toContain('\u001b[1m')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what a colour begins with
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(text)
  })

  it.each([
    ['m\u0302_1', 3],
    ['日本', 4],
    ['−½·', 3],
    ['\u001b[1mab\u001b[22m', 2],
  ])('counts %s as %d columns', (string, width) => expect(displayWidth(string)).toBe(width))
})
