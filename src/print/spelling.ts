// Spelling: what a medium must know to write a formula: its numbers, names, signs and shapes.
import type { Name } from './name.ts'

/** How the parts of a formula are written in one medium: Unicode text, TeX, speech. */
export interface Spelling {
  number(value: number, digits: number): string
  name(name: Name): string
  readonly signs: Readonly<Record<Sign, string>>
  /** `tight`: inside a larger formula. The parts come with the parentheses that a fraction on one line needs. */
  fraction(numerator: string, denominator: string, tight: boolean): string
  /** A number such as ½ that stands before parentheses without a sign; undefined where there is no such form. */
  vulgarFraction(numerator: number, denominator: number): string | undefined
  derivative(of: string, by: string): string
  /** `along`: the units that a path passes. */
  path(derivative: string, along: string): string
  power(base: string, exponent: string, simple: boolean): string
  exponential(exponent: string, simple: boolean): string
  parentheses(inner: string): string
  root(of: string, simple: boolean): string
  size(of: string): string
  /** ⟨x⟩ */
  mean(of: string): string
  /** The length of a vector. */
  norm(of: string): string
  /** The largest whole number that is not larger. */
  floor(of: string): string
  /** A function before its argument; `bare`: without parentheses, as in ln a. */
  call(name: string, argument: string, bare: boolean): string
  series(index: string, of: string): string
  matrix(rows: readonly (readonly string[])[]): string
  transpose(of: string): string
  cases(cases: readonly { readonly condition: string; readonly value: string }[], otherwise: string): string
  /** True where a fraction is drawn with a bar, so that its parts need no parentheses. */
  readonly stacked: boolean
}

export type Sign =
  | (
      | 'plus'
      | 'minus'
      | 'negative'
      | 'times'
      | 'juxtaposed'
      | 'hadamard'
      | 'comma'
      | 'semicolon'
      | 'to'
      | 'dots'
      | 'gradient'
    )
  | ('=' | '≈' | '<' | '≤' | '>' | '≥' | '≠')
