// A checkpoint of a training on plantas.csv, and files that differ from it, from its table or from its logs in one place.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { checkpointBytes } from '../../src/formats/index.ts'
import { readCheckpoint } from '../../src/formats/read-checkpoint.ts'
import oracle from '../oracle/safetensors.json' with { type: 'json' }
import { paso } from './run-cli.ts'

/** Writes them into the current folder, where plantas.csv is. */
export async function writeCheckpointFiles(): Promise<void> {
  const path = 'plantas.checkpoint'
  const words = ['train', 'plantas.csv', '--target', 'especie', '--hidden', '4', '--epochs', '3']
  await paso([...words, '--checkpoint', path, '-q', '--json'])
  const bytes = new Uint8Array(readFileSync(path))
  writeFileSync('roto.checkpoint', bytes.with(bytes.length - 5, bytes.at(-5)! ^ 4))
  const other = Buffer.from(oracle.mixed.file, 'base64')
  writeFileSync('ajeno.safetensors', other)
  // How long a checkpoint is depends on the digits of its times.
  writeFileSync('cortado.checkpoint', other.subarray(0, other.length - 8))
  const whole = readCheckpoint(bytes, path)
  const piped = { ...whole, table: { ...whole.table, source: '-' } }
  writeFileSync('tuberia.checkpoint', checkpointBytes(piped))
  mkdirSync('tablas')
  const table = readFileSync('plantas.csv', 'utf8')
  writeFileSync('tablas/otra.csv', table.replace(/\n\d+/, '\n77'))
  writeFileSync('tablas/menos.csv', table.trimEnd().replace(/\n[^\n]*$/, '\n'))
  writeFileSync('registro.jsonl', '{"epoch":1,"loss":7,"best":true,"seconds":0}\n')
  mkdirSync('eventos')
  writeFileSync('eventos/events.out.tfevents.1700000000.pc.1', '')
}
