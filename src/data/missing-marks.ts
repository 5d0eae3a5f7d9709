// What a cell says that stands for a value that is not there.

const missingMarks =
  /^(n\.?\/?[ad]\.?|s\/?d|#n\/[ad]|nan|null|none|nil|missing|unknown|sin datos?|desconocido|\?+|-+|\.+|—|–)$/i

/** True for NA, null, ? and the like. */
export const isMissingMark = (cell: string): boolean => missingMarks.test(cell)

/** An empty cell, or one that holds such a mark. */
export const isMissingText = (cell: string): boolean => cell === '' || isMissingMark(cell)
