// The deck says error where the other notations say loss: one table of phrases for each language, applied to all sentences.
import type { Language } from '../../errors.ts'
import type { Content, Inline } from '../document.ts'

/** In this order: longer phrases before the words that they hold. Names of losses, such as mean squared error, stay. */
const phrases: Readonly<Record<Language, readonly (readonly [RegExp, string])[]>> = {
  en: [
    [/The total error is the sum of the errors of/g, 'The loss is the sum of the terms of'],
    [/\bhas a part in that error\b/g, 'reaches the loss through it'],
    [/\bhas a part in both errors\b/g, 'reaches the loss through both'],
    [/\bhas a part in all their errors\b/g, 'reaches the loss through all of them'],
    [/\bin the errors? of\b/g, 'in the loss, through'],
    [/\btwo errors\b/g, 'two losses'],
    [/\bto the errors\b/g, 'to the loss'],
    [/\b(the|The) (?:total )?error\b/g, '$1 loss'],
    [/\bthis error\b/g, 'this loss'],
    [/^Error: /g, 'Loss: '],
    [/^Total error\b/g, 'Loss'],
    [/^Errors$/g, 'Loss'],
  ],
  es: [
    [/El error total es la suma de los errores de/g, 'La pérdida es la suma de los términos de'],
    [/\binfluye en ese error\b/g, 'llega por ahí a la pérdida'],
    [/\binfluye en los dos errores\b/g, 'llega a la pérdida por las dos'],
    [/\binfluye en todos sus errores\b/g, 'llega a la pérdida por todas'],
    [/\ben (?:el error|los errores) de\b/g, 'en la pérdida, por'],
    [/\bdos errores casi iguales\b/g, 'dos pérdidas casi iguales'],
    [/\bhacia los errores\b/g, 'hacia la pérdida'],
    [/\bdel error\b/g, 'de la pérdida'],
    [/\bal error\b/g, 'a la pérdida'],
    [/\bel error(?: total)?\b/g, 'la pérdida'],
    [/\bEl error(?: total)?\b/g, 'La pérdida'],
    [/\beste error\b/g, 'esta pérdida'],
    [/\bcomo error\b/g, 'como pérdida'],
    [/^Error: /g, 'Pérdida: '],
    [/^Error total\b/g, 'Pérdida'],
    [/^Errores$/g, 'Pérdida'],
  ],
}

/** The same prose, speaking of the loss. */
export function inTermsOfLoss<Words>(prose: Words, language: Language): Words {
  return spoken(prose, phrases[language]) as Words
}

type Phrases = (typeof phrases)[Language]

/** Every sentence of a part of the prose, whether it stands there or is made by a function. */
function spoken(part: unknown, table: Phrases): unknown {
  if (typeof part === 'function') return (...args: unknown[]) => spoken(part(...args), table)
  if (Array.isArray(part)) return contentSpoken(part as Content, table)
  if (typeof part === 'object' && part !== null) {
    return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, spoken(value, table)]))
  }
  return part
}

const contentSpoken = (content: Content, table: Phrases): Content =>
  content.map((part) => inlineSpoken(part, table))

function inlineSpoken(part: Inline, table: Phrases): Inline {
  if (typeof part === 'string') return table.reduce((text, [from, to]) => text.replace(from, to), part)
  return part.kind === 'strong' ? { ...part, content: contentSpoken(part.content, table) } : part
}
