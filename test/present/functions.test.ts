// The sentences about functions: each is led to by a derivation or a rule, and follows the rules of its language.
import { describe, expect, it } from 'vitest'
import { optimizerSpec, scheduleSpec, step } from '../../src/core/index.ts'
import { updateLines } from '../../src/derive/update-steps.ts'
import { variable } from '../../src/math/expr.ts'
import { optimizerNames, optimizerOptions } from '../../src/math/optimizers.ts'
import { scheduleNames } from '../../src/math/schedule-names.ts'
import { scheduleOf } from '../../src/math/schedules.ts'
import { scheduleLine, toldActivations, toldLosses, toldOptimizer, toldPairs } from '../../src/math/told.ts'
import type { RuleId } from '../../src/math/why.ts'
import type { Content, FunctionSymbols } from '../../src/present/document.ts'
import * as english from '../../src/present/prose/functions.en.ts'
import * as spanish from '../../src/present/prose/functions.es.ts'
import { deck, deckSample } from '../core/networks.ts'

const linesOf = [
  ...Object.values(toldActivations).flatMap((activation) =>
    activation.kind === 'vector'
      ? [...activation.derivation(0, 0), ...activation.derivation(0, 1)]
      : activation.derivation,
  ),
  ...[...Object.values(toldLosses), ...toldPairs].flatMap((one) => one.derivation(0, 2)),
]
const options = [{}, { momentum: 0.9 }, { momentum: 0.9, nesterov: true, centered: true }].flatMap(
  (given) => [
    { ...given, weightDecay: 0 },
    { ...given, weightDecay: 0.1, rateDecay: 0.1 },
  ],
)
const parameter = { kind: 'weight', layer: 0, to: 0, from: 0 } as const
const searches = [
  { pairs: [1, 2], length: 1 },
  { pairs: [], length: undefined },
].map((part) => ({ parameter, version: 2, time: 3, ...part }))
const rules = optimizerNames.flatMap((name): readonly { readonly why: RuleId }[] => {
  const optimizer = toldOptimizer(name)
  return optimizer.kind === 'vector'
    ? searches.flatMap((site) => optimizer.rules(site))
    : options.flatMap((given) => optimizer.rules(optimizerOptions(name, given), 1))
})
const schedules = scheduleNames.flatMap((name) => {
  const known = Object.keys(scheduleOf(name).options)
  const spec = scheduleSpec({ name, options: known.includes('steps') ? { steps: 8 } : {}, warmup: 1 }, 1)
  return [1, 2, 6, 10].map((time) => scheduleLine(spec, time))
})
const limited = optimizerSpec('sgd', {}, { clip: { value: 1, norm: 1 }, maxNorm: 1 })
const limits = updateLines(step(deck(), [deckSample], limited), 0, {
  kind: 'weight',
  ...{ layer: 0, to: 0, from: 0 },
})
const used = [
  ...new Set([...limits, ...linesOf, ...rules, ...schedules].flatMap(({ why }) => why ?? [])),
].sort()

const letters = ['z', 'a', 'y', 'loss', 'w', 'g', 'm', 'v', 'b', 'k', 'j'] as const
const symbols = Object.fromEntries(
  letters.map((name) => [name, variable(name)]),
) as unknown as FunctionSymbols
const plain = (content: Content): string =>
  content.map((part) => (typeof part === 'string' ? part : 'x')).join('')

describe.each([
  { language: 'English', words: english, forbidden: /['’!]|\b(simply|obviously)\b/ },
  { language: 'Spanish', words: spanish, forbidden: /[!¡]|\b(tú|vos|usted|sólo|sesgo)\b|con respecto a/ },
])('in $language', ({ words, forbidden }) => {
  const sentences = Object.values(words.functions).map((sentence) => plain(sentence(symbols)))
  const descriptions = [words.activationWords, words.lossWords, words.optimizerWords].flatMap((table) =>
    Object.values(table).map(({ describe }) => describe),
  )

  it('says what is used and nothing else', () => {
    expect(Object.keys(words.functions).sort()).toEqual(used)
  })

  it('writes sentences in the voice of the glossary', () => {
    for (const sentence of [...sentences, ...descriptions]) {
      expect(sentence).toMatch(/^\p{Lu}.*\.$|^x .*\.$/u)
      expect(sentence).not.toMatch(forbidden)
    }
  })
})
