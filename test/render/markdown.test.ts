// Markdown: the forms of the exemplars, and what GitHub, Jupyter and KaTeX ask of formulas, for any document.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderMarkdown } from '../../src/render/index.ts'
import { documents } from './arbitrary.ts'
import { deckBlocks, deckDocument, fullRow, inNotation, table } from './deck.ts'
import { broken } from './markdown-faults.ts'

const spanish = renderMarkdown(deckDocument(deckBlocks, inNotation('deck', 'es')))

/** Parts of explain-deck-all.es.md, to the letter. */
const exemplars = [
  `
| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| $i_1$ | $i_2$ | $o_1$ | $o_2$ | $h_1$ | $h_2$ | $o_1$ | $o_2$ | $o_1$ | $o_2$ | total |
| 0,05 | 0,1 | 0,01 | 0,99 | 0,59327 | 0,59688 | 0,75137 | 0,77293 | 0,27481 | 0,023560 | 0,29837 |
`,
  String.raw`
$$
\begin{aligned}
\frac{\partial E_{\mathrm{total}}}{\partial \mathrm{out}_{o1}} &= 2 \cdot \frac{1}{2} (\mathrm{target}_{o1} - \mathrm{out}_{o1})^{2 - 1} \cdot (-1) + 0 \\
&= -(\mathrm{target}_{o1} - \mathrm{out}_{o1}) \\
&\approx -(0{,}01 - 0{,}751365070) \\
&\approx 0{,}741365070
\end{aligned}
$$
`,
  String.raw`
$$
\begin{aligned}
\frac{\partial \mathrm{out}_{o1}}{\partial \mathrm{net}_{o1}} &= -(1 + e^{-\mathrm{net}_{o1}})^{-2} \cdot e^{-\mathrm{net}_{o1}} \cdot (-1) \\
&= \frac{1}{1 + e^{-\mathrm{net}_{o1}}} \cdot \frac{e^{-\mathrm{net}_{o1}}}{1 + e^{-\mathrm{net}_{o1}}}
\end{aligned}
$$
`,
  String.raw`
$$
\begin{aligned}
\delta_{h1} &= (w_5^{@0} \cdot \delta_{o1} + w_7^{@0} \cdot \delta_{o2}) \cdot \mathrm{out}_{h1} \cdot (1 - \mathrm{out}_{h1}) \\
&\approx (0{,}4 \cdot 0{,}138498562 + 0{,}5 \cdot (-0{,}0380982365)) \cdot 0{,}241300709 \\
&\approx 0{,}00877135469
\end{aligned}
$$
`,
  String.raw`
$$
\frac{\partial \mathrm{net}_{h1}}{\partial w_1} = i_1 = 0{,}05
$$
`,
  String.raw`
$$
\begin{aligned}
w_5' &= w_5 - \alpha \cdot \frac{\partial E_{\mathrm{total}}}{\partial w_5} \\
&\approx 0{,}4 - 0{,}5 \cdot 0{,}0821670406 \\
&\approx 0{,}358916480
\end{aligned}
$$
`,
]

describe('markdown', () => {
  it.each(exemplars)('prints%s', (part) => expect(spanish).toContain(part))

  it('marks what is not yet computed with a dash', () => {
    const row = fullRow.map((cell, j) => (j < 4 ? cell : ({ kind: 'pending' } as const)))
    const markdown = renderMarkdown(deckDocument([table([row])], inNotation('deck', 'es')))
    expect(markdown).toContain('| 0,05 | 0,1 | 0,01 | 0,99 | — | — | — | — | — | — | — |\n')
    expect(markdown).toContain('\n| Input | | Target output | | Actual output | | | | Errors | | |\n')
  })

  it('keeps the rules for formulas in any document', () => {
    fc.assert(
      fc.property(documents, (document) => {
        expect(broken(renderMarkdown(document))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  // The check itself must find faults: each of these breaks one rule.
  it.each([
    'a$x$',
    '$$ x',
    '$$\nx\n$$\ntext',
    '$a \\, b$',
    '$$\n= x\n$$',
    '$$\na \\\\ b\n$$',
    '$\\frac{1}$',
    '$0,5$x',
    '<b>',
  ])('finds the fault in %j', (text) => expect(broken(`${text}\n`)).not.toEqual([]))
})
