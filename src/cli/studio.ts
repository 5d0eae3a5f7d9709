// paso studio: serves the page on the loopback address until Ctrl-C.

import { basename } from 'node:path'
import type { PasoError } from '../errors.ts'
import type { Arguments, Command, Io } from './command.ts'
import { loadNetwork } from './load.ts'
import { serveStudio, USUAL_PORT } from './studio-server.ts'
import { refusal } from './usage-errors.ts'

export const studio: Command = async (args, io) => {
  const [path] = args.positionals
  const { url, close } = await serve(args, path === undefined ? undefined : await textOf(path, io))
  const address = `${url}#${path === undefined ? '' : 'net=opened&'}lang=${io.language}`
  io.stdout.write(`${address}\n`)
  io.say(
    io.language === 'en'
      ? 'The studio is served there. Ctrl-C ends it.'
      : 'Ahí está el estudio. Ctrl-C lo termina.',
  )
  await new Promise<void>((resolve) => io.signal.addEventListener('abort', () => resolve(), { once: true }))
  close()
  return 0
}

/** The network as the page reads it, whatever kind of file it came from; named as the file where it has no name. */
async function textOf(path: string, io: Io): Promise<string> {
  const file = await loadNetwork(path, io)
  if (file.samples.length === 0) throw withoutSamples(file.title)
  const { writeNetworkFile } = await import('../formats/network-file.ts')
  return writeNetworkFile({ ...file, name: file.name ?? basename(path) })
}

async function serve({ options }: Arguments, opened: string | undefined): ReturnType<typeof serveStudio> {
  const { port } = options
  try {
    return await serveStudio(port ?? USUAL_PORT, opened)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (port === undefined && code === 'EADDRINUSE') return serveStudio(0, opened)
    if (code === 'EADDRINUSE' || code === 'EACCES') throw portRefused(port ?? USUAL_PORT, code)
    throw error
  }
}

function portRefused(port: number, code: string): PasoError {
  const taken = code === 'EADDRINUSE'
  const [en, es] = taken
    ? ['another program uses it', 'lo usa otro programa']
    : ['no permission', 'sin permiso']
  return refusal(
    'port-refused',
    {
      what: `port ${port} cannot be used.`,
      where: 'option --port.',
      received: `${en}.`,
      hint: 'leave --port out: a free one is taken.',
    },
    {
      what: `no se puede usar el puerto ${port}.`,
      where: 'opción --port.',
      received: `${es}.`,
      hint: 'quitar --port: se toma uno libre.',
    },
  )
}

function withoutSamples(title: string): PasoError {
  return refusal(
    'no-samples',
    {
      what: `the network ${title} brings no sample, and the studio tells a step on one.`,
      expected: 'samples in the file: "samples": [{ "input": [...], "target": [...] }].',
      hint: `paso explain ${title} --data FILE.csv --rows 1`,
    },
    {
      what: `la red ${title} no trae ninguna muestra, y el estudio cuenta un paso con una.`,
      expected: 'muestras en el archivo: "samples": [{ "input": [...], "target": [...] }].',
      hint: `paso explain ${title} --data ARCHIVO.csv --rows 1`,
    },
  )
}
