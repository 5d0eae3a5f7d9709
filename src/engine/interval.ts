// How often a training is kept: after so much time, or after so many epochs.

export type Interval = { readonly seconds: number } | { readonly epochs: number }

/** As it is written: 30s, 5m, 1h, 5e. */
export type IntervalText = `${number}${'s' | 'm' | 'h' | 'e'}`

const seconds = { s: 1, m: 60, h: 3600 } as const

/** Undefined for a text that is none. */
export function intervalOf(text: string): Interval | undefined {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)([smhe])$/.exec(text) ?? []
  const number = Number(digits)
  if (!(number > 0)) return undefined
  if (unit !== 'e') return { seconds: number * seconds[unit as keyof typeof seconds] }
  return Number.isSafeInteger(number) ? { epochs: number } : undefined
}
