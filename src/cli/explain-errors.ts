// What explain refuses: a parameter that the network does not have, and a network too large to tell whole.
import { PasoError } from '../errors.ts'
import type { Shape } from '../math/formula.ts'
import type { ParameterRef } from '../math/quantity.ts'
import { usualNotation } from '../present/usual.ts'
import { parameterNames, parametersOf } from '../print/parameters.ts'
import { nearest } from '../suggest.ts'
import type { LoadedNetwork } from './load.ts'
import { MOST_INSPECTED } from './loaded-network.ts'
import { either } from './usage-errors.ts'

/** Biases listed by name; of more, the first and the last. */
const FEW = 8

export function unknownParameter(file: LoadedNetwork, name: string, shape: Shape): PasoError {
  const notation = usualNotation(shape)
  const refs = parametersOf(shape)
  const namesOf = (kind: ParameterRef['kind']): string[] =>
    refs.filter((ref) => ref.kind === kind).map((ref) => parameterNames(ref, shape)[notation])
  const [weights, biases] = [namesOf('weight'), namesOf('bias')]
  const scaled = [...namesOf('scale'), ...namesOf('shift')]
  const inspected = refs.length <= MOST_INSPECTED
  // One letter away from w9 are w1 to w8: only of a longer name can the nearest be what was meant.
  const close = name.length < 4 || !inspected ? undefined : nearest(name, [...weights, ...biases, ...scaled])
  const span = (names: readonly string[], to: string): string =>
    names.length === 1 ? names[0]! : `${names[0]} ${to} ${names.at(-1)}`
  const expected = (to: string, or: 'or' | 'o'): string =>
    biases.length + scaled.length <= FEW
      ? `${span(weights, to)}, ${either([...biases, ...scaled], or)}.`
      : scaled.length > 0
        ? `${span(weights, to)}, ${span(biases, to)}, ${or} ${span(scaled, to)}.`
        : `${span(weights, to)}, ${or} ${span(biases, to)}.`
  const inspect = `paso inspect ${file.title}`
  return new PasoError('unknown-parameter', {
    en: {
      what: `the network ${file.title} has no ${name}.`,
      where: 'option --parameter.',
      expected: expected('to', 'or'),
      received: `${name}.`,
      hint: close
        ? `--parameter ${close}`
        : inspected
          ? `${inspect} shows each weight and which neurons it joins.`
          : `--parameter "w_1,1^(1)". The form is w_jk^(l): to unit j of layer l from unit k.`,
    },
    es: {
      what: `la red ${file.title} no tiene ${name}.`,
      where: 'opción --parameter.',
      expected: expected('a', 'o'),
      received: `${name}.`,
      hint: close
        ? `--parameter ${close}`
        : inspected
          ? `${inspect} muestra cada peso y qué neuronas une.`
          : `--parameter "w_1,1^(1)". La forma es w_jk^(l): hacia la neurona j de la capa l desde la neurona k.`,
    },
  })
}

export function tooManyParameters(file: LoadedNetwork, count: number): PasoError {
  return new PasoError('too-many-parameters', {
    en: {
      what: `the network ${file.title} has ${count} parameters: too many to tell one by one.`,
      where: 'option --parameter.',
      hint: 'name the ones to tell: --parameter "w_1,1^(1)"',
    },
    es: {
      what: `la red ${file.title} tiene ${count} parámetros: son demasiados para contarlos uno por uno.`,
      where: 'opción --parameter.',
      hint: 'nombrar los que se quieren ver: --parameter "w_1,1^(1)"',
    },
  })
}
