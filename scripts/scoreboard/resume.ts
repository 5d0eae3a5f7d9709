// Going on: 20 epochs are 10, saved, read again, and 10 more, to the bit, with every optimizer and every schedule, within an epoch too.
import { training } from '../../src/engine/trainer.ts'
import type { TrainingState } from '../../src/engine/training-plan.ts'
import { checkpointBytes } from '../../src/formats/checkpoint.ts'
import { checkpointsOf, knownTable } from '../../src/library/checkpoint.ts'
import { type MlpOptions, mlp } from '../../src/library/index.ts'
import { settingsOf } from '../../src/library/options.ts'
import { lastsAsTraining } from '../../src/library/schedule-option.ts'
import { planTraining } from '../../src/library/training.ts'
import { optimizerNames } from '../../src/math/optimizers.ts'
import { scheduleNames } from '../../src/math/schedule-names.ts'
import { counted, type Row } from './row.ts'
import { exampleTable } from './tables.ts'

const EPOCHS = 20
const HALF = 10
const SEED = 5

/** A short epoch has several steps, so that there is something within it. */
const common: MlpOptions = { hidden: [6], batchSize: 16, patience: 90, learningRate: 0.01 }

/** One that searches takes all rows at once, at a rate that it finds. */
const searching: MlpOptions = { hidden: [6], patience: 90, optimizer: 'lbfgs' }

const optimizers: readonly MlpOptions[] = [
  ...optimizerNames.filter((name) => name !== 'lbfgs').map((optimizer) => ({ ...common, optimizer })),
  { ...common, optimizer: { name: 'sgd', momentum: 0.9, nesterov: true } },
  { ...common, optimizer: { name: 'rmsprop', momentum: 0.5, centered: true } },
  { ...common, optimizer: 'adam', dropout: 0.3, normalization: 'batch' },
  searching,
]

/** Those that last as long as the training keep the length that they began with: it is told. */
const schedules: readonly MlpOptions[] = scheduleNames.flatMap((name) => {
  const schedule = { name, ...(lastsAsTraining(name) && { epochs: EPOCHS }) }
  return [
    { ...common, schedule },
    { ...common, schedule: { ...schedule, warmup: 3 } },
  ] as MlpOptions[]
})

/** Where a training is saved: after its tenth epoch, as its end or on the way, and in the middle of the one that follows. */
const places = ['end', 'way', 'within'] as const
type Place = (typeof places)[number]

const lasting = (options: MlpOptions, epochs: number): MlpOptions => ({ ...options, epochs }) as MlpOptions

/** The bytes of a training's checkpoint. */
async function savedAt(place: Place, options: MlpOptions): Promise<Uint8Array> {
  const table = await exampleTable('wine')
  const epochs = place === 'end' ? HALF : EPOCHS
  const planned = planTraining(
    table,
    table.target,
    settingsOf(lasting(options, epochs), { seed: SEED }, table.rows),
  )
  let state: TrainingState | undefined
  const steps = training({
    ...planned.plan,
    pace: 1,
    onPause(pause) {
      const there =
        pause.epochs === HALF && (place === 'within' ? pause.position >= 48 : pause.position === 0)
      if (there) state ??= pause.state()
    },
  })
  while (!state && !steps.next().done);
  if (!state) throw new Error(`the training never came to its place: ${place}`)
  return checkpointBytes(checkpointsOf(planned, knownTable(table), table.target)(state))
}

/** All that a training comes to, as a text: its model's file, and each epoch without its time. */
async function outcome(options: MlpOptions, resume?: Uint8Array): Promise<string> {
  const table = await exampleTable('wine')
  const fit = resume ? { resume } : { seed: SEED }
  const { model, history } = await mlp(lasting(options, EPOCHS)).fit(table, fit)
  return JSON.stringify([await model.save(), history.map(({ seconds: _, ...epoch }) => epoch)])
}

export const resuming: Row = {
  name: 'resume',
  title: {
    en: '20 epochs = 10, saved, read again, 10 more; with every optimizer and schedule, within an epoch too',
    es: '20 épocas = 10, guardar, leer, 10 más; con cada optimizador y cada plan, también a mitad de época',
  },
  bar: { en: 'the same bits', es: 'los mismos bits' },
  others: {
    en: 'TensorFlow.js 7e-7 off; brain.js and scikit-learn’s warm_start wrong',
    es: 'TensorFlow.js difiere en 7e-7; brain.js y warm_start de scikit-learn, mal',
  },
  async measure(effort, note) {
    const all = [...optimizers, ...schedules]
    const chosen = effort === 'whole' ? all : all.filter((_, n) => n % 7 === 0)
    const different: { readonly options: MlpOptions; readonly place: Place }[] = []
    for (const [n, options] of chosen.entries()) {
      note?.(n, chosen.length)
      const whole = await outcome(options)
      for (const place of places)
        if ((await outcome(options, await savedAt(place, options))) !== whole)
          different.push({ options, place })
    }
    const count = chosen.length * places.length
    return {
      shown: counted(count - different.length, count),
      met: different.length === 0,
      figures: { trainings: chosen, places, different },
    }
  },
}
