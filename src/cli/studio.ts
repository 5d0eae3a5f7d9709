// paso studio: serves the page on the loopback address until Ctrl-C.

import { basename } from 'node:path'
import type { PasoError } from '../errors.ts'
import type { Arguments, Command } from './command.ts'
import { loadNetwork } from './load.ts'
import type { LoadedNetwork } from './loaded-network.ts'
import { serveStudio, USUAL_PORT } from './studio-server.ts'
import { refusal } from './usage-errors.ts'

export const studio: Command = async (args, io) => {
  const [path] = args.positionals
  const file = path === undefined ? undefined : await loadNetwork(path, io)
  const { url, close } = await serve(args, file && (await textOf(file, path!)))
  const isBare = file?.samples.length === 0
  const opened = file ? `net=opened&${isBare ? 'screen=network&' : ''}` : ''
  io.stdout.write(`${url}#${opened}lang=${io.language}\n`)
  io.say(said[io.language].served)
  if (isBare) io.say(said[io.language].bare)
  await new Promise<void>((resolve) => io.signal.addEventListener('abort', () => resolve(), { once: true }))
  close()
  return 0
}

const said = {
  en: {
    served: 'The studio is served there. Ctrl-C ends it.',
    bare: 'The file brings no sample: the page begins with one of its own, which can be changed.',
  },
  es: {
    served: 'Ahí está el estudio. Ctrl-C lo termina.',
    bare: 'El archivo no trae ninguna muestra: la página empieza con una propia, que se puede cambiar.',
  },
} as const

/** The network as the page reads it, whatever kind of file it came from; named as the file where it has no name. */
async function textOf(file: LoadedNetwork, path: string): Promise<string> {
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
