// main: the process's arguments to a command, its result to the process's exit code.
import { processWorld } from './process-world.ts'
import { run } from './run.ts'

process.exitCode = await run(process.argv.slice(2), processWorld())
