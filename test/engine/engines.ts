// The engines that compute in doubles: each must make core's numbers, to the bit.
import { coreEngine } from '../../src/engine/core-engine.ts'
import { javascript } from '../../src/engine/javascript.ts'
import { webassemblyEngine } from '../../src/engine/wasm/webassembly.ts'

export const webassembly = webassemblyEngine('float64')

export const exactEngines = [coreEngine, javascript, webassembly] as const
