// Both languages tell the same: block by block, number by number, each in the voice of the glossary.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Block, Document } from '../../src/present/document.ts'
import { renderTerminal } from '../../src/render/index.ts'
import { derivationsOf, ofDeck, type Run } from '../derive/derivations.ts'
import {
  deckWeight,
  exampleRun,
  inSpanish,
  largeDerivation,
  type Telling,
  telling,
  type Way,
  ways,
} from './tellings.ts'
import { contentsOf, numbersOf, plain, wordsOf } from './walk.ts'

/** A block without its words: its kind, its level and number, how many rows, lines and columns. */
function shapeOf(block: Block): unknown {
  switch (block.kind) {
    case 'heading':
      return [block.kind, block.level, block.number]
    case 'calculation':
      return [block.kind, block.left, block.lines]
    case 'table':
      return [
        block.kind,
        block.columns.map(({ align, group }) => [align, group !== undefined]),
        block.rows.length,
      ]
    case 'figures':
      return [block.kind, block.rows.map(({ value }) => value)]
    case 'list':
      return [block.kind, block.items.length]
    default:
      return block.kind
  }
}

/** The same way to tell a step, in both languages. */
function both({ run, options }: Way): [en: Telling, es: Telling] {
  const derivations = derivationsOf(run)
  return [
    telling(derivations, { ...options, language: 'en', locale: 'en' }),
    telling(derivations, { ...options, ...inSpanish }),
  ]
}

describe('the two languages', () => {
  it('have the same blocks, formulas and numbers', () => {
    fc.assert(
      fc.property(ways({ widest: 4 }), (way) => {
        const [en, es] = both(way).map(({ document }) => document) as [Document, Document]
        expect(es.blocks.map(shapeOf)).toEqual(en.blocks.map(shapeOf))
        expect(numbersOf(es)).toEqual(numbersOf(en))
      }),
      { numRuns: 200, seed: 9 },
    )
  })
})

/** Second person, in forms that are nothing else: the glossary wants «nosotros», or the infinitive for advice. */
const secondPerson =
  /(?<!\p{L})(tú|vos|usted|ustedes|contigo|tus?|puedes|podés|tienes|tenés|debes|debés|quieres|querés|sabes|sabés|mirá|observá|observe|notá|recordá|recuerde|fíjate|fijate|fíjese|pensá|calculá|probá|verás|haz|hacé|usá)(?!\p{L})/iu

const voices = {
  en: [
    ['an exclamation mark', /!/],
    ['a word that talks down', /\b(simply|simple|obviously|clearly|trivially|just|easy|easily|of course)\b/i],
    ['a contraction', /\b\w+(n't|'re|'ve|'ll|'d)\b|\b(it|let|that|there|here|what)'s\b|’/i],
    [
      'a British spelling',
      /\b\w*(colour|behaviour|neighbour|[a-z]{3}isation|optimise|standardise|normalise)\w*\b/i,
    ],
    // Label smoothing is the name of a method.
    ['a word that the glossary replaces', /\b(labels?(?! smoothing)|predictions?|mistakes? in)\b/i],
    ['Spanish', /\b(el|la|los|las|del|una|peso|error total de|fila|con|que|se|es|respecto)\b/],
  ],
  es: [
    ['an exclamation mark', /[!¡]/],
    [
      'a word that talks down',
      /\b(simplemente|obviamente|claramente|evidentemente|trivial|fácilmente|por supuesto)\b/i,
    ],
    ['the second person', secondPerson],
    ['con respecto a', /con respecto a/i],
    ['an accent that went out of use', /\bs[óÓ]lo\b/i],
    ['a word that the glossary replaces', /\b(sesgos?|recién|alcanza|etiquetas?|predicci[óo]n)\b/i],
    ['straight quotes', /"/],
    ['English', /\b(the|and|of|with|weight|weights|row|loss|hidden|layer)\b/],
    [
      'a capital after a colon',
      /: (?!Adam|AdaGrad|RMSprop|ReLU|GELU|SELU|ELU|SiLU|Mish|Nesterov)\p{Lu}\p{Ll}/u,
    ],
    ['a question without its opening', /^[^¿]*\?/],
  ],
} as const satisfies Readonly<Record<string, readonly (readonly [string, RegExp])[]>>

/** Names that keep their capital in the middle of a Spanish title. */
const names = /\b(Adam|AdamW|AdaGrad|RMSprop|ReLU|GELU|SELU|ELU|SiLU|Mish|Nesterov|Huber|Leaky)\b/g

function wordFaults({ document, options }: Telling): string[] {
  const rules = voices[options.language]
  return contentsOf(document).flatMap(({ where, content }) => {
    // The English word may stand in parentheses, the first time.
    const text = wordsOf(content).replace(options.language === 'es' ? /\(\p{L}[^)]*\)/gu : /$^/, '()')
    const broken = rules.filter(([, rule]) => rule.test(text)).map(([what]) => what)
    const capitals = /^[^\p{L}]*\p{L}+.*\p{Lu}\p{Ll}/u.test(text.replace(names, ''))
    const title = where === 'heading' && options.language === 'es' && capitals ? ['a capital in a title'] : []
    return [...broken, ...title].map((what) => `${what}: ${plain(content, document)}`)
  })
}

/** Numbers with the other locale's decimal mark. */
function markFaults({ document, options }: Telling): string[] {
  const wrong = options.locale === 'es-AR' ? /\d\.\d/ : /(?<![_\d])\d,\d/
  return renderTerminal(document)
    .split('\n')
    .filter((line) => wrong.test(line))
}

const inEvery = (check: (told: Telling) => void, numRuns: number) =>
  fc.assert(
    fc.property(ways({ widest: 4 }), (way) => {
      const [en, es] = both(way)
      const mexican = telling(es.derivations, { ...es.options, locale: 'es-MX' })
      for (const told of [en, es, mexican]) check(told)
    }),
    { numRuns, seed: 10 },
  )

describe('the words', () => {
  it('follow the rules of the glossary in any document', () => {
    inEvery((told) => expect(wordFaults(told)).toEqual([]), 200)
  })

  it.each(['deck', 'byu', 'xor', 'softmax'] as const)('follow them in the example %s', async (name) => {
    const run: Run = { ...(await exampleRun(name)), steps: 2 }
    for (const words of [{}, inSpanish]) expect(wordFaults(telling(derivationsOf(run), words))).toEqual([])
  })

  it('follow them in a large network', () => {
    const parameters = [{ kind: 'weight', layer: 0, to: 8, from: 153 } as const]
    const derivations = [largeDerivation()]
    for (const words of [{}, inSpanish])
      expect(wordFaults(telling(derivations, { notation: 'delta', parameters, ...words }))).toEqual([])
  })

  it('use the decimal mark of the country', () => {
    inEvery((told) => expect(markFaults(told)).toEqual([]), 100)
  })

  it('say once that the last digit may change', () => {
    for (const words of [{}, inSpanish])
      for (const parameters of [undefined, [deckWeight(5)], [deckWeight(1)]]) {
        const { document } = telling([ofDeck()], { ...words, parameters })
        const notes = contentsOf(document).filter(({ content }) =>
          /may change its last|puede cambiar la última/.test(wordsOf(content)),
        )
        expect(notes.length).toBe(1)
      }
  })

  it('say once, where a gradient meets an output weight, that it is the old one', () => {
    for (const words of [{}, inSpanish]) {
      const { document } = telling([ofDeck()], { ...words, form: 'paths', parameters: [deckWeight(1)] })
      const notes = contentsOf(document).filter(({ content }) =>
        /w5@0 = .*w7@0 = /.test(plain(content, document)),
      )
      expect(notes.map(({ content }) => wordsOf(content))).toEqual([expect.stringMatching(/OLD|viejos/)])
    }
  })
})
