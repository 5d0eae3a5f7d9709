// Formulas and running text with formulas in it, set by the page's own style, with the spoken text beside them.
import type { ComponentChildren } from 'preact'
import type { Formula as FormulaData } from '../../src/math/formula.ts'
import type { Content, Inline } from '../../src/present/document.ts'
import { formulaMarkup } from '../../src/print/markup.ts'
import { formatNumber } from '../../src/print/numbers.ts'
import { spokenFormula } from '../../src/print/speech.ts'
import { context, locale } from '../model/page.ts'

interface FormulaProps {
  readonly of: FormulaData
  /** Of its numbers; those of the page where nothing is said. */
  readonly digits?: number
  readonly class?: string
}

/** A formula as people read it. Its markup is spans of our own, and the speller escapes every text in them. */
export function Formula({ of, digits, ...rest }: FormulaProps) {
  const shown = digits === undefined ? context.value : { ...context.value, digits }
  const markup = { __html: formulaMarkup(of, shown) }
  return (
    <span role="math" aria-label={spokenFormula(of, shown)} {...rest}>
      <span class="m" aria-hidden="true" dangerouslySetInnerHTML={markup} />
    </span>
  )
}

export function Text({ of }: { readonly of: Content }): ComponentChildren {
  return of.map((part, i) => <Part key={i} of={part} />)
}

function Part({ of }: { readonly of: Inline }): ComponentChildren {
  if (typeof of === 'string') return of
  switch (of.kind) {
    case 'math':
      return <Formula of={of.math} />
    case 'strong':
      return (
        <strong>
          <Text of={of.content} />
        </strong>
      )
    case 'code':
      return <code>{of.text}</code>
  }
}

/** A number rounded to so many digits, as every number of the page is printed. */
export const numberText = (value: number, digits: number): string =>
  formatNumber(value, { digits, locale: locale.value })

/** Printed; a click shows the whole double. */
export function Value({ of, digits }: { readonly of: number; readonly digits: number }) {
  return (
    <span class="value" data-double={of} title={String(of)}>
      {numberText(of, digits)}
    </span>
  )
}
