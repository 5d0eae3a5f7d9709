// A number as it is typed: with a point or a comma, whatever the language of the page.

const TYPED = /^[-−]?(?:\d+[.,]?\d*|[.,]\d+)(?:e[-+]?\d+)?$/i

/** Undefined where the text is no finite number. */
export function typedNumber(text: string): number | undefined {
  const trimmed = text.trim()
  const value = TYPED.test(trimmed) ? Number(trimmed.replace('−', '-').replace(',', '.')) : Number.NaN
  return Number.isFinite(value) ? value : undefined
}
