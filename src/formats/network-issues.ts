// From what the schema finds wrong to a message: the deepest finding, its place, and the word that was probably meant.
import { normalizationKinds } from '../core/normalization-kinds.ts'
import type { PasoError } from '../errors.ts'
import { activationNames } from '../math/activations.ts'
import { lossNames } from '../math/losses.ts'
import { optimizerNames } from '../math/optimizers.ts'
import { scheduleNames } from '../math/schedule-names.ts'
import type { JsonDocument, JsonPath, JsonValue } from './json.ts'
import {
  missingField,
  notFinite,
  type Spot,
  unknownField,
  unknownName,
  wrongFormat,
} from './network-errors.ts'
import { NETWORK_FORMAT } from './network-file.ts'
import { fieldsAt } from './network-schema.ts'
import { wrongType } from './wrong-type.ts'

/** The part of a zod issue that is read here. */
interface Issue {
  readonly code?: string | undefined
  readonly path: readonly PropertyKey[]
  readonly keys?: readonly string[]
  readonly errors?: readonly (readonly Issue[])[]
}

/** Where a name of a function stands, the names of that kind. */
const functionNames: Readonly<Record<string, readonly string[]>> = {
  activation: activationNames,
  loss: lossNames,
  optimizer: optimizerNames,
  schedule: scheduleNames,
  normalization: normalizationKinds,
}

/**
 * The error of the first finding. A wrong format comes before all others, since then nothing else can be right; then an
 * unknown field, since it may be the misspelled one that is missing.
 */
export function issueError(issues: readonly Issue[], document: JsonDocument, fileName: string): PasoError {
  const format = issues.find(({ path }) => path[0] === 'format')
  const unknown = issues.find(({ code }) => code === 'unrecognized_keys')
  const issue = deepest(format ?? unknown ?? issues[0]!)
  const path = issue.path as JsonPath
  const spot: Spot = { document, fileName, path }
  const value = valueAt(document.value, path)

  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys![0]!
    return unknownField(
      { ...spot, path: [...path, key] },
      key,
      fieldsAt(path, valueAt(document.value, [...path, 'kind'])) ?? [],
    )
  }
  if (value === undefined) return missingField(spot)
  if (path[0] === 'format') return wrongFormat(spot, String(value), NETWORK_FORMAT)
  if (isNotFinite(value)) return notFinite(spot)

  const kind = path.at(-1) === 'name' || path.at(-1) === 'kind' ? String(path.at(-2)) : String(path.at(-1))
  const names = functionNames[kind]
  if (names && typeof value === 'string')
    return unknownName(spot, kind as Parameters<typeof unknownName>[1], value, names)
  return wrongType(spot, value)
}

/** Of the branches of a union, the one that got furthest: inside an object rather than at its door. */
function deepest(issue: Issue): Issue {
  const inner = (issue.errors ?? []).flat().map(deepest)
  const furthest = inner.reduce<Issue | undefined>(
    (best, next) =>
      next.path.length > (best?.path.length ?? 0) || (!best && next.code === 'unrecognized_keys')
        ? next
        : best,
    undefined,
  )
  if (!furthest) return issue
  return { ...furthest, path: [...issue.path, ...furthest.path] }
}

/** A number too large for a double, or one of the words that other programs write for what is no number. */
function isNotFinite(value: JsonValue): boolean {
  if (typeof value === 'number') return !Number.isFinite(value)
  return typeof value === 'string' && /^[+-]?(nan|inf(inity)?)$/i.test(value)
}

function valueAt(root: JsonValue, path: JsonPath): JsonValue | undefined {
  let value: JsonValue | undefined = root
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Record<string, JsonValue>)[step]
  }
  return value
}
