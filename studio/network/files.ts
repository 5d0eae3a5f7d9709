// Files: network files and models, opened and saved; what cannot be opened changes nothing.
import { signal } from '@preact/signals'
import { PasoError, type Texts } from '../../src/errors.ts'
import { type NetworkFile, writeNetworkFile } from '../../src/formats/network-file.ts'
import { looksLikeSafetensors } from '../../src/formats/safetensors.ts'
import type { Checkpoint } from '../../src/library/checkpoint.ts'
import { lesson } from '../model/page.ts'
import { withStandIn } from '../model/stand-in.ts'
import { announce } from '../page/announce.ts'
import { saveFile } from '../page/picture.ts'
import { replaceLesson } from './draft.ts'
import { networkWords } from './network-words.ts'

interface FileFault {
  readonly kind: 'wrong' | 'table' | 'too-large' | 'no-file'
  readonly name: string
  readonly texts?: Texts | undefined
  /** A table, which can be trained on. */
  readonly table?: File
}

/** Why the last file was refused. */
export const fileFault = signal<FileFault>()

/** Bytes of the largest file that is read. */
const MOST = 64 * 1024 * 1024

export async function openFile(file: File): Promise<void> {
  const w = networkWords.peek()
  fileFault.value = undefined
  if (/\.(csv|tsv)$/i.test(file.name)) {
    fileFault.value = { kind: 'table', name: file.name, table: file }
    return
  }
  if (file.size > MOST) {
    fileFault.value = { kind: 'too-large', name: file.name }
    return
  }
  const texts = await read(file)
  fileFault.value = texts && { kind: 'wrong', name: file.name, texts }
  announce(texts ? w.fileWrong(file.name) : w.opened(file.name))
}

/** A folder, or a file that is gone. */
const unreadable: Texts = {
  en: { what: 'it could not be read.', expected: 'a file that this browser may read.' },
  es: { what: 'no se pudo leer.', expected: 'un archivo que este navegador pueda leer.' },
}

/** @returns why it is refused */
async function read(file: File): Promise<Texts | undefined> {
  try {
    const given = await networkIn(new Uint8Array(await file.arrayBuffer()), file.name)
    return replaceLesson(() => withStandIn({ ...given, name: given.name ?? file.name.replace(/\.\w+$/, '') }))
  } catch (error) {
    if (error instanceof PasoError) return error.texts
    return unreadable
  }
}

/** Of a network file, or of the checkpoint of a training: there the best so far. */
async function networkIn(bytes: Uint8Array, name: string): Promise<NetworkFile> {
  if (looksLikeSafetensors(bytes)) {
    const { readCheckpoint } = await import('../../src/formats/read-checkpoint.ts')
    const { networkOf } = await import('../../src/library/checkpoint.ts')
    return networkOf(readCheckpoint(bytes, name) as unknown as Checkpoint)
  }
  const { readNetworkFile } = await import('../../src/formats/read-network-file.ts')
  return readNetworkFile(new TextDecoder().decode(bytes), name)
}

export async function saveLesson(): Promise<void> {
  const now = lesson.peek()
  const name = `${safeName(now.name ?? 'network')}.json`
  saveFile(new Blob([writeNetworkFile(now)], { type: 'application/json' }), name)
  announce(networkWords.peek().saved(name))
}

/** Letters, digits and what file systems take everywhere. */
const safeName = (name: string): string => name.replace(/[^\p{L}\p{N} ._-]+/gu, '-').slice(0, 80) || 'network'
