// What is trained, as the address tells it: wine,hidden:16-8,rate:0.05,seed:7. A table of the user's own is not in it.
import type { BiasPolicy } from '../../src/core/network.ts'
import { isActivationName } from '../../src/math/activations.ts'
import { isOptimizerName } from '../../src/math/optimizers.ts'
import {
  type Order,
  type Settings,
  type Source,
  type TableName,
  tableNames,
  usualSettings,
} from '../training/messages.ts'

/** How a setting is written, and read; undefined where the text is none. */
interface Code<Value> {
  readonly write: (value: Value) => string
  readonly read: (text: string) => Value | undefined
}

const numberFrom = (least: number, most: number, isWhole = false): Code<number> => ({
  write: String,
  read: (text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text)
    return value >= least && value <= most && (!isWhole || Number.isInteger(value)) ? value : undefined
  },
})

const oneOf = <Name extends string>(isName: (text: string) => boolean): Code<Name> => ({
  write: (name) => name,
  read: (text) => (isName(text) ? (text as Name) : undefined),
})

/** Text that may hold the signs between settings. */
const free: Code<string> = { write: encodeURIComponent, read: decoded }

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

const codes: { readonly [Name in keyof Settings]: Code<NonNullable<Settings[Name]>> } = {
  target: free,
  ignored: {
    write: (columns) => columns.map(free.write).join('|'),
    read: (text) => text.split('|').map((column) => decoded(column) ?? ''),
  },
  hidden: {
    write: (units) => (units.length === 0 ? 'none' : units.join('-')),
    read: (text) => {
      const units = text === 'none' ? [] : text.split('-').map(Number)
      return units.every((n) => Number.isInteger(n) && n >= 1 && n <= 1024) && units.length <= 6
        ? units
        : undefined
    },
  },
  activation: oneOf(isActivationName),
  optimizer: oneOf(isOptimizerName),
  learningRate: numberFrom(0, 1e6),
  l2: numberFrom(0, 1e6),
  batchSize: numberFrom(1, 1e9, true),
  seed: numberFrom(0, Number.MAX_SAFE_INTEGER, true),
  validation: numberFrom(0, 0.9),
  biases: oneOf<BiasPolicy>((text) => ['fixed', 'shared', 'per-neuron'].includes(text)),
  order: oneOf<Order>((text) => ['in-order', 'too-early'].includes(text)),
}

/** Short ones, where a setting's own name is long. */
const keys: Readonly<Partial<Record<keyof Settings, string>>> = {
  ignored: 'without',
  learningRate: 'rate',
  batchSize: 'batch',
  validation: 'held',
}

const coded = Object.entries(codes).map(([name, code]) => ({
  name: name as keyof Settings,
  key: keys[name as keyof Settings] ?? name,
  ...(code as Code<unknown>),
}))

/** Where a run stands that nobody changed on its way: the same settings lead there again. */
export interface Stand {
  readonly epoch: number
  /** The chosen row, from 0; undefined: the first. */
  readonly row: number | undefined
}

const atStart: Stand = { epoch: 0, row: undefined }

/** A page does not train longer by itself. */
const MOST_EPOCHS = 20_000

/** Undefined for what the page begins with, and for a table that only this page has. */
export function trainText(
  source: Source,
  settings: Settings,
  { epoch, row }: Stand = atStart,
): string | undefined {
  if (source.kind === 'file') return undefined
  const parts = coded.flatMap(({ name, key, write }) => {
    const value = settings[name]
    if (value === undefined || String(value) === String(usualSettings[name])) return []
    return [`${key}:${write(value)}`]
  })
  if (epoch > 0 && epoch <= MOST_EPOCHS) parts.push(`epoch:${epoch}`)
  if (row !== undefined) parts.push(`row:${row + 1}`)
  const table = source.kind === 'lesson' ? 'lesson' : source.name
  return table === 'iris' && parts.length === 0 ? undefined : [table, ...parts].join(',')
}

/** What cannot be read is as usual. */
export function trainFrom(text: string): Stand & {
  readonly table: TableName | 'lesson'
  readonly settings: Settings
} {
  const [name = '', ...parts] = text.split(',')
  const known = [...tableNames, 'lesson'] as const
  const table = known.find((one) => one === name) ?? 'iris'
  const given = new Map(parts.map((part) => [part.split(':', 1)[0]!, part.slice(part.indexOf(':') + 1)]))
  const read = coded.flatMap(({ name: setting, key, read }) => {
    const value = given.has(key) ? read(given.get(key)!) : undefined
    return value === undefined ? [] : [[setting, value] as const]
  })
  const whole = (key: string, most: number): number =>
    numberFrom(1, most, true).read(given.get(key) ?? '') ?? 0
  const row = whole('row', 1e9)
  return {
    table,
    settings: { ...usualSettings, ...Object.fromEntries(read) },
    epoch: whole('epoch', MOST_EPOCHS),
    row: row > 0 ? row - 1 : undefined,
  }
}
