// What a diagnosis finds in the layers of a network: silent and saturated units, gradients that vanish or explode.
import { counted, listed } from '../data/phrases.ts'
import { isBounded, type LayerHealth, type NetworkHealth } from '../engine/layer-health.ts'
import { type Finding, inBoth, type Tongue } from './finding.ts'

/** A layer is saturated where more than this share of its (unit, row) pairs is. */
export const SATURATED = 0.5

/** Deltas of a layer that are so many times smaller, or larger, than the last layer's. */
export const FAR_APART = 1e3

/** Silent units are a problem from this share of the layer on. */
const MANY_DEAD = 0.5

export function networkFindings(health: NetworkHealth): Finding[] {
  const hidden = health.layers.slice(0, -1)
  if (health.brokenRows === health.rows) return [notFinite(health)]
  return [
    ...(health.brokenRows > 0 ? [notFinite(health)] : []),
    ...hidden.flatMap((layer, l) => deadIn(layer, l, health.rows)),
    ...hidden.flatMap((layer, l) => saturatedIn(layer, l, health.rows)),
    ...gradientsIn(health.layers),
  ]
}

const place = ({ activation, units }: LayerHealth, l: number, { en }: Tongue): string =>
  en
    ? `hidden layer ${l + 1}, ${units} ${activation} ${units === 1 ? 'unit' : 'units'}.`
    : `capa oculta ${l + 1}, ${units} ${units === 1 ? 'neurona' : 'neuronas'} ${activation}.`

/** unit 3; units 1, 4 and 7 */
function unitsText(units: readonly number[], { en, language }: Tongue): string {
  const names = units.map((unit) => String(unit + 1))
  const word = en ? (units.length === 1 ? 'unit' : 'units') : units.length === 1 ? 'neurona' : 'neuronas'
  return `${word} ${listed(names, language, 'and')}`
}

const rowsText = (rows: number, { en, language }: Tongue): string =>
  en ? counted(rows, language, 'row', 'rows') : counted(rows, language, 'fila', 'filas')

function notFinite({ brokenRows, rows }: NetworkHealth): Finding {
  return {
    code: 'not-finite',
    level: 'problem',
    figures: { rows: brokenRows },
    texts: inBoth((tongue) =>
      tongue.en
        ? {
            what: 'the loss or a gradient is no finite number.',
            where: `${brokenRows} of ${rowsText(rows, tongue)}.`,
            why: 'some pre-activation is too large for a double, or an output is so sure and so wrong that its loss is infinite.',
            hint: 'scale the inputs, train with a smaller learning rate, or start from smaller weights.',
          }
        : {
            what: 'el error o un gradiente no es un número finito.',
            where: `${brokenRows} de ${rowsText(rows, tongue)}.`,
            why: 'alguna entrada de neurona es demasiado grande para un double, o una salida está tan segura y tan equivocada que su error es infinito.',
            hint: 'escalar las entradas, entrenar con una tasa de aprendizaje menor o empezar con pesos menores.',
          },
    ),
  }
}

function deadIn(layer: LayerHealth, l: number, rows: number): Finding[] {
  const { deadUnits, units, activation } = layer
  const dead = deadUnits.length
  if (dead === 0) return []
  const whole = dead === units
  const finding: Finding = {
    code: whole ? 'dead-layer' : 'dead-units',
    level: dead >= MANY_DEAD * units ? 'problem' : 'hint',
    layer: l,
    figures: { dead, units },
    texts: inBoth((tongue) =>
      tongue.en
        ? {
            what: whole
              ? `no unit of hidden layer ${l + 1} responds to any row.`
              : `${dead} of ${units} units of hidden layer ${l + 1} ${dead === 1 ? 'responds' : 'respond'} to no row.`,
            where: `${place(layer, l, tongue).slice(0, -1)}; ${unitsText(deadUnits, tongue)}, on ${rowsText(rows, tongue)}.`,
            why: `the slope of ${activation} is exactly 0 there, so no gradient passes and their weights cannot learn from these rows.`,
            hint: 'a smaller learning rate, --activation leaky-relu, or another seed.',
          }
        : {
            what: whole
              ? `ninguna neurona de la capa oculta ${l + 1} responde a ninguna fila.`
              : `${dead} de ${units} neuronas de la capa oculta ${l + 1} no ${dead === 1 ? 'responde' : 'responden'} a ninguna fila.`,
            where: `${place(layer, l, tongue).slice(0, -1)}; ${unitsText(deadUnits, tongue)}, con ${rowsText(rows, tongue)}.`,
            why: `ahí la pendiente de ${activation} es exactamente 0: no pasa ningún gradiente y sus pesos no pueden aprender de estas filas.`,
            hint: 'una tasa de aprendizaje menor, --activation leaky-relu u otra semilla.',
          },
    ),
  }
  return [finding]
}

/** Of activations that flatten on both sides: a rectifier at rest is no fault. */
function saturatedIn(layer: LayerHealth, l: number, rows: number): Finding[] {
  if (!isBounded(layer.activation)) return []
  const { saturated = 0, units } = layer
  const always = layer.saturatedUnits.filter((unit) => !layer.deadUnits.includes(unit))
  if (saturated > SATURATED && layer.deadUnits.length < units) return [saturatedLayer(layer, l, saturated)]
  if (always.length === 0) return []
  const count = always.length
  return [
    {
      code: 'saturated-units',
      level: 'hint',
      layer: l,
      figures: { saturated: count, units },
      texts: inBoth((tongue) =>
        tongue.en
          ? {
              what: `${count} of ${units} units of hidden layer ${l + 1} ${count === 1 ? 'is' : 'are'} saturated on every row.`,
              where: `${place(layer, l, tongue).slice(0, -1)}; ${unitsText(always, tongue)}, on ${rowsText(rows, tongue)}.`,
              why: `a slope below 1 % of the steepest one of ${layer.activation}: such a unit answers nearly the same to all rows and hardly learns.`,
              hint: 'scale the inputs, a smaller learning rate, or more weight decay.',
            }
          : {
              what: `${count} de ${units} neuronas de la capa oculta ${l + 1} ${count === 1 ? 'está saturada' : 'están saturadas'} con todas las filas.`,
              where: `${place(layer, l, tongue).slice(0, -1)}; ${unitsText(always, tongue)}, con ${rowsText(rows, tongue)}.`,
              why: `una pendiente menor que el 1 % de la mayor de ${layer.activation}: una neurona así responde casi lo mismo a todas las filas y casi no aprende.`,
              hint: 'escalar las entradas, una tasa de aprendizaje menor o más decaimiento de pesos.',
            },
      ),
    },
  ]
}

function saturatedLayer(layer: LayerHealth, l: number, saturated: number): Finding {
  return {
    code: 'saturated-layer',
    level: 'problem',
    layer: l,
    figures: { share: saturated, limit: SATURATED },
    texts: inBoth((tongue) =>
      tongue.en
        ? {
            what: `hidden layer ${l + 1} is saturated.`,
            where: place(layer, l, tongue),
            received: `${tongue.percent(saturated)} of its units on the rows have a slope below 1 % of the steepest one.`,
            why: 'a flat activation lets almost no gradient pass: this layer and those before it hardly learn.',
            hint: 'scale the inputs, smaller first weights (--initializer), a smaller learning rate, or relu.',
          }
        : {
            what: `la capa oculta ${l + 1} está saturada.`,
            where: place(layer, l, tongue),
            received: `el ${tongue.percent(saturated)} de sus neuronas en las filas tiene una pendiente menor que el 1 % de la mayor.`,
            why: 'una activación plana casi no deja pasar gradiente: esta capa y las anteriores casi no aprenden.',
            hint: 'escalar las entradas, primeros pesos menores (--initializer), una tasa de aprendizaje menor o relu.',
          },
    ),
  }
}

/** The deltas of the hidden layers beside the last one's; where a whole layer is silent it has been said. */
function gradientsIn(layers: readonly LayerHealth[]): Finding[] {
  const last = layers.at(-1)!.delta
  const silent = layers.slice(0, -1).some(({ deadUnits, units }) => deadUnits.length === units)
  if (layers.length < 2 || silent || !(last > 0)) return []
  const first = layers[0]!.delta
  const small = layers.findLastIndex(({ delta }) => delta < last / FAR_APART)
  const largest = layers.reduce((most, { delta }, l) => (delta > layers[most]!.delta ? l : most), 0)
  return [
    ...(small >= 0 ? [vanishing(layers.length, small, first, last)] : []),
    ...(layers[largest]!.delta > last * FAR_APART
      ? [exploding(layers.length, largest, layers[largest]!.delta, last)]
      : []),
  ]
}

/** @param to the last layer whose deltas are too small */
function vanishing(layers: number, to: number, first: number, last: number): Finding {
  return {
    code: 'vanishing-gradient',
    level: 'problem',
    layer: to,
    figures: { first, last, ratio: first / last },
    texts: inBoth(({ en, number }) =>
      en
        ? {
            what: 'the gradient vanishes on its way to the first layers.',
            where: to === 0 ? `layer 1 of ${layers}.` : `layers 1 to ${to + 1} of ${layers}.`,
            received: `delta is ${number(last)} in layer ${layers} and ${number(first)} in layer 1: ${number(first / last)} times as large.`,
            why: 'each layer multiplies it by its weights and slopes; below a thousandth of the last layer a layer learns a thousand times more slowly.',
            hint: 'relu or tanh in the hidden layers, fewer of them, or batch normalization.',
          }
        : {
            what: 'el gradiente se desvanece en su camino hacia las primeras capas.',
            where: to === 0 ? `capa 1 de ${layers}.` : `capas 1 a ${to + 1} de ${layers}.`,
            received: `delta vale ${number(last)} en la capa ${layers} y ${number(first)} en la capa 1: ${number(first / last)} veces.`,
            why: 'cada capa lo multiplica por sus pesos y pendientes; por debajo de una milésima de la última, una capa aprende mil veces más despacio.',
            hint: 'relu o tanh en las capas ocultas, menos capas o normalización por lotes.',
          },
    ),
  }
}

function exploding(layers: number, l: number, largest: number, last: number): Finding {
  return {
    code: 'exploding-gradient',
    level: 'problem',
    layer: l,
    figures: { largest, last, ratio: largest / last },
    texts: inBoth(({ en, number }) =>
      en
        ? {
            what: 'the gradient explodes on its way to the first layers.',
            where: `layer ${l + 1} of ${layers}.`,
            received: `delta is ${number(last)} in layer ${layers} and ${number(largest)} in layer ${l + 1}: ${number(largest / last)} times as large.`,
            why: 'each layer multiplies it by its weights and slopes; beyond a thousand times the last layer, a step that suits one layer is far too long for another.',
            hint: 'smaller first weights (--initializer), a smaller learning rate, or batch normalization.',
          }
        : {
            what: 'el gradiente explota en su camino hacia las primeras capas.',
            where: `capa ${l + 1} de ${layers}.`,
            received: `delta vale ${number(last)} en la capa ${layers} y ${number(largest)} en la capa ${l + 1}: ${number(largest / last)} veces.`,
            why: 'cada capa lo multiplica por sus pesos y pendientes; más allá de mil veces la última, un paso que conviene a una capa es demasiado largo para otra.',
            hint: 'primeros pesos menores (--initializer), una tasa de aprendizaje menor o normalización por lotes.',
          },
    ),
  }
}
