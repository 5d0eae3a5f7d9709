// The real process as a World: standard streams, environment, Ctrl-C and its like.
import type { Output } from './command.ts'
import type { World } from './output.ts'

export function processWorld(): World {
  // Whoever reads our output may stop at any time (paso ... | head): that is no failure.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit()
      void outputFailed(error.code ?? error.message)
    })
  }
  return {
    env: process.env,
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    stdin: () => process.stdin,
    program: [process.execPath, ...process.execArgv, process.argv[1]!],
    onInterrupt: (listener) => {
      let times = 0
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
        process.on(signal, () => {
          if (++times > 1) process.exit(130)
          listener()
        })
      }
    },
  }
}

/** A full disk, say, behind `paso ... > file`. */
async function outputFailed(reason: string): Promise<void> {
  const { notWritable } = await import('./atomic-file.ts')
  const { errorText } = await import('./errors-print.ts')
  const { languageOf } = await import('./run.ts')
  const language = languageOf(process.argv.slice(2), process)
  process.stderr.write(errorText(notWritable('-', reason), language))
  process.exit(1)
}

function outputOf(stream: NodeJS.WriteStream): Output {
  return {
    write: (text) => {
      stream.write(text)
    },
    get isTTY() {
      return stream.isTTY === true
    },
    get columns() {
      return stream.columns || 80
    },
  }
}
