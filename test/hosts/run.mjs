// Prints the bits of the trainings, as the Node that runs it makes them: node test/hosts/run.mjs [THREADS]
import { bitsOfTrainings } from './trainings.mjs'

const part = (path) => import(new URL(`../../dist/${path}`, import.meta.url).href)
console.log(JSON.stringify(await bitsOfTrainings(part, Number(process.argv[2] ?? 1))))
