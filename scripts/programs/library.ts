// Six lines from a table to an answer and its reasons: the program of docs/library.md.
import { csv, mlp } from 'paso'

const iris = await csv('examples/iris.csv', { target: 'target' })
const run = await mlp({ hidden: [16] }).fit(iris, { seed: 1 })
console.log(run.metrics.test?.accuracy, run.model.predict([5.1, 3.5, 1.4, 0.2]).label)
console.log(await run.model.explain({ row: 70, parameter: 'w_21^(2)' }).toText({ detail: 'short' }))
