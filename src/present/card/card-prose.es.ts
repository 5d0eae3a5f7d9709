// Las palabras de las tarjetas en español.
import type { Expr } from '../../math/expr.ts'
import { num } from '../../math/expr.ts'
import { type Content, say } from '../document.ts'
import { inWords } from '../prose/phrases.ts'
import type { CardProse } from './card-prose.ts'

const count = (n: number): string => inWords(n, 'es')
const short = (value: number): Expr => ({ kind: 'number', value, digits: 3 })
const percent = (share: number): Expr => ({ kind: 'number', value: Math.round(100 * share), digits: 3 })

/** Si el cambio va en ese sentido, lo dice. */
const direction = (name: Expr, value: number, move: number): Content =>
  value === 0
    ? say`En este punto el error no cambia con ${name}.`
    : value > 0
      ? say`Si ${name} sube, el error sube.${move < 0 ? say` Por eso ${name} va a bajar.` : ''}`
      : say`Si ${name} sube, el error baja.${move > 0 ? say` Por eso ${name} va a subir.` : ''}`

export const es: CardProse = {
  roles: { error: 'error', slope: 'pendiente', weight: 'peso', input: 'entrada', delta: 'δ' },
  question: {
    enters: (unit) => say`¿Qué entra en ${unit}?`,
    answers: (unit) => say`¿Qué responde ${unit}?`,
    errorOf: (unit) => say`¿Qué tan lejos está ${unit} de lo esperado?`,
    total: ['¿Cuánto se equivoca la red en total?'],
    batch: ['¿Cuánto se equivoca la red en todo el lote?'],
    delta: (z) => say`¿Cuánto cambia el error si ${z} crece un poco?`,
    grows: (name) => say`¿Cuánto cambia el error si ${name} crece un poco?`,
    newValue: (name) => say`¿Cuál es el nuevo valor de ${name}?`,
    value: (name) => say`¿Cuánto vale ${name}?`,
  },
  general: {
    output: ['para un peso de la última capa'],
    hidden: ['para un peso de una capa oculta'],
    bias: ['para un umbral: su entrada vale siempre 1'],
  },
  why: {
    enters: (unit, terms) =>
      terms === 1
        ? say`${unit} toma su entrada, por el peso que la trae, y le suma su umbral.`
        : say`${unit} suma sus ${count(terms)} entradas, cada una por el peso que la trae, y su umbral.`,
    answers: (unit, activation, z, a) =>
      say`${unit} pasa lo que entra por su activación, ${activation}: ${short(z)} se vuelve ${short(a)}.`,
    errorOf: (unit, answer, target) =>
      answer === target
        ? say`${unit} responde justo lo esperado.`
        : say`${unit} responde ${short(answer)} y se espera ${num(target)}: ${answer > target ? 'de más' : 'de menos'}.`,
    batch: ['Cada fila cuenta con su parte, para que el tamaño no dependa de cuántas filas hay.'],
    slope: (value) =>
      value === 0
        ? ['Aquí la activación es plana: nada pasa hacia atrás por ella.']
        : Math.abs(value) < 0.01
          ? ['Aquí la activación está saturada: casi nada pasa hacia atrás por ella.']
          : say`Un cambio pequeño de lo que entra sale multiplicado por ${short(value)}.`,
    onePath: (name, _, links, value, move) => [
      ...say`Hay un solo camino de ${name} al error, con ${links === 1 ? 'un eslabón' : `${count(links)} eslabones`}.`,
      ...(value === 0
        ? [' Uno de ellos vale 0, y por eso el producto es 0. ']
        : [` El producto es ${value > 0 ? 'positivo' : 'negativo'}: `]),
      ...lower(direction(name, value, move)),
    ],
    gathered: (name, delta, value, move) => [
      ...say`${delta} reúne todos los caminos de ahí al error.`,
      ...(value === 0
        ? [' Uno de los dos factores vale 0, y por eso el producto es 0. ']
        : [` El producto es ${value > 0 ? 'positivo' : 'negativo'}: `]),
      ...lower(direction(name, value, move)),
    ],
    paths: (name, n, up, down, value, move) => [
      ...(up && down
        ? cancelled(name, n, up, down, value)
        : say`${name} llega al error por ${count(n)} caminos, todos del mismo signo: sus productos se suman. `),
      ...direction(name, value, move),
    ],
    direction,
    delta: (unit, value) =>
      value === 0
        ? say`Por ${unit} no se puede cambiar nada del error.`
        : value > 0
          ? say`El error pide que a ${unit} le entre menos.`
          : say`El error pide que a ${unit} le entre más.`,
    update: (name, before, after) =>
      before === after
        ? say`${name} queda igual: su gradiente es 0.`
        : say`El gradiente señala hacia dónde crece el error; vamos en sentido contrario, y ${name} ${after < before ? 'baja' : 'sube'}.`,
  },
}

/** Después de dos puntos. */
function lower(content: Content): Content {
  const [first, ...rest] = content
  return typeof first === 'string' && /^(Si|En)/.test(first)
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
    return say`${name} llega al error por dos caminos, de signo contrario: el que pasa por ${weak.via} anula el ${percent(Math.abs(weak.value / strong.value))} % del que pasa por ${strong.via}. `
  return say`${name} llega al error por ${count(n)} caminos, de los dos signos, que se anulan en parte: queda ${short(value)}. `
}
