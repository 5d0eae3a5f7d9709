// The words of the cards in English.
import type { Expr } from '../../math/expr.ts'
import { num } from '../../math/expr.ts'
import { type Content, say } from '../document.ts'
import { inWords } from '../prose/phrases.ts'
import type { CardProse } from './card-prose.ts'

const count = (n: number): string => inWords(n, 'en')
const short = (value: number): Expr => ({ kind: 'number', value, digits: 3 })
const percent = (share: number): Expr => ({ kind: 'number', value: Math.round(100 * share), digits: 3 })

/** Where the update goes that way, it says so. */
const direction = (name: Expr, value: number, move: number): Content =>
  value === 0
    ? say`At this point the error does not change with ${name}.`
    : value > 0
      ? say`If ${name} rises, the error rises.${move < 0 ? say` So ${name} will go down.` : ''}`
      : say`If ${name} rises, the error falls.${move > 0 ? say` So ${name} will go up.` : ''}`

export const en: CardProse = {
  roles: { error: 'error', slope: 'slope', weight: 'weight', input: 'input', delta: 'δ' },
  question: {
    enters: (unit) => say`What enters ${unit}?`,
    answers: (unit) => say`What does ${unit} answer?`,
    errorOf: (unit) => say`How far is ${unit} from its target?`,
    total: ['How wrong is the network in all?'],
    batch: ['How wrong is the network on the whole batch?'],
    delta: (z) => say`How much does the error change if ${z} grows a little?`,
    grows: (name) => say`How much does the error change if ${name} grows a little?`,
    newValue: (name) => say`What is the new value of ${name}?`,
    value: (name) => say`What is ${name}?`,
  },
  general: {
    output: ['for a weight of the last layer'],
    hidden: ['for a weight of a hidden layer'],
    bias: ['for a bias: its input is always 1'],
  },
  why: {
    enters: (unit, terms) =>
      terms === 1
        ? say`${unit} takes its input times the weight that brings it, and adds its bias.`
        : say`${unit} adds its ${count(terms)} inputs, each one times the weight that brings it, and its bias.`,
    answers: (unit, activation, z, a) =>
      say`${unit} passes what enters through its activation, ${activation}: ${short(z)} becomes ${short(a)}.`,
    errorOf: (unit, answer, target) =>
      answer === target
        ? say`${unit} answers just what it should.`
        : say`${unit} answers ${short(answer)} and should answer ${num(target)}: ${answer > target ? 'too much' : 'too little'}.`,
    batch: ['Each row counts with its share, so that the size does not depend on how many rows there are.'],
    slope: (value) =>
      value === 0
        ? ['Here the activation is flat: nothing passes back through it.']
        : Math.abs(value) < 0.01
          ? ['The activation is saturated here: hardly anything passes back through it.']
          : say`A small change of what enters comes out ${short(value)} times as large.`,
    onePath: (name, _, links, value, move) => [
      ...say`There is one path from ${name} to the error, with ${links === 1 ? 'one link' : `${count(links)} links`}.`,
      ...(value === 0
        ? [' One of them is 0, and so the product is 0. ']
        : [` The product is ${value > 0 ? 'positive' : 'negative'}: `]),
      ...lower(direction(name, value, move)),
    ],
    gathered: (name, delta, value, move) => [
      ...say`${delta} gathers every path from there to the error.`,
      ...(value === 0
        ? [' One of the two factors is 0, and so the product is 0. ']
        : [` The product is ${value > 0 ? 'positive' : 'negative'}: `]),
      ...lower(direction(name, value, move)),
    ],
    paths: (name, n, up, down, value, move) => [
      ...(up && down
        ? cancelled(name, n, up, down, value)
        : say`${name} reaches the error by ${count(n)} paths, all of the same sign: their products add up. `),
      ...direction(name, value, move),
    ],
    direction,
    delta: (unit, value) =>
      value === 0
        ? say`Nothing of the error can be changed through ${unit}.`
        : value > 0
          ? say`The error asks ${unit} to take in less.`
          : say`The error asks ${unit} to take in more.`,
    update: (name, before, after) =>
      before === after
        ? say`${name} stays: its gradient is 0.`
        : say`The gradient points to where the error grows; we go the other way, so ${name} goes ${after < before ? 'down' : 'up'}.`,
  },
}

/** After a colon. */
function lower(content: Content): Content {
  const [first, ...rest] = content
  return typeof first === 'string' && /^(If|At)/.test(first)
    ? [first.charAt(0).toLowerCase() + first.slice(1), ...rest]
    : content
}

function cancelled(
  name: Expr,
  n: number,
  up: { readonly via: Content; readonly value: number },
  down: { readonly via: Content; readonly value: number },
  value: number,
): Content {
  const [strong, weak] = Math.abs(up.value) >= Math.abs(down.value) ? [up, down] : [down, up]
  if (n === 2)
    return say`${name} reaches the error by two paths, of opposite sign: the one through ${weak.via} cancels ${percent(Math.abs(weak.value / strong.value))} % of the one through ${strong.via}. `
  return say`${name} reaches the error by ${count(n)} paths, of both signs, which cancel in part: ${short(value)} is left. `
}
