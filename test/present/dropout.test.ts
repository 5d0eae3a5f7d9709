// A step that drops outputs, told: each gradient is checked under the masks of the step, and slopes carry them.
import { expect, it } from 'vitest'
import { network, step } from '../../src/core/index.ts'
import { derive } from '../../src/derive/index.ts'
import { explain } from '../../src/present/explain.ts'
import { derivationJson } from '../../src/render/json.ts'
import { renderTerminal } from '../../src/render/terminal.ts'
import { deck, deckSample, descent } from '../core/networks.ts'

const { inputs, layers, loss } = deck()
const net = network({ inputs, layers: [{ ...layers[0]!, dropout: 0.5 }, layers[1]!], loss })
/** The first hidden unit stays, the second is dropped. */
const masks = [[[2, 0], undefined]]
const derivation = derive(step(net, [deckSample], descent, undefined, { masks }))

const telling = (parameter?: number) => ({
  notation: 'deck' as const,
  form: 'both' as const,
  detail: 'full' as const,
  digits: 9,
  ...(parameter !== undefined && {
    parameters: [{ kind: 'weight', layer: 0, to: parameter, from: 0 } as const],
  }),
})

it.each(['en', 'es'] as const)(
  'in %s: every check agrees, and outputs and slopes are multiplied by the mask',
  (language) => {
    const text = (parameter?: number): string =>
      renderTerminal(explain([derivation], { language, locale: language, ...telling(parameter) }), {
        width: 80,
      })
    for (const told of [text(), text(0), text(1)]) expect(told).not.toContain('✗')
    expect(text(0)).toContain('m_h1')
    expect(text(0)).toContain('✓')
  },
)

it('as data: the numeric gradients are those under the masks', () => {
  const { context } = explain([derivation], { language: 'en', locale: 'en', ...telling() })
  for (const { gradient, numericGradient } of derivationJson([derivation], context).parameters) {
    expect(Math.abs(gradient - numericGradient)).toBeLessThan(1e-9)
  }
})
