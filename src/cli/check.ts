// paso check: every gradient against central differences, with the relative error; exit code 1 when one fails.
import { masksOf } from '../core/dropout.ts'
import {
  type CheckOptions,
  checkGradient,
  checkGradients,
  type GradientReport,
  reportOf,
} from '../core/gradient-check.ts'
import type { Network, Sample } from '../core/network.ts'
import type { Calculus } from '../core/short-cut.ts'
import { derive } from '../derive/derivation.ts'
import type { ParameterRef } from '../math/quantity.ts'
import { checkDocument } from '../present/check-document.ts'
import { shapeOf } from '../present/shape.ts'
import { parseParameter } from '../print/parameters.ts'
import { gradientsWrong } from './check-errors.ts'
import type { Arguments, Command, Io } from './command.ts'
import { unknownParameter } from './explain-errors.ts'
import { startOf, tracesOf } from './explain-steps.ts'
import { type LoadedNetwork, loadNetwork, loadSamples } from './load.ts'
import { deliver } from './output.ts'
import { withRows } from './place-failure.ts'

/** Significant digits of the gradients in the table. */
const DIGITS = 9

export const check: Command = (args, io) => checkWith(args, io)

/**
 * The command; `calculus` is where a test plants a wrong derivative.
 * @throws PasoError gradient-check, exit code 1, when a gradient is not the slope of the loss
 */
export async function checkWith(args: Arguments, io: Io, calculus?: Calculus): Promise<number> {
  const file = await loadNetwork(args.positionals[0] ?? 'deck', io)
  const loaded = await loadSamples(file, args, io)
  return withRows(loaded, () => checkSamples(file, loaded.samples, args, io, calculus))
}

async function checkSamples(
  file: LoadedNetwork,
  samples: readonly Sample[],
  args: Arguments,
  io: Io,
  calculus?: Calculus,
): Promise<number> {
  const { options } = args
  const start = startOf(file, samples, args)
  const trace = tracesOf(start, samples, 1)[0]!
  const shape = shapeOf(derive(trace))
  const asked = options.parameter.map((name) => {
    const ref = parseParameter(name, shape)
    if (!ref) throw unknownParameter(file, name, shape)
    return ref
  })
  const report = reportOn(start.network, samples, asked, {
    masks: masksOf(trace.samples),
    ...(calculus && { calculus }),
  })
  if (io.json) {
    const { compactJson } = await import('../formats/json-text.ts')
    const { checkJson } = await import('../render/check-json.ts')
    await deliver(`${compactJson(checkJson(report, shape) as never)}\n`, args, io)
  } else {
    const { renderTerminal } = await import('../render/terminal.ts')
    const context = {
      notation:
        options.notation ??
        (shape.units.every((n) => n <= 8) && shape.inputs <= 8 ? ('deck' as const) : ('delta' as const)),
      shape,
      locale: io.locale,
      digits: options.digits ?? DIGITS,
      tableDigits: options.digits ?? DIGITS,
    }
    const document = checkDocument(report, file.title, context, io.language)
    await deliver(renderTerminal(document, { width: 80, color: io.color }), args, io)
  }
  if (!report.passed) throw gradientsWrong(report, shape)
  return 0
}

/** All parameters, or those that are asked for. */
function reportOn(
  network: Network,
  samples: readonly Sample[],
  asked: readonly ParameterRef[],
  { calculus, masks }: CheckOptions,
): GradientReport {
  const options = { masks, ...(calculus && { calculus }) }
  if (asked.length === 0) return checkGradients(network, samples, options)
  const parameters = asked.map((ref) => checkGradient(network, samples, ref, options))
  return reportOf(parameters)
}
