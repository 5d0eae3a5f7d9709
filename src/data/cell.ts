// What a cell says that is not a number: why it is none, and what was probably meant.
import { type DecimalMark, readNumber, strict } from './decimal.ts'
import { isMissingMark } from './missing-marks.ts'
import { type Phrase, quoted, same } from './phrases.ts'

/** Why a cell is not a number. `almost`: a number was meant, so the cell counts as one when its column is judged. */
export interface CellFault {
  readonly almost: boolean
  /** Follows the quoted cell: `, with the letter O`. */
  readonly remark: Phrase
  readonly hint: Phrase
}

/** The fault of a cell that is not empty and that is no number. */
export function cellFault(cell: string, decimal: DecimalMark): CellFault {
  for (const explain of explanations) {
    const fault = explain(cell, decimal)
    if (fault) return fault
  }
  return { almost: false, remark: same(''), hint: generalHint }
}

/** The fault as the words of a message: `"3O", with the letter O`. */
export function faultReceived(cell: string, fault: CellFault): Phrase {
  return { en: quoted(cell, 'en') + fault.remark.en, es: quoted(cell, 'es') + fault.remark.es }
}

const generalHint: Phrase = {
  en: 'correct the cell or remove the row.',
  es: 'corregir la celda o quitar la fila.',
}

type Explanation = (cell: string, decimal: DecimalMark) => CellFault | undefined

const explanations: readonly Explanation[] = [
  numberAsText,
  tooLarge,
  letterForDigit,
  missingMark,
  otherBase,
  infinite,
  otherDecimalMark,
  thousandsMark,
  looseNumber,
  withUnit,
]

/** Of a program's rows: a text where other rows have numbers. In a file it would be a number. */
function numberAsText(cell: string, decimal: DecimalMark): CellFault | undefined {
  if (readNumber(cell, decimal) === undefined) return undefined
  return {
    almost: true,
    remark: { en: ', which is a text', es: ', que es un texto' },
    hint: { en: `write ${cell}, without quotes.`, es: `escribir ${cell}, sin comillas.` },
  }
}

function tooLarge(cell: string, decimal: DecimalMark): CellFault | undefined {
  if (!strict[decimal].test(cell)) return undefined
  const remark = {
    en: ', beyond the largest double, 1.8·10³⁰⁸',
    es: ', mayor que el mayor número de 64 bits, 1,8·10³⁰⁸',
  }
  return { almost: true, remark, hint: generalHint }
}

/** A letter that looks like a digit, among digits: 3O, l5. */
function letterForDigit(cell: string, decimal: DecimalMark): CellFault | undefined {
  const letter = cell.match(/[OolI]/)?.[0]
  if (letter === undefined) return undefined
  const replaced = cell.replace(/[Oo]/g, '0').replace(/[lI]/g, '1')
  const dropped = cell.replace(/[OolI]/g, '')
  if (readNumber(replaced, decimal) === undefined || !/\d/.test(cell)) return undefined
  const remark = { en: `, with the letter ${letter}`, es: `, con la letra ${letter}` }
  const meant = readNumber(dropped, decimal) === undefined ? [replaced] : [dropped, replaced]
  return { almost: true, remark, hint: writeHint(meant) }
}

function missingMark(cell: string): CellFault | undefined {
  if (!isMissingMark(cell)) return undefined
  return {
    almost: false,
    remark: { en: ', which usually marks a missing value', es: ', que suele marcar un valor que falta' },
    hint: { en: 'fill in the value or remove the row.', es: 'completar el valor o quitar la fila.' },
  }
}

function otherBase(cell: string): CellFault | undefined {
  if (!/^0(x[\da-f]+|b[01]+|o[0-7]+)$/i.test(cell)) return undefined
  const base = { x: 16, o: 8, b: 2 }[cell[1]!.toLowerCase()]
  const remark = { en: `, in base ${base}`, es: `, en base ${base}` }
  return { almost: true, remark, hint: writeHint([BigInt(cell.toLowerCase()).toString()]) }
}

function infinite(cell: string): CellFault | undefined {
  if (!/^[+-]?(inf(inity|inito)?|∞)$/i.test(cell)) return undefined
  const remark = { en: ', which is not finite', es: ', que no es finito' }
  return { almost: true, remark, hint: generalHint }
}

function otherDecimalMark(cell: string, decimal: DecimalMark): CellFault | undefined {
  const other = decimal === '.' ? ',' : '.'
  if (readNumber(cell, other) === undefined) return undefined
  const meant = [cell.replace(other, decimal)]
  if (/^-?[1-9]\d{0,2}[.,]\d{3}$/.test(cell)) meant.push(cell.replace(other, ''))
  const remark =
    other === ','
      ? { en: ', with a decimal comma', es: ', con coma decimal' }
      : { en: ', with a decimal point', es: ', con punto decimal' }
  return { almost: true, remark, hint: writeHint(meant) }
}

/** 1,234,567 or 1.234,5 or 1 234: marks between groups of three digits. */
function thousandsMark(cell: string, decimal: DecimalMark): CellFault | undefined {
  const parts = /^(-?\d{1,3}(?:([.,'’_\s])\d{3})(?:\2\d{3})*)(?:([.,])(\d+))?$/.exec(cell)
  if (!parts) return undefined
  const [, groups, mark, , decimals] = parts
  if (parts[3] === mark) return undefined
  const digits = groups!.replace(/[^\d-]/g, '')
  const remark = { en: ', with a mark between thousands', es: ', con separador de miles' }
  return { almost: true, remark, hint: writeHint([decimals ? digits + decimal + decimals : digits]) }
}

/** +5, .5, 5. or a typographic minus. */
function looseNumber(cell: string, decimal: DecimalMark): CellFault | undefined {
  const meant = cell
    .replace(/^\+/, '')
    .replace(/^[−–]/, '-')
    .replace(/^(-?)(?=[.,]\d)/, '$10')
    .replace(/[.,](?=$|e)/i, '')
  if (meant === cell || readNumber(meant, decimal) === undefined) return undefined
  return { almost: true, remark: same(''), hint: writeHint([meant]) }
}

/** 5 kg, 12 %, $ 5. */
function withUnit(cell: string, decimal: DecimalMark): CellFault | undefined {
  const meant = cell
    .replace(/^[$€£¥]\s*/, '')
    .replace(/\s*([%°$€£¥]\p{L}?|(?<=\d)\s+\p{L}[\p{L}\d/²³]*)$/u, '')
  if (meant === cell || readNumber(meant, decimal) === undefined) return undefined
  return {
    // Texts such as `3 doors` may well be categories.
    almost: !/\p{L}/u.test(cell),
    remark: { en: ', with a unit', es: ', con una unidad' },
    hint: {
      en: `write ${meant}, and the unit in the name of the column.`,
      es: `escribir ${meant}, y la unidad en el nombre de la columna.`,
    },
  }
}

function writeHint(meant: readonly string[]): Phrase {
  if (meant.length === 1) return { en: `write ${meant[0]}.`, es: `escribir ${meant[0]}.` }
  const [a, b] = meant
  const or = /^(8|11(\D|$))/.test(b!) ? 'u' : 'o'
  return { en: `write ${a} or ${b}, whichever is right.`, es: `escribir ${a} ${or} ${b}, según corresponda.` }
}
