// Options about what is written, and those of every command.
import { commandNames, FILE, NUMBER, type OptionDefinition, writers } from './definition.ts'

export const commonOptions = {
  rowFormat: {
    flag: 'format',
    type: { kind: 'choice', choices: ['csv', 'jsonl'] },
    default: 'csv',
    commands: ['predict'],
    help: { en: 'a table, or one JSON object for each row', es: 'una tabla, o un objeto JSON por fila' },
    example: '--format jsonl',
  },
  output: {
    flag: 'output',
    short: 'o',
    type: { kind: 'text' },
    commands: writers,
    value: FILE,
    help: {
      en: 'write to this file; - is standard output',
      es: 'escribir en este archivo; - es la salida estándar',
    },
    example: '-o model.json',
  },
  force: {
    flag: 'force',
    type: { kind: 'switch' },
    commands: writers,
    help: { en: 'replace an existing file', es: 'reemplazar un archivo que ya existe' },
    example: '--force',
  },

  port: {
    flag: 'port',
    type: { kind: 'integer', min: 1, max: 65535 },
    commands: ['studio'],
    value: NUMBER,
    help: { en: 'the port to serve on', es: 'el puerto en el que se sirve' },
    defaultFrom: { en: '7276, or a free one', es: '7276, o uno libre' },
    example: '--port 8080',
  },

  // Every command.
  json: {
    flag: 'json',
    type: { kind: 'switch' },
    commands: ['explain', 'train', 'search', 'predict', 'eval', 'check', 'inspect'],
    help: {
      en: 'one JSON value on standard output, nothing else',
      es: 'un valor JSON en la salida estándar, nada más',
    },
    example: '--json',
  },
  lang: {
    flag: 'lang',
    type: { kind: 'text' },
    commands: commandNames,
    value: { en: 'LANGUAGE', es: 'IDIOMA' },
    help: { en: 'en, es, or with a country: es-MX', es: 'en, es, o con país: es-MX' },
    defaultFrom: { en: 'LC_ALL, LC_MESSAGES or LANG', es: 'LC_ALL, LC_MESSAGES o LANG' },
    example: '--lang es',
  },
  quiet: {
    flag: 'quiet',
    short: 'q',
    type: { kind: 'switch' },
    commands: commandNames,
    help: {
      en: 'no words on standard error but errors',
      es: 'nada en la salida de errores, salvo los errores',
    },
    example: '-q',
  },
  verbose: {
    flag: 'verbose',
    short: 'v',
    type: { kind: 'switch' },
    commands: ['train'],
    help: {
      en: 'say which engine trained, why, and how fast',
      es: 'decir qué motor entrenó, por qué y con qué rapidez',
    },
    example: '-v',
  },
  noColor: {
    flag: 'no-color',
    type: { kind: 'switch' },
    commands: commandNames,
    help: { en: 'no colors', es: 'sin colores' },
    example: '--no-color',
  },
  help: {
    flag: 'help',
    short: 'h',
    type: { kind: 'switch' },
    commands: commandNames,
    help: { en: 'this text', es: 'este texto' },
    example: '--help',
  },
} as const satisfies Record<string, OptionDefinition>
