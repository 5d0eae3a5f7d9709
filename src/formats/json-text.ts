// Writes JSON: numbers that read back the same, lists of numbers on one line, the rest for people.

/** What can be written; a key whose value is undefined is left out. */
export type Writable =
  | null
  | boolean
  | number
  | string
  | readonly Writable[]
  | { readonly [key: string]: Writable | undefined }

const WIDTH = 100

/** One line: for logs and for rows. NaN, Infinity and -0, which JSON has not, are strings. */
export function compactJson(value: Writable): string {
  if (typeof value === 'number') return numberText(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (isList(value)) return `[${value.map(compactJson).join(',')}]`
  return `{${members(value)
    .map(([key, item]) => `${JSON.stringify(key)}:${compactJson(item)}`)
    .join(',')}}`
}

/** Several lines: what fits on a line, and every list of scalars, stays on one. Ends with a line break. */
export function prettyJson(value: Writable): string {
  return `${pretty(value, 0)}\n`
}

function pretty(value: Writable, indent: number): string {
  if (typeof value !== 'object' || value === null) return compactJson(value)
  const line = oneLine(value)
  if (line !== undefined && (isList(value) || indent + line.length <= WIDTH)) return line
  const [inner, outer] = [' '.repeat(indent + 2), ' '.repeat(indent)]
  if (isList(value)) {
    return `[\n${value.map((item) => inner + pretty(item, indent + 2)).join(',\n')}\n${outer}]`
  }
  const lines = members(value).map(
    ([key, item]) => `${inner}${JSON.stringify(key)}: ${pretty(item, indent + 2)}`,
  )
  return `{\n${lines.join(',\n')}\n${outer}}`
}

/** The value on one line when it holds only scalars, or in an object lists of scalars. */
function oneLine(value: Exclude<Writable, null | boolean | number | string>): string | undefined {
  if (isList(value)) return value.every(isScalar) ? `[${value.map(compactJson).join(', ')}]` : undefined
  const parts: string[] = []
  for (const [key, item] of members(value)) {
    const text = isScalar(item) ? compactJson(item) : isList(item) ? oneLine(item) : undefined
    if (text === undefined) return undefined
    parts.push(`${JSON.stringify(key)}: ${text}`)
  }
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`
}

/** The shortest form that reads back the same. */
function numberText(value: number): string {
  if (Object.is(value, -0)) return '"-0"'
  return Number.isFinite(value) ? String(value) : `"${value}"`
}

const isScalar = (value: Writable): boolean => typeof value !== 'object' || value === null

function isList(value: Writable): value is readonly Writable[] {
  return Array.isArray(value)
}

function members(value: { readonly [key: string]: Writable | undefined }): [string, Writable][] {
  return Object.entries(value).filter((member): member is [string, Writable] => member[1] !== undefined)
}
