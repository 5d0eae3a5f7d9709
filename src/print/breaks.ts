// Places to break: in a spelled formula, spaces before operators are private characters, one for each depth.

/** Spaces at which a line may break: one private character for each depth, lower ones first. */
const FIRST_BREAK = 0xe000
const LAST_BREAK = 0xe03f
const breaks = new RegExp(`[${String.fromCharCode(FIRST_BREAK)}-${String.fromCharCode(LAST_BREAK)}]`, 'g')

/** A space at which a line may break. */
export const breakAt = (depth: number): string =>
  String.fromCharCode(Math.min(FIRST_BREAK + depth, LAST_BREAK))

/** A spelled formula with all places to break made plain spaces. */
export const flat = (spelled: string): string => spelled.replace(breaks, ' ')

/** How deep a character is as a place to break; undefined for any other character. */
export function breakDepth(character: string): number | undefined {
  const code = character.charCodeAt(0)
  return code >= FIRST_BREAK && code <= LAST_BREAK ? code - FIRST_BREAK : undefined
}
