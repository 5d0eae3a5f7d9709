// Elements: a drawing as a tree of plain data, from which a page makes nodes and a file makes text.
import type { Name } from '../print/name.ts'
import { SMALL, textWidth } from './glyphs.ts'

export interface SceneElement {
  readonly tag: string
  readonly attributes: Readonly<Record<string, string | number>>
  readonly children: readonly (SceneElement | string)[]
  /** Tells it from its siblings when the scene changes. */
  readonly key?: string
}

type Child = SceneElement | string | undefined | readonly (SceneElement | string | undefined)[]

/** An element; children that are undefined are left out, lists are laid flat. */
export function el(
  tag: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  ...children: readonly Child[]
): SceneElement {
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined && value !== '')
  const known = given.map(
    ([name, value]) => [name, typeof value === 'number' ? round(value) : value!] as const,
  )
  const kept = children.flat().filter((child) => child !== undefined)
  return { tag, attributes: Object.fromEntries(known), children: kept as (SceneElement | string)[] }
}

export const keyed = (key: string, element: SceneElement): SceneElement => ({ ...element, key })

/** Coordinates to a tenth of a pixel. */
export const round = (coordinate: number): number => Math.round(coordinate * 10) / 10

/** Class names, those that apply. */
export const classes = (...names: readonly (string | false | undefined)[]): string =>
  names.filter(Boolean).join(' ')

export type Anchor = 'start' | 'middle' | 'end'

/** One line of text; y is the middle of its digits. */
export function text(
  className: string,
  at: { readonly x: number; readonly y: number },
  size: number,
  anchor: Anchor,
  ...children: readonly Child[]
): SceneElement {
  const attributes = {
    class: className,
    x: at.x,
    y: at.y + size * BASELINE,
    'font-size': size,
    'text-anchor': anchor === 'start' ? undefined : anchor,
  }
  return el('text', attributes, ...children)
}

/** A number, or the em dash of what is not yet computed. */
export const numberText = (
  className: string,
  at: { readonly x: number; readonly y: number },
  size: number,
  anchor: Anchor,
  told: string,
): SceneElement =>
  text(classes(className, told === '—' && 'pending'), at, size, anchor, numberSpans(told, size))

/** From the middle of a digit to its foot, in em. */
const BASELINE = 0.335

const accents = { hat: '\u0302', bar: '\u0304', tilde: '\u0303', check: '\u030c' } as const

/** A name as spans: base in italics, subscript below, layer above it, mark after it. */
export function nameSpans(name: Name, size: number): SceneElement[] {
  const small = round(size * SMALL)
  const drop = size * 0.2
  const rise = size * 0.36
  const accented = name.accent ? name.base[0] + accents[name.accent] + name.base.slice(1) : name.base
  const spans = [el('tspan', { class: name.upright && name.base.length > 1 ? 'num' : 'sym' }, accented)]
  let level = 0
  if (name.subscript !== undefined) {
    spans.push(el('tspan', { class: 'num', dy: drop, 'font-size': small }, name.subscript))
    level = drop
  }
  if (name.layer !== undefined) {
    const back = name.subscript === undefined ? 0 : -textWidth(name.subscript, small)
    spans.push(
      el('tspan', { class: 'num', dx: back, dy: -rise - level, 'font-size': small }, `(${name.layer})`),
    )
    level = -rise
  }
  if (name.mark !== undefined) {
    spans.push(el('tspan', { class: 'mark', dx: 2, dy: -level, 'font-size': 12 }, name.mark))
    level = 0
  }
  // Back on the line, for what follows in the same text.
  if (level !== 0) spans.push(el('tspan', { dy: -level }, '\u200b'))
  return spans
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** A number as it is printed, its exponent as raised small digits. */
export function numberSpans(told: string, size: number): (SceneElement | string)[] {
  const [, base, exponent] = /^(.*?)([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/.exec(told) ?? []
  if (base === undefined || exponent === undefined) return [told]
  const plain = [...exponent].map((c) => (c === '⁻' ? '−' : String(superscripts.indexOf(c)))).join('')
  const raised = el('tspan', { dy: -size * 0.36, 'font-size': round(size * SMALL) }, plain)
  // The formula face has this dot.
  return [base.replace('·', '\u22c5'), raised]
}
