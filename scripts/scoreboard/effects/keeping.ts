// What the options that keep a training do: checkpoint, how often, going on from it, and event files.
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readCheckpoint } from '../../../src/formats/read-checkpoint.ts'
import { type Effect, type Flags, oneStep, sameBits, trained, workFolder } from './trained.ts'

const quick: Flags = { epochs: 4, hidden: 3, patience: 90, seed: 3 }

/** A path where nothing is. */
function free(name: string): string {
  const path = join(workFolder(), name)
  rmSync(path, { recursive: true, force: true })
  return path
}

const epochsIn = (path: string): number => readCheckpoint(readFileSync(path), path).state.history.length

export const keepingEffects: Readonly<Record<string, Effect>> = {
  checkpoint: {
    claim: 'keeps the training in that file, where it ends',
    async holds() {
      const path = free('kept.checkpoint')
      await trained({ ...quick, checkpoint: path })
      return epochsIn(path) === 4
    },
  },
  checkpointEvery: {
    claim: 'keeps it after so many epochs: of a training that runs away, the last of every three',
    async holds() {
      const path = free('often.checkpoint')
      const flags = {
        ...oneStep,
        'learning-rate': 1,
        epochs: 3000,
        checkpoint: path,
        'checkpoint-every': '3e',
      }
      const failure = await trained(flags).then(
        () => '',
        (error: Error) => error.message,
      )
      const epochs = epochsIn(path)
      return failure.includes('"diverged"') && epochs >= 3 && epochs % 3 === 0
    },
  },
  resume: {
    claim: 'goes on from a checkpoint, to the bits of a training that was not stopped',
    async holds() {
      const path = free('resumed.checkpoint')
      await trained({ ...quick, checkpoint: path })
      const [resumed, whole] = [
        await trained({ epochs: 9, resume: path, patience: 90 }),
        await trained({ ...quick, epochs: 9 }),
      ]
      return sameBits(resumed.network, whole.network) && resumed.json.history.length === 9
    },
  },
  tensorboard: {
    claim: 'writes event files for TensorBoard into that folder',
    async holds() {
      const folder = free('events')
      await trained({ ...quick, tensorboard: folder })
      const [name] = readdirSync(folder)
      const text = readFileSync(join(folder, name!), 'latin1')
      return text.split('loss/training').length === 5 && text.includes('metrics/test/r2')
    },
  },
}
