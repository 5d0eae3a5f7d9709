// How wide a formula is set, about, in characters: enough to know where a line must break.

/** The width of TeX: fractions as wide as their wider part, indices two thirds of their size. */
export function texWidth(tex: string): number {
  return groupWidth(tex, 0).width
}

const INDEX_SIZE = 2 / 3
const wideCommands = new Set(['cdot', 'approx', 'to', 'lt', 'gt', 'le', 'ge', 'ne', 'odot'])
const widths: Readonly<Record<string, number>> = {
  quad: 2,
  qquad: 4,
  tanh: 4,
  ln: 2.5,
  max: 3,
  sqrt: 1.5,
  dots: 2,
  sum: 2,
}
const weightless = new Set([
  'mathrm',
  'left',
  'right',
  'text',
  'begin',
  'end',
  'underbrace',
  'hat',
  'bar',
  'tilde',
])

/** Adds up from `start` to the closing brace or the end. */
function groupWidth(tex: string, start: number): { readonly width: number; readonly end: number } {
  let width = 0
  let i = start
  while (i < tex.length && tex[i] !== '}') {
    const item = itemWidth(tex, i)
    width += item.width
    i = item.end
  }
  return { width, end: i + 1 }
}

function itemWidth(tex: string, i: number): { readonly width: number; readonly end: number } {
  const character = tex[i]!
  if (character === '{') return groupWidth(tex, i + 1)
  if (character === '_' || character === '^') {
    const index = itemWidth(tex, i + 1)
    return { width: index.width * INDEX_SIZE, end: index.end }
  }
  if (character !== '\\')
    return { width: character === ' ' || character === '\n' ? 0 : isSign(character) ? 2.5 : 1, end: i + 1 }
  const name = /^[a-zA-Z]+/.exec(tex.slice(i + 1))?.[0] ?? tex[i + 1] ?? ''
  const end = i + 1 + name.length
  if (name === 'frac') {
    const numerator = itemWidth(tex, end)
    const denominator = itemWidth(tex, numerator.end)
    return { width: Math.max(numerator.width, denominator.width) + 0.5, end: denominator.end }
  }
  if (weightless.has(name)) return { width: 0, end }
  return { width: widths[name] ?? (wideCommands.has(name) ? 2.5 : 1), end }
}

const isSign = (character: string): boolean => '=+'.includes(character)
