// LaTeX: every document compiles, hostile text included, and no formula leaves the page.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Document } from '../../src/present/document.ts'
import { renderLatex } from '../../src/render/index.ts'
import { documents, hostile } from './arbitrary.ts'
import { deckBlocks, deckDocument, inNotation } from './deck.ts'

const engines = (['pdflatex', 'xelatex'] as const).map((engine) => ({
  engine,
  found: spawnSync(engine, ['--version']).status === 0,
}))

const many: Document = deckDocument(
  [
    ...deckBlocks,
    ...hostile.flatMap((text) => [
      { kind: 'paragraph' as const, content: [text, { kind: 'code' as const, text }] },
      { kind: 'code' as const, text },
      { kind: 'list' as const, items: [[text]] },
      {
        kind: 'table' as const,
        columns: [{ head: [text], align: 'left' as const }],
        rows: [[{ kind: 'content' as const, content: [text] }]],
      },
    ]),
  ],
  inNotation('delta', 'es'),
)

describe('latex', () => {
  for (const { engine, found } of engines) {
    // Without TeX on the machine there is nothing to compile with; the texts are still checked below.
    it.skipIf(!found)(`compiles with ${engine}${found ? '' : ' (skipped: not on PATH)'}`, () => {
      const log = compiled(engine, renderLatex(many))
      expect(log).toContain('Output written on')
      const overfull = [...log.matchAll(/Overfull \\hbox \(([\d.]+)pt/g)].map(([, points]) => Number(points))
      expect(Math.max(0, ...overfull.filter((points) => points > 20))).toBe(0)
    })
  }

  it.skipIf(!engines[0]!.found)('compiles any document', () => {
    const all = fc.sample(documents, { numRuns: 40, seed: 7 })
    const blocks = all
      .flatMap((document) => document.blocks)
      .filter((block) => block.kind !== 'display' && block.kind !== 'calculation')
    const formulas = all
      .flatMap((document) => document.blocks)
      .filter((block) => block.kind === 'display' || block.kind === 'calculation')
    const context = { ...all[0]!.context }
    expect(compiled('pdflatex', renderLatex(deckDocument([...blocks, ...formulas], context)))).toContain(
      'Output written on',
    )
  })

  it('escapes every character that TeX reads as markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const tex = renderLatex(deckDocument([{ kind: 'paragraph', content: [`x${text}x`] }]))
        const body = tex.slice(tex.indexOf('\\par}'), tex.lastIndexOf('\\end{document}'))
        const commands = body
          .replace(/\\(?:[{}$&#%_,]|par\}|text\w+\{\}|dots\{\}|guillemot\w+\{\})/g, '')
          .replace(/\$[^$]*\$/g, '')
        expect(commands).not.toMatch(/[\\{}$&#%_^~]{2}|[$&#%_^]/)
      }),
    )
  })
})

/** The log of a run in a folder of its own, without write access elsewhere. */
function compiled(engine: string, source: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'paso-tex-'))
  try {
    writeFileSync(join(folder, 'document.tex'), source)
    const run = spawnSync(
      engine,
      ['-interaction=nonstopmode', '-halt-on-error', '-no-shell-escape', 'document.tex'],
      {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, max_print_line: '1000' },
      },
    )
    const log = run.stdout + readFileSync(join(folder, 'document.log'), 'latin1')
    return log.match(/^(?:!|l\.\d|Output written|Overfull).*$/gm)?.join('\n') ?? ''
  } finally {
    rmSync(folder, { recursive: true })
  }
}
