// Spoken: the accessible name of each part: what it is, from where to where, its numbers, whether it is lit.
import { hasCommonBias } from '../core/parameters.ts'
import { q } from '../math/expr.ts'
import { INPUT_LAYER, type Parameter, type Quantity } from '../math/quantity.ts'
import { type NamedQuantity, unitName } from '../print/notation.ts'
import { formatNumber } from '../print/numbers.ts'
import { spokenFormula } from '../print/speech.ts'
import { nameText } from '../print/unicode.ts'
import { languageOf } from '../print/words.ts'
import type { Link } from './lit.ts'
import type { View } from './view.ts'
import { type DiagramWords, diagramWords } from './words.ts'

export const wordsOf = (view: View): DiagramWords => diagramWords[languageOf(view.input.context.locale)]

/** w5 as it is written in the deck's notation; the others have no name on one line and are spelled out. */
const said = (view: View, quantity: NamedQuantity): string =>
  view.input.context.notation === 'deck'
    ? nameText(view.name(quantity))
    : spokenFormula(q(quantity), view.input.context)

export function unitText(view: View, layer: number, unit: number): string {
  const { context, inputNames, outputNames } = view.input
  const names = layer === INPUT_LAYER ? inputNames : layer === view.last ? outputNames : undefined
  const own = names?.[unit]
  if (own !== undefined) return own
  if (context.notation === 'deck') return nameText(unitName(layer, unit, context))
  return spokenFormula(q({ kind: 'activation', layer, unit, sample: view.input.sample }), context)
}

/** A value in full, or that it is not known yet. */
function valueText(view: View, quantity: Quantity): string {
  if (!view.known(quantity)) return wordsOf(view).notYet
  const { digits, locale } = view.input.context
  const value = view.value(quantity)
  return Number.isNaN(value) ? wordsOf(view).notANumber : formatNumber(value, { digits, locale })
}

function litText(view: View, link: Link): string[] {
  const sign = view.sign(link)
  if (!sign) return []
  const words = wordsOf(view)
  return [sign === 'positive' ? words.onPath : words.onNegativePath]
}

const joined = (...parts: readonly (string | readonly string[])[]): string => parts.flat().join(', ')

function parameterText(view: View, parameter: Parameter): string[] {
  const words = wordsOf(view)
  const gradient = view.gradientKnown(parameter)
    ? [`${words.gradient} ${valueText(view, view.gradient(parameter))}`]
    : []
  const next = view.updated(parameter)
  return [...gradient, ...(next ? [`${words.updated} ${valueText(view, next)}`] : [])]
}

/** w5, from h1 to o1, 0.4, gradient 0.0821670406, on the path */
export function weightLabel(view: View, layer: number, to: number, from: number): string {
  const weight = view.weight(layer, to, from)
  return joined(
    said(view, weight),
    wordsOf(view).fromTo(unitText(view, layer - 1, from), unitText(view, layer, to)),
    valueText(view, weight),
    parameterText(view, weight),
    litText(view, { kind: 'edge', layer, to, from }),
  )
}

/** h1, net 0.3775, out 0.593269992, delta 0.00877 */
export function unitLabel(view: View, layer: number, unit: number): string {
  const words = wordsOf(view)
  const name = unitText(view, layer, unit)
  if (layer === INPUT_LAYER) return joined(`${words.input} ${name}`, valueText(view, view.out(layer, unit)))
  const deck = view.input.context.notation === 'deck'
  const delta: Quantity = { kind: 'delta', layer, unit, sample: view.input.sample }
  return joined(
    name,
    `${deck ? 'net' : 'z'} ${valueText(view, view.net(layer, unit))}`,
    `${deck ? 'out' : 'a'} ${valueText(view, view.out(layer, unit))}`,
    view.input.computed(delta) ? [`${words.delta} ${valueText(view, delta)}`] : [],
    litText(view, { kind: 'unit', layer, unit }),
  )
}

/** b1, frozen bias, 0.35 */
export function biasLabel(view: View, layer: number, unit: number): string {
  const words = wordsOf(view)
  const bias = view.bias(layer, unit)
  const { network } = view.input.derivation.trace
  const kind =
    network.biasPolicy === 'fixed'
      ? words.frozenBias
      : hasCommonBias(network, layer)
        ? words.sharedBias
        : words.bias
  return joined(
    said(view, bias as NamedQuantity),
    kind,
    unitText(view, layer, unit),
    valueText(view, bias),
    parameterText(view, bias),
    litText(view, { kind: 'bias', layer, unit }),
  )
}

/** error of o1, 0.274811083, target 0.01 */
export function errorLabel(view: View, unit: number): string {
  const words = wordsOf(view)
  const { sample } = view.input
  return joined(
    `${words.error} ${unitText(view, view.last, unit)}`,
    valueText(view, { kind: 'unit-loss', unit, sample }),
    `${words.target} ${valueText(view, { kind: 'target', unit, sample })}`,
    litText(view, { kind: 'error', unit }),
  )
}

export const targetLabel = (view: View, unit: number): string =>
  joined(
    `${wordsOf(view).target} ${unitText(view, view.last, unit)}`,
    valueText(view, { kind: 'target', unit, sample: view.input.sample }),
  )

export const totalLabel = (view: View): string =>
  joined(wordsOf(view).totalError, valueText(view, { kind: 'sample-loss', sample: view.input.sample }))
