// The exemplars, written by hand around computed numbers: their formulas, tables and numbers stand in our documents, in order.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { step, train } from '../../src/core/index.ts'
import { type Derivation, derive } from '../../src/derive/index.ts'
import { renderMarkdown, renderTerminal } from '../../src/render/index.ts'
import { deck, deckSample, descent } from '../core/networks.ts'
import { ofDeck } from '../derive/derivations.ts'
import { deckWeight, exampleRun, inSpanish, largeDerivation, telling } from './tellings.ts'

/** Three steps of Adam on rows 1 and 2, then 3 and 4, then 1 and 2 again. */
async function adamSteps(): Promise<Derivation[]> {
  const { network, samples, optimizer } = await exampleRun('softmax')
  const derivations: Derivation[] = []
  for (const rows of [samples.slice(0, 2), samples.slice(2), samples.slice(0, 2)]) {
    const { networkAfter, stateAfter } = derivations.at(-1)?.trace ?? {}
    derivations.push(derive(step(networkAfter ?? network, rows, optimizer, stateAfter), derivations.length))
  }
  return derivations
}

const wide = { notation: 'delta', digits: 6 } as const

const documents: Record<string, () => string | Promise<string>> = {
  'explain-deck-w5.en': () => renderTerminal(telling([ofDeck()], { parameters: [deckWeight(5)] }).document),
  'explain-deck-w5.es': () =>
    renderTerminal(telling([ofDeck()], { ...inSpanish, parameters: [deckWeight(5)] }).document),
  'explain-deck-w1.en': () => renderTerminal(telling([ofDeck()], { parameters: [deckWeight(1)] }).document),
  'explain-deck-w1.es': () =>
    renderTerminal(telling([ofDeck()], { ...inSpanish, parameters: [deckWeight(1)] }).document),
  'explain-deck-all.es': () => {
    const steps = 10_000
    const later = { steps, ...train(deck(), [deckSample], descent, { steps }) }
    return renderMarkdown(telling([ofDeck()], { ...inSpanish, later }).document)
  },
  'explain-batch-adam.en': async () => {
    const parameters = [{ kind: 'weight', layer: 1, to: 0, from: 1 } as const]
    return renderMarkdown(telling(await adamSteps(), { ...wide, parameters, rows: [1, 2] }).document)
  },
  'explain-large.en': () => {
    const parameters = [{ kind: 'weight', layer: 0, to: 8, from: 153 } as const]
    return renderTerminal(telling([largeDerivation()], { ...wide, parameters }).document)
  },
}

const tidy = (text: string): string[] => text.split('\n').map((line) => line.trim().replace(/\s+/g, ' '))

describe.each(Object.entries(documents))('%s', (name, render) => {
  const file = new URL(`exemplars/${name}.txt`, import.meta.url)
  const expected = tidy(readFileSync(file, 'utf8')).filter((line) => line !== '')

  it(`has the ${expected.length} formulas, rows and figures of the exemplar, in their order`, async () => {
    const lines = tidy(await render())
    let at = 0
    for (const line of expected) {
      const found = lines.findIndex((ours, i) => i >= at && ours.includes(line))
      if (found < 0) expect.fail(`not found after line ${at}: ${line}`)
      at = found + 1
    }
  })
})

describe('the weight of a large network', () => {
  it('is told in less than a page', async () => {
    expect((await documents['explain-large.en']!()).split('\n').length).toBeLessThan(60)
  })
})
