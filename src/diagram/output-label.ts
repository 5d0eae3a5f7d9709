// What stands in and beside the circle of an output: its number in the layer, or its own name.

/** A row of this height has room for a name below its value. */
const TWO_LINES = 34
/** As many letters of a name as the room beside the outputs takes. */
const MOST_LETTERS = 9

export interface OutputLabel {
  readonly inside: string
  /** A name that is too long for the circle, where the row has room for it. */
  readonly below: string | undefined
}

/**
 * @param name its own, where it has one
 * @param pitch from one output to the next
 */
export function outputLabel(unit: number, name: string | undefined, pitch: number): OutputLabel {
  const isShort = name !== undefined && name.length <= 2
  const below = name === undefined || isShort || pitch < TWO_LINES ? undefined : shortened(name)
  return { inside: isShort ? name : String(unit + 1), below }
}

const shortened = (name: string): string =>
  name.length <= MOST_LETTERS ? name : `${name.slice(0, MOST_LETTERS - 1)}…`
