// paso train --range-test: how the loss answers to a learning rate that grows, and which rate to train with.
import type { RangeTest } from '../engine/range-test.ts'
import type { Language } from '../errors.ts'
import { testRange } from '../library/range-test.ts'
import { planTraining } from '../library/training.ts'
import { formatNumber } from '../print/numbers.ts'
import type { Io } from './command.ts'
import { widthOf, wrap } from './errors-print.ts'
import { writeJson } from './output.ts'
import { plot } from './plot.ts'
import { during } from './progress.ts'
import type { CompleteArguments } from './recipe.ts'
import { type LoadedTraining, surface } from './train-load.ts'
import { trainingHead } from './train-report.ts'

/** @returns the exit code: 1 where no rate made the loss fall */
export async function trainRange(
  { table, target, settings }: LoadedTraining,
  args: CompleteArguments,
  io: Io,
): Promise<number> {
  const planned = during('preparing', table.rows, io, () => planTraining(table, target, settings, surface))
  const { prepared, recipe, optimizer, plan } = planned
  for (const warning of planned.warnings) io.warn(warning)
  const test = await testRange(plan, { signal: io.signal })
  const { seed } = args.options
  if (io.json) {
    const { points, ...found } = test
    const format = 'paso-range/1'
    const rates = { lowest: null, steepest: null, suggested: null, ...defined(found) }
    writeJson(
      { format, seed, engine: plan.engine.name, ...rates, points: points.map((point) => ({ ...point })) },
      io,
    )
  } else {
    const path = args.positionals[0]!
    const given = { path, prepared, recipe, optimizer, seed, network: plan.network, anyRate: true }
    io.stdout.write(`${[...trainingHead(given, io), ...reportOf(test, io)].join('\n')}\n`)
  }
  return test.suggested === undefined ? 1 : 0
}

const defined = <T extends object>(values: T): Partial<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>

const words = {
  en: {
    title: 'Loss, smoothed, at each learning rate',
    grown: (rate: string) => `At ${rate} the loss had grown to four times its lowest: the test ended there.`,
    diverged: (rate: string) => `Beyond ${rate} the loss was no finite number: the test ended there.`,
    steps: (rate: string) => `The loss never broke away, up to ${rate}.`,
    lowest: (lowest: string, steepest: string) =>
      `It was lowest at ${lowest}, and fell most steeply at ${steepest}.`,
    suggested: (rate: number) =>
      `Suggested: --learning-rate ${rate}, a tenth of the rate at which the loss was lowest: it falls fast there, and is far from breaking away. No model was trained.`,
    nothing:
      'No rate made the loss fall: nothing can be suggested. Scale the inputs, try another seed, or look at the data with paso inspect.',
  },
  es: {
    title: 'Error, suavizado, con cada tasa de aprendizaje',
    grown: (rate: string) =>
      `Con ${rate} el error había crecido a cuatro veces el menor: ahí terminó la prueba.`,
    diverged: (rate: string) =>
      `Más allá de ${rate} el error no fue un número finito: ahí terminó la prueba.`,
    steps: (rate: string) => `El error no se disparó hasta ${rate}.`,
    lowest: (lowest: string, steepest: string) =>
      `Fue menor con ${lowest}, y cayó más rápido con ${steepest}.`,
    suggested: (rate: number) =>
      `Sugerencia: --learning-rate ${rate}, la décima parte de la tasa con la que el error fue menor: ahí cae rápido y está lejos de dispararse. No se entrenó ningún modelo.`,
    nothing:
      'Ninguna tasa hizo bajar el error: no hay nada que sugerir. Escalar las entradas, probar otra semilla o mirar los datos con paso inspect.',
  },
} as const satisfies Record<Language, Record<string, unknown>>

function reportOf(test: RangeTest, io: Io): string[] {
  const text = words[io.language]
  const width = widthOf(io.stdout)
  const { points, stoppedBy, lowest, steepest, suggested } = test
  const number = (value: number): string => formatNumber(value, { digits: 3, locale: io.locale })
  const last = points.at(-1)
  if (!last || suggested === undefined) return ['', ...wrap(text.nothing, width)]
  const end = { growth: text.grown, divergence: text.diverged, steps: text.steps }[stoppedBy](
    number(last.rate),
  )
  const drawn = plot([points.map(({ smoothed }) => smoothed)], {
    width: Math.min(56, width - 16),
    height: 7,
    format: number,
    xLabel: '',
    ends: [number(points[0]!.rate), number(last.rate)],
  })
  return [
    '',
    text.title,
    '',
    ...drawn,
    '',
    ...wrap(`${end} ${text.lowest(number(lowest!), number(steepest!))}`, width),
    ...wrap(text.suggested(suggested), width),
  ]
}
