// What explain refuses: a parameter that the network does not have, and a network too large to tell whole.
import { PasoError } from '../errors.ts'
import type { Shape } from '../math/formula.ts'
import { parameterNames, parametersOf } from '../print/parameters.ts'
import { nearest } from '../suggest.ts'
import type { LoadedNetwork } from './load.ts'

/** Names listed in a hint. */
const FEW = 40

export function unknownParameter(file: LoadedNetwork, name: string, shape: Shape): PasoError {
  const weights = shape.units.reduce(
    (n, units, layer) => n + units * (layer === 0 ? shape.inputs : shape.units[layer - 1]!),
    0,
  )
  const refs = parametersOf(shape)
  const names = refs.length <= FEW ? refs.map((ref) => parameterNames(ref, shape).deck) : []
  const biases = names.filter((n) => n.startsWith('b'))
  // One letter away from w9 are w1 to w8: only of a longer name can the nearest be what was meant.
  const close = name.length < 4 ? undefined : nearest(name, names)
  const list = (and: string): string =>
    biases.length === 0 ? 'b_1^(1)' : biases.join(', ').replace(/, ([^,]*)$/, ` ${and} $1`)
  const inspect = `paso inspect ${file.title}`
  return new PasoError('unknown-parameter', {
    en: {
      what: `the network ${file.title} has no ${name}.`,
      where: 'option --parameter.',
      expected: `w1 to w${weights}, ${list('or')}.`,
      received: `${name}.`,
      hint: close ? `--parameter ${close}` : `${inspect} shows each weight and which neurons it joins.`,
    },
    es: {
      what: `la red ${file.title} no tiene ${name}.`,
      where: 'opción --parameter.',
      expected: `w1 a w${weights}, ${list('o')}.`,
      received: `${name}.`,
      hint: close ? `--parameter ${close}` : `${inspect} muestra cada peso y qué neuronas une.`,
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
