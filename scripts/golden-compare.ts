// Compares a golden with what is printed now: text exactly, the numbers of JSON as numbers; and shows the difference.

/** Relative, for numbers in JSON: far below any real change, above a last bit. */
export const TOLERANCE = 1e-12

/** Whether `actual` is what `accepted` says. */
export function agrees(file: string, accepted: string, actual: string): boolean {
  if (accepted === actual) return true
  return file.endsWith('.json') && sameValue(JSON.parse(accepted), JSON.parse(actual))
}

function sameValue(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') {
    return Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b))
  }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  const [left, right] = [Object.entries(a), Object.entries(b)]
  if (Array.isArray(a) !== Array.isArray(b) || left.length !== right.length) return false
  return left.every(([key, value], i) => key === right[i]![0] && sameValue(value, right[i]![1]))
}

const CONTEXT = 2
const MOST_LINES = 40

/** The lines that differ, with a little of what stands around them, as `diff -u` writes them. */
export function difference(accepted: string, actual: string): string {
  const changes = lineChanges(accepted.split('\n'), actual.split('\n'))
  const near = changes.map((_, i) =>
    changes.slice(Math.max(0, i - CONTEXT), i + CONTEXT + 1).some(({ sign }) => sign !== ' '),
  )
  const lines = changes.flatMap(({ sign, line, number }, i) => {
    if (!near[i]) return []
    const head = near[i - 1] ? [] : [`@@ line ${number} @@`]
    return [...head, `${sign} ${line}`.trimEnd()]
  })
  const rest = lines.length - MOST_LINES
  return [...lines.slice(0, MOST_LINES), ...(rest > 0 ? [`... and ${rest} more lines`] : [])].join('\n')
}

interface Change {
  readonly sign: ' ' | '-' | '+'
  readonly line: string
  /** In the accepted text, from 1. */
  readonly number: number
}

/** Longest common subsequence of what is left between the common beginning and the common end. */
function lineChanges(before: readonly string[], after: readonly string[]): Change[] {
  let start = 0
  while (start < before.length && before[start] === after[start]) start++
  let end = 0
  while (
    end < Math.min(before.length, after.length) - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end++
  }
  const [a, b] = [before.slice(start, before.length - end), after.slice(start, after.length - end)]
  const same = (line: string, i: number): Change => ({ sign: ' ', line, number: i + 1 })
  return [
    ...before.slice(0, start).map(same),
    ...changesBetween(a, b, start),
    ...before.slice(before.length - end).map((line, i) => same(line, before.length - end + i)),
  ]
}

function changesBetween(a: readonly string[], b: readonly string[], start: number): Change[] {
  // longest[i][j]: of a from i on and b from j on.
  const longest = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i]![j] =
        a[i] === b[j] ? longest[i + 1]![j + 1]! + 1 : Math.max(longest[i + 1]![j]!, longest[i]![j + 1]!)
    }
  }
  const changes: Change[] = []
  for (let [i, j] = [0, 0]; i < a.length || j < b.length; ) {
    const number = start + i + 1
    if (i < a.length && a[i] === b[j]) {
      changes.push({ sign: ' ', line: a[i++]!, number })
      j++
    } else if (j === b.length || (i < a.length && longest[i + 1]![j]! >= longest[i]![j + 1]!)) {
      changes.push({ sign: '-', line: a[i++]!, number })
    } else changes.push({ sign: '+', line: b[j++]!, number })
  }
  return changes
}
