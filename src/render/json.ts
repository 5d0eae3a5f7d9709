// JSON of a derivation, "paso-derivation/1": every step with its formula as a tree and as text, and every parameter told.
import { forwardBatch } from '../core/batch.ts'
import { masksOf } from '../core/dropout.ts'
import { checkGradient } from '../core/gradient-check.ts'
import type { Network } from '../core/network.ts'
import { parametersOf } from '../core/parameters.ts'
import { batchLoss } from '../core/step.ts'
import { gradient, versioned } from '../derive/names.ts'
import type { Derivation, Phase, Rule, Step } from '../derive/step.ts'
import { type Expr, q, substitute } from '../math/expr.ts'
import { biasLast, type Context } from '../math/formula.ts'
import type { ParameterRef } from '../math/quantity.ts'
import type { ExplainOptions } from '../present/options.ts'
import { parameterNames } from '../print/parameters.ts'
import { formulaText } from '../print/unicode.ts'

export const DERIVATION_FORMAT = 'paso-derivation/1'

export interface StepJson {
  readonly id: string
  readonly rule: Rule
  readonly phase: Phase
  /** The quantity as printed in the document's notation. */
  readonly target: string
  readonly value: number
  readonly uses: readonly string[]
  readonly formula: Expr
  /** target = formula = formula with the numbers in = value, each number as short as it reads back; always with a point. */
  readonly text: string
}

export interface ParameterJson {
  /** As the deck numbers it. */
  readonly name: string
  readonly notation: { readonly deck: string; readonly delta: string; readonly matrix: string }
  readonly before: number
  readonly gradient: number
  readonly numericGradient: number
  readonly relativeError: number
  readonly after: number
}

export interface DerivationJson {
  readonly format: typeof DERIVATION_FORMAT
  readonly network: Network
  readonly samples: readonly { readonly input: readonly number[]; readonly target: readonly number[] }[]
  /** How many updates came before this step. */
  readonly step: number
  readonly optimizer: Derivation['trace']['optimizer']
  readonly steps: readonly StepJson[]
  readonly loss: { readonly before: number; readonly after: number }
  readonly outputs: {
    readonly before: readonly (readonly number[])[]
    readonly after: readonly (readonly number[])[]
  }
  readonly parameters: readonly ParameterJson[]
  /** Cells of the samples' rows, from 1, that were missing, and what they were taken as; left out where none was. */
  readonly filled?: ExplainOptions['filled']
  /** The steps after the first, where several are told. */
  readonly next?: readonly DerivationJson[]
}

/**
 * One training step, or several in a row, as a JSON value.
 * @param options which parameters to tell, all when undefined; which cells were filled in
 */
export function derivationJson(
  derivations: readonly Derivation[],
  context: Context,
  { parameters, filled = [] }: Pick<ExplainOptions, 'parameters' | 'filled'> = {},
): DerivationJson {
  const [first, ...rest] = derivations
  const told = { ...one(first!, context, parameters), ...(filled.length > 0 && { filled }) }
  return rest.length === 0
    ? told
    : { ...told, next: rest.map((derivation) => one(derivation, context, parameters)) }
}

function one(derivation: Derivation, context: Context, chosen?: readonly ParameterRef[]): DerivationJson {
  const { trace } = derivation
  const samples = trace.samples.map(({ sample }) => sample)
  const refs = chosen ?? [...parametersOf(trace.network)]
  return {
    format: DERIVATION_FORMAT,
    network: trace.network,
    samples,
    step: trace.stateBefore.time,
    optimizer: trace.optimizer,
    steps: derivation.steps(chosen).map((step) => stepJson(derivation, step, context)),
    loss: { before: trace.loss, after: batchLoss(trace.networkAfter, samples, masksOf(trace.samples)) },
    outputs: {
      before: trace.samples.map(({ activations }) => activations.at(-1)!),
      after: forwardBatch(trace.networkAfter, samples, masksOf(trace.samples)).map(
        ({ activations }) => activations.at(-1)!,
      ),
    },
    parameters: refs.map((ref) => parameterJson(derivation, ref, context)),
  }
}

function stepJson(derivation: Derivation, step: Step, context: Context): StepJson {
  const plain = { ...context, locale: 'en' }
  const isNew = 'version' in step.target && step.target.version === derivation.version + 1
  const name: Expr = isNew ? { kind: 'quantity', quantity: step.target, mark: 'new' } : q(step.target)
  const symbols = biasLast(step.formula, context.notation)
  const numbers = substitute(symbols, (quantity) => shortest(derivation.value(quantity)))
  const texts = [name, symbols, numbers, shortest(step.value)].map((side) => formulaText(side, plain))
  return {
    id: step.id,
    rule: step.rule,
    phase: step.phase,
    target: texts[0]!,
    value: step.value,
    uses: step.uses,
    formula: step.formula,
    text: texts.filter((text, i) => text !== texts[i - 1]).join(' = '),
  }
}

/** A number printed with as many digits as it takes to read it back. */
function shortest(value: number): Expr {
  const digits = Array.from({ length: 17 }, (_, i) => i + 1).find(
    (d) => Number(value.toPrecision(d)) === value,
  )
  return { kind: 'number', value, digits: digits ?? 17 }
}

function parameterJson(derivation: Derivation, ref: ParameterRef, context: Context): ParameterJson {
  const { trace, version } = derivation
  const check = checkGradient(
    trace.network,
    trace.samples.map(({ sample }) => sample),
    ref,
    { masks: masksOf(trace.samples) },
  )
  const notation = parameterNames(ref, context.shape)
  const fixed = ref.kind === 'bias' && trace.network.biasPolicy === 'fixed'
  const before = derivation.value(versioned(ref, version))
  return {
    name: notation.deck,
    notation,
    before,
    gradient: derivation.value(gradient(ref, version)),
    numericGradient: check.numeric,
    relativeError: check.relativeError,
    after: fixed ? before : derivation.value(versioned(ref, version + 1)),
  }
}
