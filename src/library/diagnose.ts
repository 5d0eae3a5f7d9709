// Diagnosis of a trained model on rows with their answers: what its layers do, and what is wrong with them or with the data.
import type { Network } from '../core/network.ts'
import { encodeRows, type TableEncoding } from '../data/encoding.ts'
import type { FilledColumn } from '../data/filled.ts'
import { type SingleColumn, singleColumns, spreadRows } from '../data/single-columns.ts'
import type { Table } from '../data/table.ts'
import { encodeTargets } from '../data/targets.ts'
import { healthOf, type LayerHealth } from '../engine/layer-health.ts'
import { shapeOf } from '../engine/parameters.ts'
import type { Warning } from '../errors.ts'
import type { NetworkFile } from '../formats/network-file.ts'
import { dataFindings } from './data-findings.ts'
import type { Finding } from './finding.ts'
import { networkFindings } from './network-findings.ts'

export interface Diagnosis {
  /** Whether nothing is a problem; there may be hints. */
  readonly healthy: boolean
  readonly rows: number
  /** On how many rows, evenly spread, the layers were measured: of a large table or network not on all. */
  readonly measuredRows: number
  readonly layers: readonly LayerHealth[]
  /** For each target the input column that predicts it best alone; undefined where none tells anything. */
  readonly bestColumns: readonly (SingleColumn | undefined)[]
  /** Problems first. */
  readonly findings: readonly Finding[]
  /** The columns in which cells were missing and filled in, with the rows, from 0. */
  readonly filled: readonly FilledColumn[]
  /** What was worth saying while the rows were encoded. */
  readonly warnings: readonly Warning[]
}

/** Parameters times rows: some seconds of work. */
const MOST_WORK = 5e7
const [FEWEST, MOST] = [100, 10_000]

/**
 * @param table with the model's columns and its targets
 * @throws PasoError those of `encodeRows` and `encodeTargets`
 */
export function diagnoseModel(
  { network, encoding, training }: NetworkFile & { readonly encoding: TableEncoding },
  table: Table,
): Diagnosis {
  const { inputs, filled, warnings } = encodeRows(encoding, table)
  const targets = encodeTargets(encoding, table)
  const rows = rowsFor(network, table.rows)
  const health = healthOf(
    network,
    Array.from(rows, (row) => ({ input: inputs[row]!, target: targets[row]! })),
  )
  const names = encoding.inputs.map(({ name }) => name)
  const single = singleColumns(table, encoding.target, names)
  const weighted = training?.recipe.classWeights !== undefined
  const findings = [
    ...networkFindings(health),
    ...dataFindings({ table, encoding, inputs, single, weighted }),
  ]
  const problems = findings.filter(({ level }) => level === 'problem')
  return {
    healthy: problems.length === 0,
    rows: table.rows,
    measuredRows: rows.length,
    layers: health.layers,
    bestColumns: single.map(([best]) => best),
    findings: [...problems, ...findings.filter(({ level }) => level === 'hint')],
    filled,
    warnings,
  }
}

function rowsFor(network: Network, rows: number): Uint32Array {
  const most = Math.floor(MOST_WORK / shapeOf(network).size)
  return spreadRows(rows, Math.min(MOST, Math.max(FEWEST, most)))
}
