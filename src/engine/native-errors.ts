// Errors of the engine native.
import { PasoError } from '../errors.ts'

/** The one command that installs the runtime: its own scripts only fetch what processors have no use for. */
const command = (version: string): string => `npm install --ignore-scripts onnxruntime-node@${version}`

/** @param version of the runtime */
export function nativeMissing(version: string): PasoError {
  return new PasoError('native-missing', {
    en: {
      what: 'the engine native needs the package onnxruntime-node, which is not installed.',
      where: 'option --engine.',
      expected: `onnxruntime-node ${version}, beside paso, in Node.js 20.16 or newer.`,
      hint: `${command(version)}, or --engine auto, which does without.`,
    },
    es: {
      what: 'el motor native necesita el paquete onnxruntime-node, que no está instalado.',
      where: 'opción --engine.',
      expected: `onnxruntime-node ${version}, junto a paso, en Node.js 20.16 o posterior.`,
      hint: `${command(version)}, o --engine auto, que no lo necesita.`,
    },
  })
}

/** @param reason what the package said when it was loaded */
export function nativeBroken(version: string, reason: string): PasoError {
  const received = reason.replace(/[^.]$/, '$&.')
  return new PasoError('native-broken', {
    en: {
      what: 'the package onnxruntime-node is installed, and cannot be used.',
      where: 'option --engine.',
      expected: `version ${version}, on a system that it has a library for.`,
      received,
      hint: `${command(version)}, or --engine auto, which does without.`,
    },
    es: {
      what: 'el paquete onnxruntime-node está instalado, pero no se puede usar.',
      where: 'opción --engine.',
      expected: `la versión ${version}, en un sistema para el que tenga biblioteca.`,
      received,
      hint: `${command(version)}, o --engine auto, que no lo necesita.`,
    },
  })
}

/** @param option that asks for what the runtime has no kernels for, with its value */
export function nativeKernels(
  option: 'optimizer' | 'normalization' | 'activation',
  value: string,
): PasoError {
  const asked = {
    optimizer: { en: `optimizer ${value}`, es: `el optimizador ${value}` },
    normalization: { en: 'normalized layers', es: 'capas normalizadas' },
    activation: { en: `${value} in 64 bits`, es: `${value} en 64 bits` },
  }[option]
  const other = option === 'activation' ? '--precision float32' : '--engine auto'
  const options = option === 'activation' ? `--${option} / --precision` : `--engine / --${option}`
  const [first, second] = options.split(' / ')
  return new PasoError('native-kernels', {
    en: {
      what: `the engine native has no ${asked.en}.`,
      where: `options ${first} and ${second}.`,
      received: `${value}.`,
      hint: `${other}, or change --${option}.`,
    },
    es: {
      what: `el motor native no tiene ${asked.es}.`,
      where: `opciones ${first} y ${second}.`,
      received: `${value}.`,
      hint: `${other}, o cambiar --${option}.`,
    },
  })
}

/** @param bytes that the training takes, and that there are */
export function nativeMemory(bytes: number, most: number): PasoError {
  const [needed, room] = [bytes, most].map((size) => (size / 2 ** 30).toFixed(1)) as [string, string]
  const comma = (text: string): string => text.replace('.', ',')
  return new PasoError('native-memory', {
    en: {
      what: `in training the network needs ${needed} GiB with the engine native, more than this machine has to give.`,
      where: 'options --hidden, --batch-size and --precision.',
      expected: `at most ${room} GiB.`,
      hint: 'a smaller network or batch, or --precision float32, which needs half of it.',
    },
    es: {
      what: `en el entrenamiento la red necesita ${comma(needed)} GiB con el motor native, más de lo que esta máquina puede dar.`,
      where: 'opciones --hidden, --batch-size y --precision.',
      expected: `${comma(room)} GiB como máximo.`,
      hint: 'una red o un lote menores, o --precision float32, que necesita la mitad.',
    },
  })
}
