// What schedules and their numbers do: the rate of each step, of which an epoch here has one.
import { scheduleNames } from '../../../src/math/schedule-names.ts'
import { scheduleOf } from '../../../src/math/schedules.ts'
import { agree, type Effect, type Flags, oneStep, trained, written } from './trained.ts'

const RATE = 1e-3
const EPOCHS = 8

/** The rate of each epoch; so small that the loss hardly falls. */
async function rates(flags: Flags, schedule?: Readonly<Record<string, unknown>>): Promise<number[]> {
  const recipe = schedule && { recipe: written('schedule.json', JSON.stringify({ schedule })) }
  const { json } = await trained({
    ...{ ...oneStep, epochs: EPOCHS, 'learning-rate': RATE },
    ...{ ...recipe, ...flags },
  })
  return json.history.map(({ learningRate }) => learningRate!)
}

/** So many steps were made before. */
const steps = Array.from({ length: EPOCHS }, (_, made) => made)
const wave = (x: number): number => (1 + Math.cos(Math.PI * x)) / 2

async function gives(of: Promise<number[]>, rule: (made: number) => number): Promise<boolean> {
  const found = (await of).map((rate) => rate / RATE)
  return agree(found, steps.map(rule))
}

const cosine = (length: number) => (made: number) => (made >= length ? 0 : wave(made / length))

/** Up from `first` to the peak in the first `rise` of all steps, then down to `last`. */
const cycle = (rise: number, first: number, last: number) => (made: number) => {
  const peak = rise * EPOCHS - 1
  const fall = (made - peak) / (EPOCHS - 1 - peak)
  return made < peak ? 1 + (first - 1) * wave(made / peak) : last + (1 - last) * wave(fall)
}

/** Two steps in vain, then a tenth. */
const plateau = (patience: number, factor: number) => (made: number) =>
  factor ** Math.max(0, Math.floor((made - 1) / (patience + 1)))

/** The loss must fall by more than this share of it, which it never does. */
const never = { name: 'plateau', threshold: 0.999 }

export const scheduleEffects: Readonly<Record<string, Effect>> = {
  schedule: {
    claim: 'is how the rate changes: constant, in steps, exponentially, along waves or an inverse power',
    async holds() {
      const rules: Readonly<Record<string, (made: number) => number>> = {
        constant: () => 1,
        step: (made) => 0.1 ** Math.floor(made / Math.round(EPOCHS / 3)),
        exponential: (made) => 0.95 ** made,
        cosine: cosine(EPOCHS),
        'one-cycle': cycle(0.3, 0.04, 4e-6),
        inverse: (made) => 1 / Math.sqrt(1 + made),
      }
      for (const [schedule, rule] of Object.entries(rules))
        if (!(await gives(rates({ schedule }), rule))) return false
      // The one that is left waits for the loss.
      return (
        scheduleNames.length === Object.keys(rules).length + 1 && gives(rates({}, never), plateau(10, 0.1))
      )
    },
  },
  scheduleEpochs: {
    claim: 'is the length of the schedule',
    holds: async () =>
      (await gives(rates({ schedule: 'cosine', 'schedule-epochs': 4 }), cosine(4))) &&
      gives(rates({ schedule: 'step', 'schedule-epochs': 5 }), (made) => (made < 5 ? 1 : 0.1)),
  },
  scheduleFactor: {
    claim: 'is what the rate is multiplied by',
    holds: async () =>
      (await gives(rates({ schedule: 'exponential', 'schedule-factor': 0.5 }), (made) => 0.5 ** made)) &&
      gives(rates({ schedule: 'step', 'schedule-epochs': 4, 'schedule-factor': 0.5 }), (made) =>
        made < 4 ? 1 : 0.5,
      ),
  },
  scheduleLowest: {
    claim: 'is the rate below which the schedule does not go',
    holds: () =>
      gives(
        rates({ schedule: 'cosine', 'schedule-epochs': 4, 'schedule-lowest': RATE / 4 }),
        (made) => 0.25 + 0.75 * cosine(4)(made),
      ),
  },
  schedulePatience: {
    claim: 'is how many epochs without a better loss it waits',
    holds: () => gives(rates({ 'schedule-patience': 1 }, never), plateau(1, 0.1)),
  },
  warmup: {
    claim: 'lets the rate first rise by the same amount in each step of so many epochs; the schedule follows',
    holds: async () =>
      (await gives(rates({ warmup: 4 }), (made) => Math.min(1, (made + 1) / 4))) &&
      gives(rates({ schedule: 'cosine', warmup: 2 }), (made) =>
        made < 2 ? (made + 1) / 2 : wave((made - 2) / (EPOCHS - 2)),
      ),
  },
  'schedule.threshold': {
    claim: 'is the share of the loss by which it must fall to be better',
    async holds() {
      const fast = { 'schedule-patience': 1, 'learning-rate': 0.1 }
      const recipe = (threshold: number) => ({ name: 'plateau', threshold })
      const [any, much] = [await rates(fast, recipe(0)), await rates(fast, recipe(0.9))]
      return any.every((rate) => rate === 0.1) && much.at(-1)! < 0.1
    },
  },
  'schedule.power': {
    claim: 'is the power of the inverse',
    holds: () => gives(rates({}, { name: 'inverse', power: 2 }), (made) => 1 / (1 + made) ** 2),
  },
  'schedule.rise': {
    claim: 'is the share of the cycle in which the rate rises',
    holds: () => gives(rates({}, { name: 'one-cycle', rise: 0.5 }), cycle(0.5, 0.04, 4e-6)),
  },
  'schedule.first': {
    claim: 'is the share of the rate that the cycle begins with',
    holds: () => gives(rates({}, { name: 'one-cycle', first: 0.2 }), cycle(0.3, 0.2, 4e-6)),
  },
  'schedule.last': {
    claim: 'is the share of the rate that the cycle ends with',
    holds: () => gives(rates({}, { name: 'one-cycle', last: 0.1 }), cycle(0.3, 0.04, 0.1)),
  },
}

/** Those that have a flag of their own are with the flags. */
const flags = ['steps', 'factor', 'lowest', 'patience']

export const ownNumbers: readonly string[] = [
  ...new Set(
    scheduleNames.flatMap((name) =>
      Object.keys(scheduleOf(name).options).flatMap((option) =>
        flags.includes(option) ? [] : [`schedule.${option}`],
      ),
    ),
  ),
]
