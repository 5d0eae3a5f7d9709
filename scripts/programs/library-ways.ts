// The ways to use the library that docs/library.md shows, piece by piece.
import { type Checkpoint, load, mlp } from 'paso'

// records
const rows = Array.from({ length: 80 }, (_, n) => ({
  hours: n / 10,
  room: n % 3 === 0 ? 'quiet' : 'loud',
  passed: n / 10 + (n % 3 === 0 ? 1 : 0) > 4 ? 'yes' : 'no',
}))
const study = mlp({ hidden: [8] }).fitSync(rows, { target: 'passed' })
const { label, probabilities } = study.model.predict({ hours: 6, room: 'quiet' })
console.log(label, probabilities)

// numbers
const inputs = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
]
const xor = mlp({ hidden: [8] }).fitSync(inputs, [0, 1, 1, 0])
console.log(xor.model.predict(inputs).map((answer) => answer.label))

// typed array
const data = Float64Array.from({ length: 200 }, (_, n) => (n - 100) / 50)
const parabola = mlp({ task: 'regression', hidden: [12] }).fitSync(
  { data, shape: [200, 1] },
  data.map((x) => x * x),
)
console.log(parabola.metrics.test!.r2! > 0.9)

// several targets
const boxes = Array.from({ length: 90 }, (_, n) => {
  const [width, height] = [n % 9, n % 10]
  return { width, height, area: width * height, around: 2 * (width + height) }
})
const both = mlp({ task: 'regression' }).fitSync(boxes, { target: ['area', 'around'] })
const { values } = both.model.predict({ width: 4, height: 5 })
console.log(Math.round(values.area), Math.round(values.around))

// watch
const controller = new AbortController()
const watched = await mlp({ epochs: 40 }).fit(rows, {
  target: 'passed',
  seed: 7,
  validation: 0.25,
  test: 0.25,
  seconds: 10,
  signal: controller.signal, // controller.abort() ends it; fit then rejects
  onEpoch: ({ epoch, loss, validationLoss }) => {
    if (epoch === 40) console.log(loss < 0.1, validationLoss! < 0.2)
  },
})
console.log(watched.epochs, watched.stopped)

// loop
const epochs = mlp().epochs(rows, { target: 'passed' })
for await (const { epoch } of epochs) {
  if (epoch === 10) break // keeps the best weights so far
}
const { stopped } = await epochs.run()
console.log(stopped)

// checkpoint
let kept: Checkpoint | undefined
await mlp({ epochs: 10 }).fit(rows, {
  target: 'passed',
  onCheckpoint(checkpoint) {
    kept = checkpoint // plain data: for structuredClone, IndexedDB, postMessage
  },
})
const longer = await mlp({ epochs: 20 }).fit(rows, { target: 'passed', resume: kept! })
console.log(longer.epochs)

// folds
const validated = await mlp({ hidden: [8] }).crossValidate(rows, { target: 'passed', folds: 4, seed: 1 })
console.log(validated.mean.accuracy! > 0.9, validated.sd.accuracy! < 0.1, validated.folds.length)

// model
const scores = study.model.evaluate(rows)
console.log(scores.metrics.rows)
const text = await study.model.save() // save('model.json') writes the file too
const model = await load(text) // or load('model.json')
console.log(model.predict({ hours: 6, room: 'quiet' }).label)

// explain
const told = model.explain({ input: { hours: 6, room: 'quiet' }, target: 'yes', parameter: 'w5' })
const markdown = await told.toMarkdown({ locale: 'es', notation: 'delta' }) // toText, toLatex, toHtml, toJSON
console.log(markdown.split('\n')[0])

// explain several
await study.model.explain({ row: [0, 1, 2], parameter: ['w5', 'b_h1'] }).toText() // a batch of three rows
// end
