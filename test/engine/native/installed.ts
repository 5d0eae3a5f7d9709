// Whether the runtime of the engine native is there. With PASO_RUNTIME=installed its absence skips nothing, so that the tests fail.
import { isInstalled } from '../../../src/engine/native/runtime.ts'

/** For `describe.skipIf(noRuntime)`. */
export const noRuntime = !isInstalled() && process.env.PASO_RUNTIME !== 'installed'
