// LoadedNetwork: a network file, and the name by which messages call it.
import type { NetworkFile } from '../formats/network-file.ts'
import type { Standing } from '../library/checkpoint-step.ts'

export interface LoadedNetwork extends NetworkFile {
  /** deck, or the file's own name, or its path. */
  readonly title: string
  /** Of a checkpoint: where its training stands. The network is the best so far. */
  readonly standing?: Standing
}

/** inspect lists each parameter of networks with at most this many; of others, the layers alone. */
export const MOST_INSPECTED = 40
