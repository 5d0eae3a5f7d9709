// The nearest known word to a mistyped one, for the hint of an error message.

/**
 * The candidate most like `word`, or undefined when none is near enough to be a slip: at most one edit in three
 * letters. Capitals, accents and the marks between words do not count as edits. The first of several equals wins.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const plainWord = plain(word)
  let best: string | undefined
  let bestDistance = Number.POSITIVE_INFINITY
  for (const candidate of candidates) {
    const plainCandidate = plain(candidate)
    const longer = Math.max(plainWord.length, plainCandidate.length)
    const allowed = Math.max(1, Math.floor(longer / 3))
    if (Math.abs(plainWord.length - plainCandidate.length) > allowed || allowed >= longer) continue
    const distance = editDistance(plainWord, plainCandidate)
    if (distance <= allowed && distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/** The same for names of files: those of one kind must be alike in what stands before the suffix. */
export function nearestFile(name: string, files: readonly string[]): string | undefined {
  const stem = (file: string): string => file.replace(/\.\w+$/, '')
  const suffix = (file: string): string => file.slice(stem(file).length)
  return nearest(
    name,
    files.filter((file) => suffix(file) !== suffix(name) || nearest(stem(name), [stem(file)]) !== undefined),
  )
}

/**
 * Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b`: the Damerau-Levenshtein distance
 * in its restricted form (optimal string alignment), where no part is edited twice.
 * Source: L. Boytsov, "Indexing methods for approximate dictionary searching", ACM JEA 16 (2011), section 2.2.
 */
export function editDistance(a: string, b: string): number {
  let beforePrevious: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      let best = Math.min(substitution, previous[j]! + 1, current[j - 1]! + 1)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) best = Math.min(best, beforePrevious[j - 2]! + 1)
      current.push(best)
    }
    beforePrevious = previous
    previous = current
  }
  return previous[b.length]!
}

/** Lower case, without accents, and with one mark between words. */
function plain(word: string): string {
  return word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s_-]+/g, '-')
}
