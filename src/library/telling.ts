// Tells a training step of a model: the lazy half of Explanation, which needs the rooms that put numbers into words.
import { step } from '../core/step.ts'
import { initialState } from '../core/update.ts'
import { isStandardized } from '../data/scaling.ts'
import { derive } from '../derive/derivation.ts'
import type { Derivation } from '../derive/step.ts'
import type { NetworkFile } from '../formats/network-file.ts'
import type { ParameterRef } from '../math/quantity.ts'
import { xoshiro } from '../math/random.ts'
import type { Document, Shape } from '../present/document.ts'
import { explain } from '../present/explain.ts'
import { shapeOf } from '../present/shape.ts'
import { MOST_PARAMETERS, parameterCount, USUAL_DIGITS, usualNotation } from '../present/usual.ts'
import { parameterNames, parseParameter } from '../print/parameters.ts'
import { tooManyParameters, unknownParameter } from './errors.ts'
import type { ChosenSamples, Telling } from './explain-request.ts'

export interface Told {
  readonly document: Document
  readonly derivation: Derivation
  /** Undefined where the whole step is told. */
  readonly parameters: readonly ParameterRef[] | undefined
  readonly filled: ChosenSamples['filled']
}

/**
 * One step with the optimizer of the file, from its beginning.
 * @throws PasoError unknown-parameter, too-many-parameters, and those of core's `step`
 */
export function told(
  { network, optimizer, encoding, training }: NetworkFile,
  { samples, rows, filled, seed }: ChosenSamples,
  names: readonly string[],
  { locale = 'en', notation, form = 'paths', detail = 'full', digits = USUAL_DIGITS }: Telling,
): Told {
  const derivation = derive(
    step(network, samples, optimizer, initialState(network, optimizer), { random: xoshiro(seed) }),
  )
  const shape = shapeOf(derivation)
  const parameters = parametersNamed(names, shape)
  const document = explain([derivation], {
    language: /^es\b/i.test(locale) ? 'es' : 'en',
    locale,
    notation: notation ?? usualNotation(shape),
    form,
    detail,
    digits,
    parameters,
    rows,
    filled,
    start: training && 'anew',
    encodedInputs: encoding !== undefined,
    encodedTarget: encoding !== undefined && isStandardized(encoding.target),
  })
  return { document, derivation, parameters, filled }
}

function parametersNamed(names: readonly string[], shape: Shape): readonly ParameterRef[] | undefined {
  const example = parameterNames({ kind: 'weight', layer: 0, to: 0, from: 0 }, shape).deck
  if (names.length > 0) {
    return names.map((name) => {
      const ref = parseParameter(name, shape)
      if (!ref) throw unknownParameter(name, example)
      return ref
    })
  }
  const count = parameterCount(shape)
  if (count > MOST_PARAMETERS) throw tooManyParameters(count, example)
  return undefined
}
