// Report: all that a run measured, with what it ran on.
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import type { EpochResult } from './epochs.ts'
import type { Growth } from './growth.ts'
import type { CaseResult } from './race.ts'

export interface Machine {
  readonly cpu: string
  readonly cores: number
  /** Bytes. */
  readonly memory: number
  readonly node: string
  /** Processes that were running or waiting when the run began, on the average of a minute. */
  readonly load: number
}

export interface Report {
  readonly format: 'paso-bench/1'
  /** Of the day, in UTC. */
  readonly date: string
  readonly machine: Machine
  readonly rounds: number
  /** Milliseconds. */
  readonly window: number
  readonly cases: readonly CaseResult[]
  readonly growth?: Growth
  readonly epochs?: readonly EpochResult[]
  /** Who is not installed: by name, what installs it. */
  readonly absent: Readonly<Record<string, string>>
}

export function machine(): Machine {
  return {
    cpu: cpus()[0]?.model ?? process.arch,
    cores: availableParallelism(),
    memory: totalmem(),
    node: process.version,
    load: loadavg()[0]!,
  }
}
