// paso explain: one training step told, with every number, in the format that is asked for.
import type { Sample } from '../core/network.ts'
import { parametersOf } from '../core/parameters.ts'
import { isStandardized } from '../data/scaling.ts'
import { derive } from '../derive/derivation.ts'
import type { Derivation } from '../derive/step.ts'
import type { Shape } from '../math/formula.ts'
import type { ParameterRef } from '../math/quantity.ts'
import type { Document } from '../present/document.ts'
import { explain as tell } from '../present/explain.ts'
import type { ExplainOptions } from '../present/options.ts'
import { shapeOf } from '../present/shape.ts'
import { MOST_PARAMETERS, parameterCount, USUAL_DIGITS, usualNotation } from '../present/usual.ts'
import { parseParameter } from '../print/parameters.ts'
import type { Arguments, Command, Io } from './command.ts'
import { widthOf } from './errors-print.ts'
import { tooManyParameters, unknownParameter } from './explain-errors.ts'
import { type Start, startOf, tracesOf } from './explain-steps.ts'
import { saturation } from './explain-warnings.ts'
import { type LoadedNetwork, type LoadedSamples, loadNetwork, loadSamples } from './load.ts'
import { deliver } from './output.ts'
import { withRows } from './place-failure.ts'

/** What many steps lead to is shown for networks of at most this many parameters, after this many steps. */
const FEW_PARAMETERS = 20
const MANY_STEPS = 10_000

export const explain: Command = async (args, io) => {
  const file = await loadNetwork(args.positionals[0] ?? 'deck', io)
  const loaded = await loadSamples(file, args, io)
  return withRows(loaded, () => explainSteps(file, loaded, args, io))
}

async function explainSteps(
  file: LoadedNetwork,
  { samples, rows, data, filled }: LoadedSamples,
  args: Arguments,
  io: Io,
): Promise<number> {
  const { options } = args
  const start = startOf(file, samples, args)
  const traces = tracesOf(start, samples, options.steps)
  const flat = saturation(traces[0]!, file)
  if (flat) io.warn(flat)
  const derivations = traces.map((trace, i) => derive(trace, i))
  const shape = shapeOf(derivations[0]!)
  const parameters = parametersAsked(file, options.parameter, shape)
  const told: ExplainOptions = {
    language: io.language,
    locale: io.locale,
    notation: options.notation ?? usualNotation(shape),
    form: options.form,
    detail: options.detail ?? 'full',
    digits: options.digits ?? USUAL_DIGITS,
    parameters,
    rows,
    filled,
    encodedInputs: data !== undefined && file.encoding !== undefined,
    encodedTarget: data !== undefined && file.encoding !== undefined && isStandardized(file.encoding.target),
    start: start.made ?? (file.training && 'anew'),
    later: await later(start, samples, args, parameters === undefined),
  }
  await deliver(await textOf(derivations, told, args, io), args, io)
  return 0
}

/** Where many steps on one sample lead: told at the end of a whole first step of a small network. */
async function later(
  start: Start,
  samples: readonly Sample[],
  { options }: Arguments,
  whole: boolean,
): Promise<ExplainOptions['later']> {
  if (!whole || samples.length > 1 || start.state.time > 0 || options.steps > 1) return undefined
  if ([...parametersOf(start.network)].length > FEW_PARAMETERS) return undefined
  const { flatRows } = await import('../engine/engine.ts')
  const { javascript } = await import('../engine/javascript.ts')
  const session = javascript.plan(start.network, start.optimizer, 1, { random: start.random })
  const [sample] = samples
  const made = session.run(flatRows([sample!.input], [sample!.target]), new Uint32Array(MANY_STEPS)).length
  return { steps: made, network: session.network() }
}

/** --parameter in any notation; undefined for the whole step. */
function parametersAsked(
  file: LoadedNetwork,
  names: readonly string[],
  shape: Shape,
): readonly ParameterRef[] | undefined {
  if (names.length > 0)
    return names.map((name) => parseParameter(name, shape) ?? refuse(unknownParameter(file, name, shape)))
  const count = parameterCount(shape)
  if (count > MOST_PARAMETERS) throw tooManyParameters(file, count)
  return undefined
}

function refuse(error: Error): never {
  throw error
}

async function textOf(
  derivations: readonly Derivation[],
  options: ExplainOptions,
  args: Arguments,
  io: Io,
): Promise<string> {
  const format = io.json ? 'json' : args.options.documentFormat
  const document = tell(derivations, options)
  switch (format) {
    case 'text':
      return textForTerminal(document, io, args)
    case 'json': {
      const { derivationJson } = await import('../render/json.ts')
      const { compactJson } = await import('../formats/json-text.ts')
      return `${compactJson(derivationJson(derivations, document.context, options) as never)}\n`
    }
    case 'markdown':
      return (await import('../render/markdown.ts')).renderMarkdown(document)
    case 'latex':
      return (await import('../render/latex.ts')).renderLatex(document)
    case 'svg':
      return svgOf(document)
    case 'html':
      return (await import('../render/html.ts')).renderHtml(document)
  }
}

/** The drawing alone, as a picture of its own. */
async function svgOf({ blocks, context }: Document): Promise<string> {
  const { diagramSvg } = await import('../render/diagram.ts')
  const diagram = blocks.find((block) => block.kind === 'diagram')
  if (diagram?.kind !== 'diagram') throw new TypeError('every document draws its network')
  return `${diagramSvg(diagram, context, { standalone: true })}\n`
}

/** 80 columns, or fewer on a narrower terminal; color only on a terminal. */
async function textForTerminal(document: Document, io: Io, { options }: Arguments): Promise<string> {
  const { renderTerminal } = await import('../render/terminal.ts')
  const toFile = options.output !== undefined
  const width = toFile ? 80 : widthOf(io.stdout)
  return renderTerminal(document, { width, color: io.color && !toFile })
}
