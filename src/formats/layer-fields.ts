// What a network file says of a layer's normalization: from and to core. Nothing is lost that a trained network needs.
import {
  type Normalization,
  type NormalizationChoice,
  type NormalizationKind,
  usualNormalization,
} from '../core/normalization.ts'

/** A number as the file holds it: -0, which JSON programs lose, is the string "-0". */
export type FileNumber = number | '-0'

/** One for each unit, or one number for all. */
export type FilePerUnit = readonly FileNumber[] | FileNumber

/** The kind alone, or with its numbers; those left out are as in a new layer. */
export type FileNormalization =
  | NormalizationKind
  | {
      readonly kind: NormalizationKind
      readonly epsilon?: number | undefined
      readonly momentum?: number | undefined
      readonly scales?: FilePerUnit | undefined
      readonly shifts?: FilePerUnit | undefined
      readonly runningMeans?: FilePerUnit | undefined
      readonly runningVariances?: FilePerUnit | undefined
    }

export const numbersOf = (numbers: readonly FileNumber[]): number[] => numbers.map(Number)

/** Numbers as they stand in the file, one for all or one for each. */
export const perUnit = (numbers: FilePerUnit): readonly number[] | number =>
  typeof numbers === 'object' ? numbersOf(numbers) : Number(numbers)

/** The schema has made sure that a layer normalization has no numbers of a batch normalization. */
export function normalizationFrom(field: FileNormalization): NormalizationChoice {
  if (typeof field === 'string') return field
  const { kind, epsilon, momentum, ...lists } = field
  const numbers = Object.entries(lists).flatMap(([name, list]) =>
    list === undefined ? [] : [[name, perUnit(list)] as const],
  )
  return {
    kind,
    ...(epsilon !== undefined && { epsilon }),
    ...(momentum !== undefined && { momentum }),
    ...Object.fromEntries(numbers),
  } as NormalizationChoice
}

/** Only what differs from a new layer's. */
export function normalizationTo(normalization: Normalization): FileNormalization {
  const { kind, ...numbers } = normalization
  const own = Object.entries(numbers).filter(([name, value]) => {
    const usual = usualNormalization[name as keyof typeof usualNormalization]
    return !(typeof value === 'number' ? [value] : value).every((one: number) => Object.is(one, usual))
  })
  return own.length === 0 ? kind : { kind, ...Object.fromEntries(own) }
}
