// The report of a gradient check as a document: every parameter, or the worst ones of a large network.
import type { GradientCheck, GradientReport } from '../core/gradient-check.ts'
import { versioned } from '../derive/names.ts'
import type { Language } from '../errors.ts'
import { q } from '../math/expr.ts'
import type { Block, Cell, Context, Document } from './document.ts'
import { say } from './document.ts'
import { proseOf } from './prose/index.ts'
import { content, MOST_ROWS, numberCell } from './sections/parameter-table.ts'
import { heading, paragraph } from './story.ts'

/** Rows shown of a large network. */
const WORST = 20

export function checkDocument(
  report: GradientReport,
  title: string,
  context: Context,
  language: Language,
): Document {
  const words = proseOf(language, context.notation)
  const all = report.parameters
  const shown =
    all.length > MOST_ROWS ? all.toSorted((a, b) => b.scaledError - a.scaledError).slice(0, WORST) : all
  const failed = all.filter(({ status }) => status === 'failed').length
  const kinks = all.filter(({ status }) => status === 'kink').length
  const blocks: Block[] = [
    heading(1, words.check.title(title)),
    paragraph(words.check.idea(all[0]?.h ?? 1e-5)),
    {
      kind: 'table',
      columns: [
        { head: words.column.parameter, align: 'left' },
        { head: words.check.chainRule, align: 'right' },
        { head: words.column.numeric, align: 'right' },
        { head: words.column.difference, align: 'right' },
        { head: [], align: 'left' },
      ],
      rows: shown.map((check) => row(check, context)),
    },
    ...(shown.length < all.length ? [paragraph(words.check.worstOf(shown.length, all.length))] : []),
    paragraph(words.check.verdict(all.length, failed, report.worstRelativeError)),
    ...(kinks > 0 ? [paragraph(words.check.kinks(kinks))] : []),
  ]
  return { title, language, context, blocks }
}

function row(check: GradientCheck, context: Context): Cell[] {
  const mark = check.status === 'passed' ? '✓' : check.status === 'failed' ? '✗' : '·'
  return [
    content(say`${q(versioned(check.parameter, 0))}`),
    numberCell(check.analytic, context.digits),
    numberCell(check.numeric, context.digits),
    numberCell(check.relativeError, 1),
    content([mark]),
  ]
}
